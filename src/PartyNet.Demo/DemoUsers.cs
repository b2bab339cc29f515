using System.Globalization;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Demo;

/// <summary>
/// Those who sign in: the eight logins of the public surface, and a secretary for every other branch, a committee for every đảng bộ cơ
/// sở and a board for every district, called by the code of their unit. None has a password: the demo's sign-in page needs none.
/// </summary>
internal sealed class DemoUsers(DateTimeOffset at)
{
    public const string Member = "dang-vien";
    public const string OtherMember = "dang-vien-khac";
    public const string Secretary = "bi-thu";
    public const string OtherSecretary = "bi-thu-khac";
    public const string Committee = "cap-uy";
    public const string Board = "ban";
    public const string OtherBoard = "ban-khac";
    public const string Administrator = "quan-tri";

    public User Add(DemoRows rows, DemoRandom random, string login, Guid? memberId = null)
    {
        var user = new User
        {
            Id = random.Id(),
            MemberId = memberId,
            CreatedAt = at,
            UserName = login,
            NormalizedUserName = login.ToUpperInvariant(),
            SecurityStamp = Stamp(random),
            ConcurrencyStamp = Stamp(random),
        };
        rows.Users.Add(user);
        return user;
    }

    public DemoActor Add(DemoRows rows, DemoRandom random, string login, Role role, Unit? unit, Guid? memberId = null)
    {
        var user = Add(rows, random, login, memberId);
        rows.Grants.Add(Grant.Give(random.Id(), user.Id, memberId, role, unit, at));
        return new DemoActor(user.Id, role, unit);
    }

    private static string Stamp(DemoRandom random) =>
        string.Create(CultureInfo.InvariantCulture, $"{random.Next():X16}{random.Next():X16}");
}
