using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Imports;
using PartyNet.Web.Links;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Imports;

/// <summary>What the pages of loading lists have in common: they stand below a board's pages and below a branch's.</summary>
public abstract class ImportPage : PageAtUnit
{
    /// <summary>After how many seconds a page asks again how far the work has come.</summary>
    private const string Soon = "3";

    public LoadLinks Links => LoadLinks.Of(Request.Path, Unit.Code);

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    public static string NameOf(ImportKind kind) => ImportKinds.All.Of(kind).Name;

    /// <summary>The browser comes again by itself, with or without a script, until the work has come to its end.</summary>
    protected void AskAgainSoon() => Response.Headers["Refresh"] = Soon;
}
