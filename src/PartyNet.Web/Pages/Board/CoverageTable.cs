using PartyNet.Application;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages.Board;

/// <summary>One figure of coverage: how it is called, which list stands behind it, where it stands in the counts.</summary>
/// <param name="Words">After the number: "12 đã nộp, chờ xem xét".</param>
public sealed record CoverageFigure(string Title, string Words, RosterFilter Filter, Func<MemberCounts, int> Of)
{
    public static CoverageFigure Confirmed { get; } = InState(DeclarationState.Confirmed, "đã xác nhận", c => c.Confirmed);
    public static CoverageFigure Submitted { get; } = InState(DeclarationState.Submitted, "đã nộp, chờ xem xét", c => c.Submitted);
    public static CoverageFigure Returned { get; } = InState(DeclarationState.Returned, "đã trả lại để sửa", c => c.Returned);
    public static CoverageFigure NotDeclared { get; } = InState(DeclarationState.NotDeclared, "chưa kê khai", c => c.NotDeclared);
    public static CoverageFigure Exempt { get; } = Apart("Miễn sinh hoạt", RosterActivity.Exempt, c => c.Exempt);
    public static CoverageFigure Departed { get; } = Apart("Không còn", RosterActivity.OffRoll, c => c.Departed);

    /// <summary>Parts of the denominator, from what is done to what is missing.</summary>
    public static IReadOnlyList<CoverageFigure> Asked { get; } = [Confirmed, Submitted, Returned, NotDeclared];

    /// <summary>The columns behind the bars.</summary>
    public static IReadOnlyList<CoverageFigure> Columns { get; } = [Submitted, Returned, NotDeclared, Exempt, Departed];

    private static CoverageFigure InState(DeclarationState state, string words, Func<MemberCounts, int> count) =>
        new(state.Name(), words, RosterFilter.For(state), count);

    private static CoverageFigure Apart(string title, RosterActivity activity, Func<MemberCounts, int> count) =>
        new(title, RosterChoices.Activities.Of(activity).Name.WithinSentence(), RosterFilter.For(activity), count);
}

/// <summary>One row of the table: a unit below, the members of the unit itself, or the total.</summary>
/// <param name="Href">The one link of the row: what a board does next about this unit. Null for the total, whose lists stand above.</param>
public sealed record CoverageLine(string Name, string? Href, MemberCounts Counts)
{
    public static IReadOnlyList<CoverageLine> Of(string unit, Coverage coverage, CoverageView view) =>
        [
            .. view.Arrange(coverage.Rows).Select(row => new CoverageLine(
                row.IsItself ? $"Trực thuộc {row.Name}" : row.Name, Next(unit, row, view), row.Counts)),
            new CoverageLine(view.OnlyBehind ? "Tổng cộng, kể cả tổ chức đã đủ" : "Tổng cộng", null, coverage.Total),
        ];

    /// <summary>
    /// Where units lie below, one goes on to see which of them is behind; of a branch one asks who is missing, or who is there.
    /// </summary>
    private static string Next(string unit, CoverageRow row, CoverageView view)
    {
        if (!row.IsBranch)
            return BoardLinks.Coverage(row.Code, view);
        var whom = CoverageView.IsBehind(row) ? CoverageFigure.NotDeclared.Filter : RosterFilter.None;
        return row.IsItself ? BoardLinks.Roster(unit, whom with { Unit = row.Code }) : BoardLinks.Roster(row.Code, whom);
    }
}
