using System.Globalization;
using PartyNet.Application;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;

namespace PartyNet.Web.Links;

/// <summary>Addresses of loading lists, which stand below a board's pages and below a branch's.</summary>
public sealed class LoadLinks
{
    /// <summary>What a plan is narrowed to: an action, or a question.</summary>
    public const string Only = "xem";

    /// <summary>The row after which a page of a plan begins.</summary>
    public const string AfterRow = "sau-dong";

    /// <summary>Asks once more before a load is undone; or shows what undoing it left.</summary>
    public const string Undoing = "hoan-tac";
    public const string Kept = "giu-lai";

    /// <summary>How often a page has come again by itself.</summary>
    public const string Turn = "luot";

    /// <summary>A list has just been given up.</summary>
    public const string JustGivenUp = "vua-bo";

    /// <summary>Where the lists stand that were handed in before.</summary>
    public const string PastAnchor = "cac-lan-nhap";

    /// <summary>Opens what can be said of how a file is read, and stands where that is.</summary>
    public const string Correcting = "sua";

    private const string BranchPages = "/chi-bo";

    private LoadLinks(string start, string home) => (Start, Home) = (start, home);

    /// <summary>Where a list is handed in, and where those stand that were.</summary>
    public string Start { get; }

    /// <summary>The page of the unit above which these stand.</summary>
    public string Home { get; }

    public static LoadLinks OfBoard(string unit) => new(SiteAddress.Of($"/ban/{unit}/nhap"), BoardLinks.Coverage(unit));

    public static LoadLinks OfBranch(string unit) => new(SiteAddress.Of($"/chi-bo/{unit}/nhap"), BranchLinks.Home(unit));

    /// <summary>Those of the pages among which somebody is.</summary>
    public static LoadLinks Of(PathString path, string unit) => path.StartsWithSegments(BranchPages) ? OfBranch(unit) : OfBoard(unit);

    public string Template(ImportKind kind) => $"{Start}{SiteAddress.Of($"/mau/{ImportKinds.All.Of(kind).Code}.xlsx")}";

    /// <summary>A page of the lists that were handed in before.</summary>
    public string Past(string? after = null, string? before = null) =>
        SiteAddress.Below(Start, (ListKeys.After, after), (ListKeys.Before, before));

    /// <summary>How the file is understood.</summary>
    public string Reading(Guid load) => $"{Start}/{load}";

    /// <summary>The same, where it is said how the file is read: a browser goes to what is closed, but does not open it.</summary>
    public string Correct(Guid load) => $"{SiteAddress.Below(Reading(load), (Correcting, "1"))}#{Correcting}";

    /// <summary>What loading it would do.</summary>
    public string Plan(Guid load, string? only = null, int afterRow = 0) => SiteAddress.Below(
        $"{Start}/{load}/ke-hoach", (Only, only), (AfterRow, Text(afterRow)));

    /// <summary>Where a page of the plan sends what was decided.</summary>
    public string Decide(Guid load, string? only, int afterRow) => SiteAddress.Below(
        $"{Start}/{load}/ke-hoach", ("handler", "Decide"), (Only, only), (AfterRow, Text(afterRow)));

    /// <summary>A page that comes again by itself, and how often by now.</summary>
    public static string Again(string page, int turn, string? only, int afterRow) => SiteAddress.Below(
        page, (Turn, Text(turn)), (Only, only), (AfterRow, Text(afterRow)));

    /// <summary>Where it is agreed to.</summary>
    public string Commit(Guid load) => $"{Start}/{load}/thuc-hien";

    /// <summary>Where loading and undoing are watched, and what came of them.</summary>
    public string Result(Guid load) => $"{Start}/{load}/ket-qua";

    /// <summary>The result, with the question whether it is to be undone.</summary>
    public string AskToUndo(Guid load) => SiteAddress.Below(Result(load), (Undoing, "1"));

    /// <summary>The result, with what undoing it left as it was.</summary>
    public string KeptRows(Guid load, int afterRow = 0) => SiteAddress.Below(Result(load), (Kept, "1"), (AfterRow, Text(afterRow)));

    /// <summary>Asks whether a list that waits is given up.</summary>
    public string GiveUp(Guid load) => $"{Start}/{load}/bo";

    public string AfterGivingUp => SiteAddress.Below(Start, (JustGivenUp, "1"));

    /// <summary>Who does not stand in the list.</summary>
    public string Absent(Guid load, string? after = null, string? before = null) =>
        SiteAddress.Below($"{Start}/{load}/khong-co-trong-tep", (ListKeys.After, after), (ListKeys.Before, before));

    /// <summary>The rows that could not be loaded, as a workbook.</summary>
    public string Errors(Guid load) => $"{Start}/{load}/dong-loi.xlsx";

    private static string? Text(int number) => number == 0 ? null : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The page of a load that is as far as this.</summary>
    public string Of(Guid load, LoadState state) => state switch
    {
        LoadState.Reading => Reading(load),
        LoadState.Planning or LoadState.Planned or LoadState.Failed => Plan(load),
        LoadState.Committing or LoadState.Committed or LoadState.Undoing or LoadState.Undone => Result(load),
    };
}
