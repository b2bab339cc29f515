using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Rosters;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Board;

/// <summary>Says what a list holds, asks what it is for and what stands around an official one, then sends it.</summary>
public sealed class ExportModel(
    ExportRoster exportRoster, ListRoster listRoster, GetRosterUnits getUnits, GetRosterTemplate getTemplate, AccessContext access
) : BoardPage(access)
{
    [BindProperty(SupportsGet = true)]
    public RosterFilter Filter { get; set; } = RosterFilter.None;

    public RosterFilterForm FilterForm { get; private set; } = null!;

    /// <summary>How many members the list holds; null where the filter cannot be used.</summary>
    public RosterPage? Roster { get; private set; }

    public RosterTemplateForm Template { get; private set; } = null!;

    [BindProperty]
    public string Purpose { get; set; } = "";

    /// <summary>In the address or in the form: offices' scripts name the format in the address.</summary>
    [BindProperty(Name = BoardLinks.Format, SupportsGet = true)]
    public string Format { get; set; } = RosterFile.Workbook.Code();

    [BindProperty]
    public HeadingForm Heading { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    /// <summary>Told that the columns have just been chosen.</summary>
    [BindProperty(SupportsGet = true, Name = BoardLinks.JustSaved)]
    public string? Done { get; set; }

    /// <summary>Whether what stands around an official list is open to be filled in.</summary>
    public bool IsHeadingOpen =>
        RosterFiles.Find(Format)?.IsOfficial() is true || ModelState.Any(entry => IsOfHeading(entry.Key) && entry.Value!.Errors.Count > 0);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await LookAsync(cancellationToken) is { } refused)
            return refused;
        Heading = HeadingForm.Of(Template.Heading);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        // A script sends no heading: then the list has that of the unit's last one.
        var isHeaded = Request.Form.Keys.Any(IsOfHeading);
        var command = new ExportRoster.Command(
            Unit, Filter, RosterFiles.Find(Format) ?? 0, Purpose, RequestKey, isHeaded ? Heading.Typed() : null);
        var export = await exportRoster.HandleAsync(command, cancellationToken);
        if (!export.IsError)
            return new SentFile(export.Value.FileName, export.Value.Format.ContentType(), export.Value.WriteAsync);
        if (await LookAsync(cancellationToken) is { } refused)
            return refused;
        if (!isHeaded)
            Heading = HeadingForm.Of(Template.Heading);
        return this.WithErrors(export.Errors, form: "");
    }

    private static bool IsOfHeading(string field) => field.StartsWith(nameof(Heading) + ".", StringComparison.Ordinal);

    /// <summary>Reads what the page shows; a result where the filter cannot be used.</summary>
    private async Task<IActionResult?> LookAsync(CancellationToken cancellationToken)
    {
        var template = await getTemplate.HandleAsync(new GetRosterTemplate.Query(Unit), cancellationToken);
        if (template.IsError)
            return this.WithErrors(template.Errors, form: "");
        Template = template.Value;
        var query = new ListRoster.Query(Unit, Filter, PageCursor.First, IsShown: false);
        var roster = await listRoster.HandleAsync(query, cancellationToken);
        FilterForm = new RosterFilterForm(
            Filter,
            roster.IsError
                ? await getUnits.HandleAsync(new GetRosterUnits.Query(Unit, Filter.Unit), cancellationToken)
                : roster.Value.Units
        );
        if (roster.IsError)
            return this.WithErrors(roster.Errors, form: "");
        Roster = roster.Value;
        return null;
    }
}
