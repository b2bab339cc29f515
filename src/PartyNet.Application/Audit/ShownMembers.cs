using ErrorOr;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Audit;

/// <summary>Event of a page of a list that names members.</summary>
public sealed record MembersShown(Guid UnitId, int Members);

/// <summary>Somebody on a page of a list, and the declaration of theirs that the page is about, if it is about one.</summary>
internal sealed record ShownMember(Guid Id, Guid? DeclarationId = null);

/// <summary>
/// Writes down who stands on a page of a list before the page is shown: each of them reads who looked, and a page that cannot be recorded
/// is not shown. One look a page, whatever list it is of.
/// </summary>
internal static class ShownMembers
{
    /// <summary>A page of a list. One that is empty shows nobody, and is no look.</summary>
    /// <param name="cursor">Where the page begins; null for what has one page.</param>
    /// <returns>Why the page may not be shown.</returns>
    public static async Task<Error?> ShowAsync(
        this IProcesses processes,
        ProcessType list,
        Unit unit,
        PageCursor? cursor,
        IEnumerable<ShownMember> members,
        CancellationToken cancellationToken)
    {
        var shown = members.ToList();
        if (shown.Count == 0)
            return null;
        var look = processes.Look(new ProcessStart(list, unit));
        look.Record(new MembersShown(unit.Id, shown.Count));
        return await look.ConcernAndWriteAsync(shown, cursor?.From is null ? null : UsageLimit.WalkedPages, cancellationToken);
    }

    /// <summary>A page of what a search has found. The search itself is a look, also where it found nobody.</summary>
    /// <param name="found">How many it found in all.</param>
    /// <returns>Why the page may not be shown.</returns>
    public static Task<Error?> ShowFoundAsync(
        this IProcesses processes, Unit unit, int found, IEnumerable<ShownMember> members, CancellationToken cancellationToken)
    {
        var look = processes.Look(new ProcessStart(ProcessType.MembersSearched, unit));
        look.Record(new Members.MembersSearched(unit.Id, found));
        return look.ConcernAndWriteAsync(members, UsageLimit.Searches, cancellationToken);
    }

    private static async Task<Error?> ConcernAndWriteAsync(
        this ILook look, IEnumerable<ShownMember> members, UsageLimit? limit, CancellationToken cancellationToken)
    {
        foreach (var member in members)
            look.Concern(member.Id, member.DeclarationId);
        if (limit is null)
        {
            await look.WriteDownAsync(cancellationToken);
            return null;
        }

        return await look.WriteDownAsync([limit], cancellationToken);
    }
}
