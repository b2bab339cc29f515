using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages.Board;

/// <summary>One figure of coverage: how it is called, which list stands behind it, where it stands in the counts.</summary>
/// <param name="Words">After the number: "12 chờ xem xét".</param>
public sealed record CoverageFigure(string Title, string Words, RosterFilter Filter, Func<MemberCounts, int> Of)
{
    public static CoverageFigure Confirmed { get; } = new("Đã xác nhận", "đã xác nhận", ByState("da-xac-nhan"), c => c.Confirmed);
    public static CoverageFigure Submitted { get; } = new("Chờ xem xét", "đã nộp, chờ xem xét", ByState("cho-xem-xet"), c => c.Submitted);
    public static CoverageFigure Returned { get; } = new("Đã trả lại", "đã trả lại để sửa", ByState("da-tra-lai"), c => c.Returned);
    public static CoverageFigure NotDeclared { get; } = new("Chưa kê khai", "chưa kê khai", ByState("chua-ke-khai"), c => c.NotDeclared);
    public static CoverageFigure Exempt { get; } = new("Miễn sinh hoạt", "miễn sinh hoạt", new(Activity: "mien-sinh-hoat"), c => c.Exempt);
    public static CoverageFigure Departed { get; } = new("Không còn", "không còn trong danh sách", new(Activity: "khong-con"), c => c.Departed);

    /// <summary>Parts of the denominator, from what is done to what is missing.</summary>
    public static IReadOnlyList<CoverageFigure> Asked { get; } = [Confirmed, Submitted, Returned, NotDeclared];

    /// <summary>The columns behind the bar.</summary>
    public static IReadOnlyList<CoverageFigure> Columns { get; } = [Submitted, Returned, NotDeclared, Exempt, Departed];

    private static RosterFilter ByState(string code) => new(State: code);
}

/// <summary>One row of the table: a unit below, the members of the unit itself, or the total.</summary>
/// <param name="Href">Coverage of the unit; null where there is no deeper page.</param>
/// <param name="Roster">The list behind a figure of this row.</param>
public sealed record CoverageLine(string Name, string? Href, MemberCounts Counts, Func<RosterFilter, string> Roster)
{
    public static IReadOnlyList<CoverageLine> Of(string unit, Coverage coverage) =>
    [
        .. coverage.Rows.Select(row => row.IsItself
            ? new CoverageLine($"Trực thuộc {row.Name}", null, row.Counts, filter => BoardLinks.Roster(unit, filter with { Unit = row.Code }))
            : new CoverageLine(row.Name, BoardLinks.Coverage(row.Code), row.Counts, filter => BoardLinks.Roster(row.Code, filter))),
        new CoverageLine("Tổng cộng", null, coverage.Total, filter => BoardLinks.Roster(unit, filter)),
    ];
}
