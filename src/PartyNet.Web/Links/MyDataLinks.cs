using System.Globalization;

namespace PartyNet.Web.Links;

/// <summary>Addresses of the member's own data.</summary>
public static class MyDataLinks
{
    public const string Home = "/du-lieu-cua-toi";
    public const string Factor = "/du-lieu-cua-toi/lop-thu-hai";
    public const string RecoveryCodes = "/du-lieu-cua-toi/ma-du-phong";
    public const string Passkeys = "/du-lieu-cua-toi/khoa-dang-nhap";

    /// <summary>Where a script asks for what the browser is to be asked.</summary>
    public const string OfferPasskey = "/du-lieu-cua-toi/khoa-dang-nhap/moi";
    public const string Sessions = "/du-lieu-cua-toi/phien";
    public const string WhoSaw = "/du-lieu-cua-toi/ai-da-xem";
    public const string Password = "/du-lieu-cua-toi/mat-khau";

    /// <summary>A password has just been changed.</summary>
    public const string JustChanged = "vua-doi";

    public static string PasswordAfterChange => SiteAddress.Of($"/du-lieu-cua-toi/mat-khau", (JustChanged, "1"));

    public const string Corrections = "/du-lieu-cua-toi/de-nghi-sua";

    /// <summary>The requests, told that one has just been sent or taken back.</summary>
    public static string CorrectionsAfter(CorrectionChange change) =>
        SiteAddress.Of($"/du-lieu-cua-toi/de-nghi-sua", (JustDone, change.ToString()));

    public const string JustEnded = "vua-ket-thuc";
    public const string JustDone = "vua-xong";

    /// <summary>The second factor, told that a request to take it away has just been refused.</summary>
    public static string FactorAfterRefusing => SiteAddress.Below(Factor, (JustDone, "1"));

    /// <summary>The passkeys, told what has just been done to them.</summary>
    public static string PasskeysAfter(PasskeyChange change) =>
        SiteAddress.Of($"/du-lieu-cua-toi/khoa-dang-nhap", (JustDone, change.ToString()));

    public static string RemovePasskey(Guid id) => SiteAddress.Of($"/du-lieu-cua-toi/khoa-dang-nhap/{id}/bo");

    public static string SessionsAfterEnd(int ended) =>
        SiteAddress.Of($"/du-lieu-cua-toi/phien", (JustEnded, ended.ToString(CultureInfo.InvariantCulture)));

    public static string WhoSawPage(string? after = null, string? before = null) =>
        SiteAddress.Of($"/du-lieu-cua-toi/ai-da-xem", (ListKeys.After, after), (ListKeys.Before, before));
}

/// <summary>What a member does with a request to put a fact right.</summary>
public enum CorrectionChange
{
    Asked,
    Withdrawn,
}

/// <summary>What somebody does to their passkeys.</summary>
public enum PasskeyChange
{
    Added,
    Removed,
}
