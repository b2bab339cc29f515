using Microsoft.EntityFrameworkCore;
using PartyNet.Domain.Members;

namespace PartyNet.ArchitectureTests.Examples;

/// <summary>What no page may be; here to show that the rule finds it.</summary>
public sealed class PageWithTable(DbSet<Member> members)
{
    public Task<int> CountAsync() => members.CountAsync();
}
