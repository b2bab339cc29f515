using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartyNet.Domain.Members;
using PartyNet.Infrastructure.Database;

namespace PartyNet.ArchitectureTests.Examples;

/// <summary>What no page may be; here to show that the rule finds it.</summary>
public sealed class PageWithTable(DbSet<Member> members, PartyNetDbContext db, NpgsqlDataSource source) : PageModel
{
    public Task<int> CountAsync() => members.CountAsync();

    public string Where(IFormFile file) => $"{file.FileName} {db.Members} {source.ConnectionString}";
}
