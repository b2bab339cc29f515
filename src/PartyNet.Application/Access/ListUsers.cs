using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

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

/// <summary>A page of users.</summary>
/// <param name="Found">How many the search has found; null for the list of all, which nobody counts.</param>
/// <param name="IsCut">More users, or users of more units, are as searched than search looks at: the page is of those.</param>
public sealed record UserPage(Page<UserRow> Page, int? Found, bool IsCut);

/// <summary>A user whose login is as searched.</summary>
public sealed record FoundUser(Guid UserId);

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
        login => u => string.Compare(u.NormalizedUserName, login.First()) > 0,
        login => u => string.Compare(u.NormalizedUserName, login.First()) < 0);

    public async Task<ErrorOr<UserPage>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var reading = await db.BeginReadAsync(cancellationToken);
        var cursor = query.Cursor ?? PageCursor.First;
        var typed = VietnameseText.Normalize(query.Search);
        return typed.Length == 0
            ? new UserPage(await ReadAsync(cursor, cancellationToken), Found: null, IsCut: false)
            : await SearchAsync(typed.Length > Unit.NameLength ? typed[..Unit.NameLength] : typed, cursor, cancellationToken);
    }

    private async Task<Page<UserRow>> ReadAsync(PageCursor cursor, CancellationToken cancellationToken)
    {
        var way = SetOut(db, cursor);
        var asked = new Asked { Cursor = cursor.From?.ToUpperInvariant() ?? "", Now = clock.GetUtcNow() };
        var (isThere, rows) = await db.TogetherAsync(
            () => way.IsThereAsync(cancellationToken),
            () => PageOfUsers.On(db, Asked.ShapeOf(cursor), asked).ToListAsync(cancellationToken).AsTask(),
            cancellationToken);
        return isThere ? way.Page(Users(rows), row => row.Login) : await ReadAsync(cursor.AtStart(), cancellationToken);
    }

    private static readonly ComposedQuery<PageCursor, HeldRole> PageOfUsers = new(static (db, cursor, asked) =>
        HeldBy(db, SetOut(db, cursor).ReadFirst([db.Users], cursor.Probe), asked.Now));

    private static Walk<User, string>.Way SetOut(IPartyNetDb db, PageCursor cursor) => ByLogin.SetOut(cursor, start =>
    {
        var login = start.ToUpperInvariant();
        return db.Users.Where(u => u.NormalizedUserName == login).Select(u => u.NormalizedUserName!);
    });

    private async Task<UserPage> SearchAsync(string typed, PageCursor cursor, CancellationToken cancellationToken)
    {
        var (byLogin, byUnit) = await db.TogetherAsync(
            () => FindByLogin(typed).ToListAsync(cancellationToken),
            () => FindByUnit(typed).ToListAsync(cancellationToken),
            cancellationToken);
        var all = byLogin
            .Concat(from held in byUnit where held.UserId is not null select new Found(held.UserId!.Value, held.Login!))
            .DistinctBy(user => user.Id)
            .OrderBy(user => user.Login, StringComparer.Ordinal)
            .ToList();
        var found = all.Take(MemberSearch.Most).ToList();
        var page = cursor.Within(found, user => user.Login);
        var ids = page.Rows.Select(user => user.Id).ToList();
        var roles = await HeldBy(db, db.Users.Where(u => ids.Contains(u.Id)), clock.GetUtcNow()).ToListAsync(cancellationToken);
        var rows = Users([.. roles.OrderBy(role => role.UserId)]).ToDictionary(row => row.Id);
        return new UserPage(
            page.Select(user => rows[user.Id]),
            found.Count,
            all.Count > MemberSearch.Most || byUnit.DistinctBy(held => held.UnitId).Count() > MemberSearch.Most);
    }

    private IQueryable<Found> FindByLogin(string typed) =>
        from found in db.FindUsers(typed.ToUpperInvariant())
        join user in db.Users on found.UserId equals user.Id
        select new Found(user.Id, user.NormalizedUserName!);

    /// <summary>Who holds a role now at units of this name or code; also the units where nobody does, because they are counted.</summary>
    private IQueryable<FoundAtUnit> FindByUnit(string typed)
    {
        var holders =
            from grant in db.Grants.InForce(clock.GetUtcNow())
            join user in db.Users on grant.UserId equals user.Id
            select new { grant.UnitId, user.Id, user.NormalizedUserName };
        return
            from unit in db.FindUnits(UnitPath.First, UnitPath.Last, [VietnameseText.SearchKey(typed)])
            join holder in holders on (Guid?)unit.UnitId equals holder.UnitId into held
            from holder in held.DefaultIfEmpty()
            select new FoundAtUnit(unit.UnitId, (Guid?)holder.Id, holder.NormalizedUserName);
    }

    /// <summary>
    /// Users beside each of their roles in force, in the order of the users; of what they sign in with only that it is there. A list within
    /// each row would cost EF three times what reading these does.
    /// </summary>
    internal static IQueryable<HeldRole> HeldBy(IPartyNetDb db, IQueryable<User> users, DateTimeOffset now) =>
        from user in users
        join grant in db.Grants.InForce(now) on user.Id equals grant.UserId into grants
        from grant in grants.DefaultIfEmpty()
        join unit in db.Units on grant.UnitId equals (Guid?)unit.Id into units
        from unit in units.DefaultIfEmpty()
        select new HeldRole(
            user.Id,
            user.UserName!,
            user.MemberId != null,
            user.PasswordHash != null,
            user.ClosedAt,
            grant == null ? null : new GrantRow(grant.Id, grant.Role, unit!.Code, unit.Name, grant.ValidFrom, grant.ValidTo));

    /// <summary>Each user once, with their roles, the oldest first. The rows of a user follow each other.</summary>
    internal static IReadOnlyList<UserRow> Users(IReadOnlyList<HeldRole> rows)
    {
        var users = new List<UserRow>(rows.Count);
        for (var (first, next) = (0, 1); first < rows.Count; (first, next) = (next, next + 1))
        {
            while (next < rows.Count && rows[next].UserId == rows[first].UserId)
                next++;
            users.Add(User(rows, first, next));
        }

        return users;
    }

    private static UserRow User(IReadOnlyList<HeldRole> rows, int first, int next)
    {
        var user = rows[first];
        IReadOnlyList<GrantRow> grants = user.Grant is null ? []
            : next == first + 1 ? [user.Grant]
            : [.. rows.Skip(first).Take(next - first).Select(role => role.Grant!).OrderBy(grant => grant.From)];
        return new UserRow(user.UserId, user.Login, user.IsMember, user.HasPassword, user.ClosedAt, grants);
    }

    /// <summary>A user beside a role; beside none where they hold none.</summary>
    internal sealed record HeldRole(
        Guid UserId, string Login, bool IsMember, bool HasPassword, DateTimeOffset? ClosedAt, GrantRow? Grant);

    private sealed record Found(Guid Id, string Login);

    private sealed record FoundAtUnit(Guid UnitId, Guid? UserId, string? Login);
}
