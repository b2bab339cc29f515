using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Web.Links;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Imports;

/// <summary>What the pages of loading lists have in common: they stand below a board's pages and below a branch's.</summary>
public abstract class ImportPage : PageAtUnit
{
    /// <summary>After how many seconds a page asks again how far the work has come.</summary>
    private const int Soon = 3;

    /// <summary>Ten minutes: a page that nobody watches any more must not keep its session awake.</summary>
    private const int MostTurns = 200;

    /// <summary>How often the browser has come again by itself.</summary>
    [BindProperty(SupportsGet = true, Name = LoadLinks.Turn)]
    public int Turn { get; set; }

    public LoadLinks Links => LoadLinks.Of(Request.Path, Unit.Code);

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    public static string NameOf(ImportKind kind) => ImportKinds.All.Of(kind).Name;

    /// <summary>
    /// The browser comes again by itself, with or without a script, until the work has come to its end, or nobody looks; to where it was.
    /// </summary>
    protected void AskAgainSoon(string? only = null, int afterRow = 0)
    {
        if (Turn < MostTurns)
            Response.Headers["Refresh"] = $"{Soon}; url={LoadLinks.Again(Request.Path, Math.Max(Turn, 0) + 1, only, afterRow)}";
    }
}

/// <summary>Work that goes on in the background, and the page that watches it.</summary>
public sealed record UnderWay(LoadView Load, string Page);
