using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>A row of a plan before it is sealed or after it was opened.</summary>
public sealed record PlannedRow<TTarget>(
    int Row, ImportAction Action, UnitPath UnitPath, Guid? TargetId, int? TargetVersion, TTarget? Target)
{
    /// <summary>What the plan shows of the row; not read again for a commit.</summary>
    public PlannedRowView? View { get; init; }
}

/// <summary>Rows that are alike in every list.</summary>
internal static class PlannedRow
{
    /// <summary>A row that a person leaves out.</summary>
    public static PlannedRow<TTarget> Skipped<TTarget>(Unit unit, int number, string? sheet, string subject) =>
        new(number, ImportAction.Skipped, unit.Path, null, null, default)
        {
            View = new PlannedRowView(number, sheet, ImportAction.Skipped, subject, [], [], []),
        };

    /// <summary>A row with which nothing happens, because of what is wrong with it.</summary>
    public static PlannedRow<TTarget> Blocked<TTarget>(Unit unit, MemberRow row) =>
        new(row.Number, ImportAction.Problem, unit.Path, null, null, default) { View = PlannedRowView.Of(row, ImportAction.Problem) };

    /// <summary>A row with which nothing happens until somebody has put it right.</summary>
    /// <param name="found">What the row says in the column that it is about.</param>
    /// <param name="member">Who is meant, where that is clear: they stand in the file, whatever is wrong with the row.</param>
    public static PlannedRow<TTarget> Held<TTarget>(
        Unit unit, MemberRow row, ListColumn column, string found, Doubt doubt, KnownMember? member = null) =>
        new(row.Number, ImportAction.Problem, unit.Path, member?.Member.Id, null, default)
        {
            View = PlannedRowView.Of(row.With(column, found, doubt.Reason, blocks: true), ImportAction.Problem) with
            {
                Candidates = [.. doubt.Members.Select(m => m.AsCandidate())],
                Told = [.. doubt.Told.Select(m => m.Member.Id)],
            },
        };

    /// <summary>A row with which nothing happens until somebody has said whom it means.</summary>
    public static PlannedRow<TTarget> Asking<TTarget>(Unit unit, MemberRow row, Doubt doubt, ISecrets secrets)
    {
        var asking = row.With(MemberFields.FullName.Column, row.FullName, doubt.Reason, blocks: true, asksWho: true);
        return new(row.Number, ImportAction.Decision, unit.Path, null, null, default)
        {
            View = PlannedRowView.Of(asking, ImportAction.Decision) with
            {
                Candidates = [.. doubt.Members.Select(m => m.AsCandidate() with { Facts = MemberFields.Beside(m, row, secrets) })],
                Facts = MemberFields.Said(row),
                Asks = doubt.Kind,
            },
        };
    }
}
