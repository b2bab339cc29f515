using System.Globalization;
using PartyNet.Application;
using PartyNet.Application.Members;

namespace PartyNet.Web.Links;

/// <summary>Addresses of a branch's pages.</summary>
public static class BranchLinks
{
    public const string Everything = "tat-ca";
    public const string JustDecided = "vua-xong";
    public const string ConfirmedSince = "tu";
    public const string JustDated = "vua-ghi";
    public const string Changed = "sua";
    public const string JustSaved = "vua-luu";
    public const string JustRemoved = "vua-bo";
    public const string JustLost = "vua-bao-mat";
    public const string JustWithdrawn = "vua-rut";
    public const string JustAnswered = "vua-tra-loi";

    /// <summary>The place on a member's page.</summary>
    public const string NumbersMark = "xem-so";

    public static string Home(string unit, ListPlace? place = null, string? after = null, string? before = null) => SiteAddress.Of(
        $"/chi-bo/{unit}", [.. (place ?? ListPlace.First).Parameters, (ListKeys.After, after), (ListKeys.Before, before)]);

    public static string Members(
        string unit, BranchFilter? filter = null, ListPlace? place = null, string? after = null, string? before = null) => SiteAddress.Of(
        $"/chi-bo/{unit}/dang-vien",
        [
            (BranchFilter.StateKey, filter?.StateCode), (ListKeys.Search, filter?.Name),
            .. (place ?? ListPlace.First).Parameters, (ListKeys.After, after), (ListKeys.Before, before),
        ]);

    public static string Members(string unit, MemberFilter state) => Members(unit, new BranchFilter(State: state));

    public static string Member(string unit, string member) => SiteAddress.Of($"/chi-bo/{unit}/dang-vien/{member}");

    /// <summary>Where a number of the member is shown whole, to call them.</summary>
    public static string MemberNumbers(string unit, string member) => $"{Member(unit, member)}#{NumbersMark}";

    public static string ReviewQueue(
        string unit,
        bool everything = false,
        ListPlace? place = null,
        string? after = null,
        string? before = null,
        string? search = null) => SiteAddress.Of(
        $"/chi-bo/{unit}/ra-soat",
        [
            (Everything, everything ? "1" : null), (ListKeys.Search, search), .. (place ?? ListPlace.First).Parameters,
            (ListKeys.After, after), (ListKeys.Before, before),
        ]);

    /// <summary>The queue, told which declaration has just been decided.</summary>
    public static string ReviewQueueAfter(string unit, Guid decided) =>
        SiteAddress.Of($"/chi-bo/{unit}/ra-soat", (JustDecided, decided.ToString()));

    /// <summary>Declarations that say nothing new, to be confirmed together; told since when the caller has confirmed some.</summary>
    public static string Unchanged(string unit, DateTimeOffset? since = null) => SiteAddress.Of(
        $"/chi-bo/{unit}/ra-soat/khong-thay-doi",
        (ConfirmedSince, since?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));

    /// <summary>The requests that the unit's reviewers keep ready; one of them to be changed.</summary>
    public static string ReadyRequests(string unit, Guid? change = null) =>
        SiteAddress.Of($"/chi-bo/{unit}/ra-soat/mau-yeu-cau", (Changed, change?.ToString()));

    /// <summary>The same, told that one has just been saved.</summary>
    public static string ReadyRequestsAfterSaving(string unit) => SiteAddress.Of($"/chi-bo/{unit}/ra-soat/mau-yeu-cau", (JustSaved, "1"));

    /// <summary>The same, told that one has just been taken away.</summary>
    public static string ReadyRequestsAfterRemoving(string unit) =>
        SiteAddress.Of($"/chi-bo/{unit}/ra-soat/mau-yeu-cau", (JustRemoved, "1"));

    /// <summary>What a member asks to be put right in the roster.</summary>
    public static string Correction(string unit, Guid correction) => SiteAddress.Of($"/chi-bo/{unit}/de-nghi-sua/{correction}");

    /// <summary>The request, told that it has just been decided.</summary>
    public static string CorrectionAfter(string unit, Guid correction) =>
        SiteAddress.Of($"/chi-bo/{unit}/de-nghi-sua/{correction}", (JustAnswered, "1"));

    public static string Slips(string unit) => SiteAddress.Of($"/chi-bo/{unit}/phieu-kich-hoat");

    /// <summary>The list of slips, at the line of one member.</summary>
    public static string SlipOf(string unit, string member) => $"{Slips(unit)}#{SlipMark(member)}";

    public static string SlipMark(string member) => $"phieu-{member}";

    /// <summary>Where a date of birth is recorded that is held of nobody.</summary>
    public static string SlipBirthDate(string unit, string member) => SiteAddress.Of($"/chi-bo/{unit}/phieu-kich-hoat/{member}/ngay-sinh");

    /// <summary>The list of slips, told that a date of birth has just been recorded.</summary>
    public static string SlipsAfterDating(string unit) => SiteAddress.Of($"/chi-bo/{unit}/phieu-kich-hoat", (JustDated, "1"));

    /// <summary>The list of slips, told that some have just been closed as lost.</summary>
    public static string SlipsAfterLoss(string unit) => SiteAddress.Of($"/chi-bo/{unit}/phieu-kich-hoat", (JustLost, "1"));

    public static string Roles(string unit) => SiteAddress.Of($"/chi-bo/{unit}/phan-cong");

    /// <param name="justDecided">The declaration that has just been decided, where the page follows it.</param>
    public static string Review(string unit, Guid declaration, Guid? justDecided = null) =>
        SiteAddress.Of($"/chi-bo/{unit}/ra-soat/{declaration}", (JustDecided, justDecided?.ToString()));

    /// <summary>The declaration, told that its confirmation has just been taken back.</summary>
    public static string ReviewAfterWithdrawing(string unit, Guid declaration) =>
        SiteAddress.Of($"/chi-bo/{unit}/ra-soat/{declaration}", (JustWithdrawn, "1"));
}

/// <summary>What the list of a branch is narrowed to, as it stands in the list's address.</summary>
/// <param name="Name">Part of a name, as typed.</param>
/// <param name="State">Null for everybody, and for a word that no address of ours has.</param>
public sealed record BranchFilter(string? Name = null, MemberFilter? State = null)
{
    public const string StateKey = "tinh-trang";

    public bool IsNarrowed => State is not null || !string.IsNullOrWhiteSpace(Name);

    public string? StateCode => State is { } state ? MemberChoices.Filters.Of(state).Code : null;

    /// <summary>Reads the filter from the parameters of an address, which may hold anything.</summary>
    public static BranchFilter Of(Func<string, string?> parameter) =>
        new(parameter(ListKeys.Search), MemberChoices.Filters.Find(parameter(StateKey))?.Value);
}
