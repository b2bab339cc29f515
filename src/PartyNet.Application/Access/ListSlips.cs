using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>Where a member stands on the way in.</summary>
public enum SlipState
{
    /// <summary>No slip yet.</summary>
    None,

    /// <summary>Has a slip that can be used.</summary>
    Printed,

    /// <summary>The slip was not used in time.</summary>
    Expired,

    /// <summary>Five wrong tries.</summary>
    Frozen,

    /// <summary>Told to be lost, and closed.</summary>
    Lost,

    /// <summary>Was in once by the slip and has no password: needs another one.</summary>
    UsedOnce,

    /// <summary>Has a password.</summary>
    Activated,
}

/// <summary>A member in the list of slips.</summary>
/// <param name="BirthDate">The whole date: two of one name and year are told apart by it.</param>
/// <param name="Since">When the slip was printed, lost, frozen or used.</param>
/// <param name="LastDay">Until when a printed slip can be used, or could be.</param>
/// <param name="Obstacle">Why no slip can be printed, in Vietnamese; null where one can.</param>
public sealed record SlipRow(
    string Code,
    string FullName,
    int? BirthYear,
    DateOnly? BirthDate,
    string UnitName,
    SlipState State,
    DateTimeOffset? Since,
    DateOnly? LastDay,
    string? Obstacle)
{
    /// <summary>A slip is printed for the member, or has been printed and may be lost.</summary>
    public bool CanBeChosen => Obstacle is null || State == SlipState.Printed;

    /// <summary>Nothing is held that the slip could ask for besides its code: whoever prints records it first.</summary>
    public bool LacksBirthDate => Obstacle == SlipRules.NoBirthDate;

    /// <summary>A slip for everybody who has no way in is one for this member too.</summary>
    public bool NeedsSlip => Obstacle is null && State is not (SlipState.Printed or SlipState.Activated);
}

/// <summary>The members of a unit with their slips.</summary>
/// <param name="IsCut">There are more than <see cref="ListSlips.Most"/>; these are the first of them.</param>
public sealed record SlipList(IReadOnlyList<SlipRow> Rows, bool IsCut, bool IsBranch)
{
    private readonly HashSet<(string, int?)> _shared =
        [.. Rows.GroupBy(Name).Where(same => same.Count() > 1).Select(same => same.Key)];

    public int Needing => Rows.Count(row => row.NeedsSlip);

    /// <summary>Whether somebody else on the list has the same name and year of birth.</summary>
    public bool HasNamesake(SlipRow row) => _shared.Contains(Name(row));

    private static (string, int?) Name(SlipRow row) => (row.FullName, row.BirthYear);
}

/// <summary>
/// Who of a branch has a slip, who has used or lost it, and for whom one can be printed; who stands on the list is written down. Errors:
/// not found; too many searches.
/// </summary>
public sealed class ListSlips(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.PrintSlips);

    /// <param name="Search">Part of a name, as typed; a search is recorded, without its text.</param>
    /// <param name="Only">Codes of the members who are asked about; null for all.</param>
    public sealed record Query(Unit Unit, string? Search = null, IReadOnlyList<string>? Only = null);

    /// <summary>A branch has about thirty members; slips are printed branch by branch.</summary>
    public const int Most = 200;

    public async Task<ErrorOr<SlipList>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        var now = clock.GetUtcNow();
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var isSearch = !string.IsNullOrWhiteSpace(query.Search);
        var found = isSearch ? await FindAsync(query, cancellationToken) : query.Only;
        var (members, isBranch) = await db.TogetherAsync(
            () => MemberWithSlip.ReadAsync(db, query.Unit, found, Most + 1, now, cancellationToken),
            () => db.HoldsMembersAsync(query.Unit, cancellationToken),
            cancellationToken);
        var shown = members.Take(Most).ToList();
        var from = SlipRules.PrintedFrom(access.Scope, query.Unit);
        var list = new SlipList([.. shown.Select(m => m.Row(from, now))], members.Count > Most, isBranch);
        var named = shown.Select(m => new ShownMember(m.Member.Id));
        var refused = isSearch
            ? await processes.ShowFoundAsync(query.Unit, list.Rows.Count, named, cancellationToken)
            : await processes.ShowAsync(ProcessType.MembersViewed, query.Unit, cursor: null, named, cancellationToken);
        return refused is { } tooOften ? tooOften : list;
    }

    /// <summary>Codes of those whose name is as searched.</summary>
    private async Task<IReadOnlyList<string>> FindAsync(Query query, CancellationToken cancellationToken)
    {
        var found = await db.FindAsync(query.Unit, query.Search, db.Members.AsNoTracking(), cancellationToken);
        return [.. found.Rows.Select(row => row.Code)];
    }
}
