using PartyNet.Application;
using PartyNet.Application.Imports;

namespace PartyNet.Web.Links;

/// <summary>Addresses of loading lists, which stand below a board's pages and below a branch's.</summary>
public sealed class LoadLinks
{
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
}
