using PartyNet.Domain.Accounts;

namespace PartyNet.Web.Links;

/// <summary>Addresses of the member's declaration journey.</summary>
public static class DeclarationLinks
{
    public const string PlatformKey = "mang";
    public const string ThenKey = "roi";
    public const string JustDone = "vua-xong";
    public const string Start = "/ke-khai";
    public const string Reply = "/ke-khai?handler=Reply";
    public const string Answer = "/ke-khai?handler=Answer";

    /// <summary>In the address of the start: what lists propose is left for another time.</summary>
    public const string LaterKey = "tra-loi-sau";
    public const string AnswerLater = $"/ke-khai?{LaterKey}=true";
    public const string Add = "/ke-khai/them";
    public const string List = "/ke-khai/danh-sach";
    public const string Check = "/ke-khai/kiem-tra";
    public const string Discard = "/ke-khai/bo-ban-nhap";

    public static string Account(Guid account, ComeBack to = ComeBack.List, IReadOnlyList<Platform>? then = null) =>
        SiteAddress.Of($"/ke-khai/tai-khoan/{account}", (ThenKey, Codes(then ?? [])), Back(to));

    /// <summary>
    /// The same questions about an account that is not there yet: its platform, and those that come after it, are in the address alone.
    /// </summary>
    public static string NewAccount(Guid account, Platform platform, IReadOnlyList<Platform> then, ComeBack to = ComeBack.Check) =>
        SiteAddress.Of($"/ke-khai/tai-khoan/{account}", (PlatformKey, platform.Code), (ThenKey, Codes(then)), Back(to));

    /// <summary>Platforms as an address names them; those that nobody knows are left out.</summary>
    public static IReadOnlyList<Platform> Platforms(string? codes) =>
        [.. (codes ?? "").Split(Between).Select(Platform.Find).OfType<Platform>().Distinct()];

    public static string Remove(Guid account, ComeBack to = ComeBack.List) => SiteAddress.Of($"/ke-khai/tai-khoan/{account}/bo", Back(to));

    /// <summary>A page of the journey, told what has just been done.</summary>
    public static string After(string page, JourneyChange? done) => SiteAddress.Below(page, (JustDone, done?.ToString()));

    public static string Receipt(int number) => SiteAddress.Of($"/ke-khai/da-nop/{number}");

    /// <summary>The version as a sheet of paper to sign.</summary>
    public static string Form(int number) => SiteAddress.Of($"/ke-khai/da-nop/{number}/phieu");

    private const char Between = '.';

    private static string Codes(IReadOnlyList<Platform> platforms) => string.Join(Between, platforms.Select(p => p.Code));

    private static (string Name, string? Value) Back(ComeBack to) => (ComeBacks.Key, to == ComeBack.List ? null : to.Code());
}

/// <summary>What a member does on the journey besides filling it in.</summary>
public enum JourneyChange
{
    DraftDiscarded,
    AccountRemoved,
    DefectsAnswered,
    ProposalsAnswered,
}

/// <summary>The page of the journey that a correction was begun from, and returns to.</summary>
public enum ComeBack
{
    List,
    Check,
    Start,
}

/// <summary>How the page to return to stands in an address: one of a few words, so that nothing typed leads elsewhere.</summary>
public static class ComeBacks
{
    public const string Key = "ve";

    public static string Code(this ComeBack to) => to switch
    {
        ComeBack.List => "danh-sach",
        ComeBack.Check => "kiem-tra",
        ComeBack.Start => "ke-khai",
    };

    public static ComeBack Parse(string? code) => Enum.GetValues<ComeBack>().FirstOrDefault(to => to.Code() == code);

    public static string Path(this ComeBack to) => to switch
    {
        ComeBack.List => DeclarationLinks.List,
        ComeBack.Check => DeclarationLinks.Check,
        ComeBack.Start => DeclarationLinks.Start,
    };
}
