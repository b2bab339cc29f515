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
            users => users,
            user => user.NormalizedUserName!,
            cancellationToken);
        var grants = await GrantsOfAsync(db, [.. page.Rows.Select(u => u.Id)], clock.GetUtcNow(), cancellationToken);
        return page.Select(u => Row(u, grants[u.Id]));
    }

    internal static UserRow Row(User user, IEnumerable<GrantRow> grants) =>
        new(user.Id, user.UserName!, user.MemberId is not null, user.PasswordHash is not null, user.ClosedAt, [.. grants]);

    /// <summary>The roles in force of some users.</summary>
    internal static async Task<ILookup<Guid, GrantRow>> GrantsOfAsync(
        IPartyNetDb db,
        Guid[] users,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var rows = await (
            from g in db.Grants.AsNoTracking().InForce(now)
            where users.Contains(g.UserId)
            join n in db.Units on g.UnitId equals (Guid?)n.Id into units
            from n in units.DefaultIfEmpty()
            orderby g.ValidFrom
            select new { g.UserId, Row = new GrantRow(g.Id, g.Role, n!.Code, n.Name, g.ValidFrom, g.ValidTo) }
        ).ToListAsync(cancellationToken);
        return rows.ToLookup(r => r.UserId, r => r.Row);
    }
}
