using PartyNet.Application.Rosters;

namespace PartyNet.Web.Links;

/// <summary>Addresses of a board's pages.</summary>
public static class BoardLinks
{
    public const string Format = "dinh-dang";
    public const string JustPublished = "vua-cong-bo";
    public const string JustSaved = "vua-luu";
    public const string Edition = "ban";
    public const string ForOthers = "gui-ra-ngoai";

    public static string Coverage(string unit, CoverageView? view = null) =>
        SiteAddress.Of($"/ban/{unit}", (view ?? CoverageView.Usual).Parameters);

    /// <param name="forOthers">The edition with small figures hidden.</param>
    public static string Statistics(string unit, bool forOthers = false) =>
        SiteAddress.Of($"/ban/{unit}/thong-ke", (Edition, forOthers ? ForOthers : null));

    public static string Roster(
        string unit, RosterFilter? filter = null, ListPlace? place = null, string? after = null, string? before = null) => SiteAddress.Of(
        $"/ban/{unit}/danh-sach",
        [.. Parameters(filter), .. (place ?? ListPlace.First).Parameters, (ListKeys.After, after), (ListKeys.Before, before)]);

    public static string Export(string unit, RosterFilter? filter = null) =>
        SiteAddress.Of($"/ban/{unit}/danh-sach/xuat", Parameters(filter));

    /// <summary>The export, told that its columns have just been chosen.</summary>
    public static string ExportWithColumns(string unit, RosterFilter? filter = null) =>
        SiteAddress.Of($"/ban/{unit}/danh-sach/xuat", [.. Parameters(filter), (JustSaved, "1")]);

    public static string ExportColumns(string unit, RosterFilter? filter = null) =>
        SiteAddress.Of($"/ban/{unit}/danh-sach/cot", Parameters(filter));

    public static string Units(string unit, string? search = null, string? after = null, string? before = null) =>
        SiteAddress.Of($"/ban/{unit}/to-chuc", (ListKeys.Search, search), (ListKeys.After, after), (ListKeys.Before, before));

    public static string Notices(string unit) => SiteAddress.Of($"/ban/{unit}/thong-bao");

    /// <summary>The notices, told that one has just been published.</summary>
    public static string NoticesAfterPublishing(string unit) => SiteAddress.Of($"/ban/{unit}/thong-bao", (JustPublished, "1"));

    public static string Roles(string unit) => SiteAddress.Of($"/ban/{unit}/phan-cong");

    public static string ViewerNames(string unit) => SiteAddress.Of($"/ban/{unit}/nguoi-xem");

    /// <summary>The decision on names, told that it has just been made.</summary>
    public static string ViewerNamesAfterDeciding(string unit) => SiteAddress.Of($"/ban/{unit}/nguoi-xem", (JustSaved, "1"));

    private static (string Name, string? Value)[] Parameters(RosterFilter? filter) => (filter ?? RosterFilter.None).Parameters;
}
