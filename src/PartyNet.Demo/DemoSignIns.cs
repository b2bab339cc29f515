using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Infrastructure.Identity;

namespace PartyNet.Demo;

/// <summary>
/// Logins with a password, for load tests. All share one random password whose hash is made once, because a hash of full strength costs
/// a tenth of a second: good for a demo and for nothing else.
/// </summary>
public sealed class DemoSignIns
{
    /// <summary>Most logins of one role that get a password.</summary>
    public const int MostOfRole = 1_000;

    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyz23456789";

    private readonly List<(string Login, string Role, string Unit)> _all = [];
    private readonly Dictionary<Role, int> _offered = [];
    private readonly string _hash;
    private int _members;

    public DemoSignIns()
    {
        Password = RandomNumberGenerator.GetString(PasswordLetters, 20);
        _hash = new PasswordHasher<User>(
            Options.Create(new PasswordHasherOptions { IterationCount = PasswordHashing.Rounds })
        ).HashPassword(new User(), Password);
    }

    public string Password { get; }

    /// <summary>Login, role and code of the unit, in the order in which they were made.</summary>
    public IReadOnlyList<(string Login, string Role, string Unit)> All => _all;

    /// <summary>Gives passwords within a district, and logins to members, evenly over a demo of this size.</summary>
    internal void Give(DemoRows rows, DemoSize size, DemoUsers users, DemoRandom random)
    {
        var units = rows.Units.ToDictionary(u => u.Id, u => u.Code);
        var staff = rows.Users.ToDictionary(u => u.Id);
        foreach (var grant in rows.Grants)
        {
            var offered = _offered[grant.Role] = _offered.GetValueOrDefault(grant.Role) + 1;
            if (offered % Stride(size.Members / SmallestSpan(grant.Role)) == 0)
                Give(staff[grant.UserId], NameOf(grant.Role), grant.UnitId is { } unit ? units[unit] : "");
        }

        var signedUp = rows.Users.Where(u => u.MemberId is not null).ToDictionary(u => u.MemberId!.Value);
        foreach (var member in rows.Members.Where(m => m.ActivityStatus == ActivityStatus.Active))
        {
            if (
                ++_members % Stride(size.Members) != 0
                || signedUp.GetValueOrDefault(member.Id) is { UserName: not (DemoUsers.Member or DemoUsers.OtherMember) }
            )
                continue;
            var user =
                signedUp.GetValueOrDefault(member.Id)
                ?? users.Add(rows, random, $"{DemoUsers.Member}-{member.Code.ToLowerInvariant()}", member.Id);
            Give(user, DemoUsers.Member, units[member.UnitId]);
        }
    }

    private void Give(User user, string role, string unit)
    {
        user.PasswordHash = _hash;
        _all.Add((user.UserName!, role, unit));
    }

    /// <summary>Every how many-th of so many gets a password, for <see cref="MostOfRole"/> at most.</summary>
    private static int Stride(int count) => Math.Max(1, (count + MostOfRole - 1) / MostOfRole);

    /// <summary>Fewest members that there are to one holder of a role, or a little less.</summary>
    private static int SmallestSpan(Role role) => role switch
    {
        Role.Secretary or Role.Deputy => 20,
        Role.Committee => 80,
        Role.Board => 2_000,
        Role.Administrator => int.MaxValue,
    };

    private static string NameOf(Role role) => role switch
    {
        Role.Secretary or Role.Deputy => DemoUsers.Secretary,
        Role.Committee => DemoUsers.Committee,
        Role.Board => DemoUsers.Board,
        Role.Administrator => DemoUsers.Administrator,
    };
}
