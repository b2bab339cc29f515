using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Access;

/// <summary>A user as the administrator sees one: login and roles, never whose login it is.</summary>
public sealed record UserRow(
    Guid Id,
    string Login,
    bool IsMember,
    bool HasPassword,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<GrantRow> Grants
);

/// <summary>A role at a unit.</summary>
public sealed record GrantRow(Guid Id, Role Role, string? UnitCode, string? UnitName, DateTimeOffset From, DateTimeOffset? To);

/// <summary>Users by login, for the administrator.</summary>
public sealed class ListUsers(IPartyNetDb db, TimeProvider clock, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator;

    /// <param name="Search">Part of a login, or of the name or code of a unit where users hold a role; nothing for all.</param>
    public sealed record Query(string? Search = null, PageCursor? Cursor = null);

    private static readonly Walk<User, string> ByLogin = new(
        users => users.OrderBy(u => u.NormalizedUserName),
        users => users.OrderByDescending(u => u.NormalizedUserName),
        login => u => string.Compare(u.NormalizedUserName, login) > 0,
        login => u => string.Compare(u.NormalizedUserName, login) < 0);

    public async Task<ErrorOr<Page<UserRow>>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var reading = await db.BeginReadAsync(cancellationToken);
        var login = VietnameseText.Normalize(query.Search).ToUpperInvariant();
        var found = db.Users.AsNoTracking();
        if (login.Length > 0)
        {
            var unit = VietnameseText.SearchKey(query.Search);
            var held = db.Grants.InForce(clock.GetUtcNow())
                .Where(g => unit.Length > 0 && db.Units.Any(n => n.Id == g.UnitId && n.SearchKey.Contains(unit)));
            found = found.Where(u => u.NormalizedUserName!.Contains(login) || held.Any(g => g.UserId == u.Id));
        }

        var page = await ByLogin.ReadAsync(
            [found],
            query.Cursor ?? PageCursor.First,
            start => db.Users.Where(u => u.NormalizedUserName == start).Select(u => u.NormalizedUserName!),
            users => WithGrants(db, users, clock.GetUtcNow()),
            row => row.User.NormalizedUserName!,
            cancellationToken);
        return page.Select(Row);
    }

    internal static UserRow Row(UserWithGrants row)
    {
        var user = row.User;
        return new(user.Id, user.UserName!, user.MemberId is not null, user.PasswordHash is not null, user.ClosedAt, row.Grants);
    }

    /// <summary>Users with their roles in force, oldest first.</summary>
    internal static IQueryable<UserWithGrants> WithGrants(IPartyNetDb db, IQueryable<User> users, DateTimeOffset now) =>
        from user in users
        select new UserWithGrants(
            user,
            (
                from g in db.Grants.InForce(now)
                where g.UserId == user.Id
                join n in db.Units on g.UnitId equals (Guid?)n.Id into units
                from n in units.DefaultIfEmpty()
                orderby g.ValidFrom
                select new GrantRow(g.Id, g.Role, n!.Code, n.Name, g.ValidFrom, g.ValidTo)
            ).ToList());

    internal sealed record UserWithGrants(User User, IReadOnlyList<GrantRow> Grants);
}
