using PartyNet.Application.Members;

namespace PartyNet.Web.Links;

/// <summary>Addresses of a branch's pages. Cursors are codes and ids, so that no address spells a name but the one that was searched for.</summary>
public static class BranchLinks
{
    public static string Home(string unit) => $"/chi-bo/{unit}";

    public static string Members(string unit, MemberFilter? filter = null, string? search = null, string? after = null, string? before = null) =>
        $"/chi-bo/{unit}/dang-vien" + QueryString.Create(Given(
            ("tinh-trang", filter is { } chosen ? MemberFilters.Slug(chosen) : null), ("q", search), ("sau", after), ("truoc", before)));

    public static string ReviewQueue(string unit, bool everything = false, string? after = null, string? before = null) =>
        $"/chi-bo/{unit}/ra-soat" + QueryString.Create(Given(("tat-ca", everything ? "1" : null), ("sau", after), ("truoc", before)));

    /// <summary>The queue, told which declaration has just been decided.</summary>
    public static string ReviewQueueAfter(string unit, Guid decided) => $"/chi-bo/{unit}/ra-soat?vua-xong={decided}";

    public static string Review(string unit, Guid declaration) => $"/chi-bo/{unit}/ra-soat/{declaration}";

    private static IEnumerable<KeyValuePair<string, string?>> Given(params (string Name, string? Value)[] parts) =>
        parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => KeyValuePair.Create(p.Name, p.Value));
}

/// <summary>How a filter of the members list stands in an address.</summary>
public static class MemberFilters
{
    private static readonly (MemberFilter Filter, string Slug, string Name)[] Table =
    [
        (MemberFilter.NotDeclared, "chua-ke-khai", "Chưa kê khai"),
        (MemberFilter.Submitted, "cho-xem-xet", "Chờ xem xét"),
        (MemberFilter.Returned, "da-tra-lai", "Đã trả lại"),
        (MemberFilter.Confirmed, "da-xac-nhan", "Đã xác nhận"),
        (MemberFilter.Apart, "khong-thuoc-dien", "Không thuộc diện kê khai"),
    ];

    public static IEnumerable<MemberFilter> All => Table.Select(row => row.Filter);

    public static string Slug(MemberFilter filter) => Table.Single(row => row.Filter == filter).Slug;

    public static string Name(MemberFilter filter) => Table.Single(row => row.Filter == filter).Name;

    /// <summary>Null for everybody, and for a word that no address of ours has.</summary>
    public static MemberFilter? Parse(string? slug) => Table.Where(row => row.Slug == slug).Select(row => (MemberFilter?)row.Filter).FirstOrDefault();

    public static int CountIn(this MemberFilter filter, MemberCounts counts) => filter switch
    {
        MemberFilter.NotDeclared => counts.NotDeclared,
        MemberFilter.Submitted => counts.Submitted,
        MemberFilter.Returned => counts.Returned,
        MemberFilter.Confirmed => counts.Confirmed,
        MemberFilter.Apart => counts.Apart,
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };
}
