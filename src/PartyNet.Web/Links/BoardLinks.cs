using PartyNet.Application.Rosters;

namespace PartyNet.Web.Links;

/// <summary>Addresses of a board's pages. Cursors are codes, so that no address spells a name but the one that was searched for.</summary>
public static class BoardLinks
{
    public const string After = "sau";
    public const string Before = "truoc";
    public const string Format = "dinh-dang";

    public static string Coverage(string unit) => $"/ban/{Uri.EscapeDataString(unit)}";

    public static string Roster(string unit, RosterFilter? filter = null, string? after = null, string? before = null) =>
        $"{Coverage(unit)}/danh-sach" + Query(filter?.Parameters, (After, after), (Before, before));

    public static string Export(string unit, RosterFilter? filter = null) => $"{Coverage(unit)}/danh-sach/xuat" + Query(filter?.Parameters);

    public static string Units(string unit, string? search = null, string? after = null, string? before = null) =>
        $"{Coverage(unit)}/to-chuc" + Query(null, (RosterFilter.NameKey, search), (After, after), (Before, before));

    public static string Notices(string unit) => $"{Coverage(unit)}/thong-bao";

    private static QueryString Query(IReadOnlyDictionary<string, string>? parameters, params (string Name, string? Value)[] more) => QueryString.Create(
        (parameters ?? new Dictionary<string, string>()).Select(p => KeyValuePair.Create(p.Key, (string?)p.Value))
            .Concat(more.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => KeyValuePair.Create(p.Name, p.Value))));
}
