using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Access;

/// <summary>A user as the administrator sees one: login and roles, never whose login it is.</summary>
public sealed record UserRow(Guid Id, string Login, bool IsMember, bool HasPassword, DateTimeOffset? ClosedAt, IReadOnlyList<GrantRow> Grants);

/// <summary>A role at a unit.</summary>
public sealed record GrantRow(Guid Id, Role Role, string? UnitCode, string? UnitName, DateTimeOffset From, DateTimeOffset? To);

/// <summary>A page of users and the login after which the next one begins; null at the end.</summary>
public sealed record UserPage(IReadOnlyList<UserRow> Users, string? Next);

/// <summary>Users by login, for the administrator.</summary>
public sealed class ListUsers(IPartyNetDb db, TimeProvider clock, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator;

    /// <param name="Search">Part of a login, or of the name or code of a unit where users hold a role; empty for all.</param>
    /// <param name="After">Login after which the page begins.</param>
    public sealed record Query(string Search = "", string After = "");

    private const int PageSize = 25;

    public async Task<ErrorOr<UserPage>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var reading = await db.BeginReadAsync(cancellationToken);
        var login = VietnameseText.Normalize(query.Search).ToUpperInvariant();
        var after = VietnameseText.Normalize(query.After);
        var unit = VietnameseText.SearchKey(query.Search);
        var held = db.Grants.InForce(clock.GetUtcNow())
            .Where(g => unit.Length > 0 && db.Units.Any(n => n.Id == g.UnitId && n.SearchKey.Contains(unit)));
        var users = await db.Users.AsNoTracking()
            .Where(u => string.Compare(u.NormalizedUserName, after) > 0)
            .Where(u => login.Length == 0 || u.NormalizedUserName!.Contains(login) || held.Any(g => g.UserId == u.Id))
            .OrderBy(u => u.NormalizedUserName)
            .Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        var shown = users.Take(PageSize).ToList();
        var grants = await GrantsOfAsync(db, [.. shown.Select(u => u.Id)], clock.GetUtcNow(), cancellationToken);
        return new UserPage([.. shown.Select(u => Row(u, grants[u.Id]))], users.Count > PageSize ? shown[^1].NormalizedUserName : null);
    }

    internal static UserRow Row(User user, IEnumerable<GrantRow> grants) =>
        new(user.Id, user.UserName!, user.MemberId is not null, user.PasswordHash is not null, user.ClosedAt, [.. grants]);

    /// <summary>The roles in force of some users.</summary>
    internal static async Task<ILookup<Guid, GrantRow>> GrantsOfAsync(IPartyNetDb db, Guid[] users, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await (
            from g in db.Grants.AsNoTracking().InForce(now)
            where users.Contains(g.UserId)
            join n in db.Units on g.UnitId equals (Guid?)n.Id into units
            from n in units.DefaultIfEmpty()
            orderby g.ValidFrom
            select new { g.UserId, Row = new GrantRow(g.Id, g.Role, n!.Code, n.Name, g.ValidFrom, g.ValidTo) }).ToListAsync(cancellationToken);
        return rows.ToLookup(r => r.UserId, r => r.Row);
    }
}
