using PartyNet.Application;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages.Board;

/// <summary>One figure of coverage: how it is called, which list stands behind it, where it stands in the counts.</summary>
/// <param name="Words">After the number: "12 chờ xem xét".</param>
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

    /// <summary>The columns behind the bar.</summary>
    public static IReadOnlyList<CoverageFigure> Columns { get; } = [Submitted, Returned, NotDeclared, Exempt, Departed];

    private static CoverageFigure InState(DeclarationState state, string words, Func<MemberCounts, int> count) =>
        new(state.Name(), words, RosterFilter.For(state), count);

    private static CoverageFigure Apart(string title, RosterActivity activity, Func<MemberCounts, int> count) =>
        new(title, RosterChoices.Activities.Of(activity).Name.WithinSentence(), RosterFilter.For(activity), count);
}

/// <summary>One row of the table: a unit below, the members of the unit itself, or the total.</summary>
/// <param name="Href">Coverage of the unit; null where there is no deeper page.</param>
/// <param name="Roster">The list behind a figure of this row.</param>
public sealed record CoverageLine(string Name, string? Href, MemberCounts Counts, Func<RosterFilter, string> Roster)
{
    /// <summary>
    /// The list of those who are missing, which is what the table is read for; null for other figures, whose lists stand on the page of
    /// the unit, and where nobody is missing: seven links a row would be most of the page.
    /// </summary>
    public string? Gap(CoverageFigure figure) =>
        figure == CoverageFigure.NotDeclared && Counts.NotDeclared > 0 ? Roster(figure.Filter) : null;

    public static IReadOnlyList<CoverageLine> Of(string unit, Coverage coverage) =>
        [
            .. coverage.Rows.Select(row =>
                row.IsItself
                    ? new CoverageLine(
                        $"Trực thuộc {row.Name}",
                        null,
                        row.Counts,
                        filter => BoardLinks.Roster(unit, filter with { Unit = row.Code })
                    )
                    : new CoverageLine(row.Name, BoardLinks.Coverage(row.Code), row.Counts, filter => BoardLinks.Roster(row.Code, filter))
            ),
            new CoverageLine("Tổng cộng", null, coverage.Total, filter => BoardLinks.Roster(unit, filter)),
        ];
}
