using PartyNet.Application;
using PartyNet.Application.Rosters;

namespace PartyNet.Web.Links;

/// <summary>In which order the units of coverage stand.</summary>
public enum CoverageOrder
{
    /// <summary>The smallest share of those who have declared first: whom a board turns to next.</summary>
    Share,

    /// <summary>The most members who have not declared first.</summary>
    Missing,

    /// <summary>As the units stand in the tree.</summary>
    Tree,
}

/// <summary>How the table of coverage is arranged, as it stands in the address.</summary>
/// <param name="OnlyBehind">Only units where somebody has not declared.</param>
public sealed record CoverageView(CoverageOrder Order = CoverageOrder.Share, bool OnlyBehind = false)
{
    public const string OrderKey = "xep-theo";
    public const string ShowKey = "hien";

    private const string Behind = "con-thieu";

    /// <summary>What the page shows unless somebody says otherwise.</summary>
    public static CoverageView Usual { get; } = new();

    public static IReadOnlyList<Choice<CoverageOrder>> Orders { get; } =
    [
        new("ty-le", "Tỷ lệ đã kê khai thấp trước", CoverageOrder.Share),
        new("chua-ke-khai", "Nhiều đồng chí chưa kê khai trước", CoverageOrder.Missing),
        new("to-chuc", "Thứ tự tổ chức", CoverageOrder.Tree),
    ];

    /// <summary>Reads the parameters of an address, which may hold anything.</summary>
    public static CoverageView Of(Func<string, string?> parameter) =>
        new(Orders.Find(parameter(OrderKey))?.Value ?? Usual.Order, parameter(ShowKey) == Behind);

    /// <summary>Every parameter of an address; without a value where it says what is usual.</summary>
    public (string Key, string? Value)[] Parameters =>
        [(OrderKey, Order == Usual.Order ? null : Orders.Of(Order).Code), (ShowKey, OnlyBehind ? Behind : null)];

    public static bool IsBehind(CoverageRow row) => row.Counts.NotDeclared > 0;

    /// <summary>The rows that are shown, as they are shown. A unit where nobody is asked to declare stands last.</summary>
    /// <param name="rows">In the order of the tree, which decides between equals.</param>
    public IEnumerable<CoverageRow> Arrange(IEnumerable<CoverageRow> rows)
    {
        var shown = OnlyBehind ? rows.Where(IsBehind) : rows;
        return Order switch
        {
            CoverageOrder.Share => shown.OrderBy(row => row.Counts.Active == 0 ? 2 : (double)row.Counts.Declared / row.Counts.Active)
                .ThenByDescending(row => row.Counts.NotDeclared),
            CoverageOrder.Missing => shown.OrderByDescending(row => row.Counts.NotDeclared),
            CoverageOrder.Tree => shown,
        };
    }
}
