using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Rosters;
using PartyNet.Application.Spreadsheets;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Board;

/// <summary>Says what a list holds, asks what it is for, then sends it.</summary>
public sealed class ExportModel(ExportRoster exportRoster, ListRoster listRoster, GetRosterUnits getUnits, AccessContext access)
    : BoardPage(access)
{
    [BindProperty(SupportsGet = true)]
    public RosterFilter Filter { get; set; } = RosterFilter.None;

    public RosterFilterForm FilterForm { get; private set; } = null!;

    /// <summary>How many members the list holds; null where the filter cannot be used.</summary>
    public RosterPage? Roster { get; private set; }

    [BindProperty]
    public string Purpose { get; set; } = "";

    /// <summary>In the address or in the form: offices' scripts name the format in the address.</summary>
    [BindProperty(Name = BoardLinks.Format, SupportsGet = true)]
    public string Format { get; set; } = SheetFormat.Xlsx.Extension();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LookAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var format = Enum.GetValues<SheetFormat>().FirstOrDefault(f => f.Extension() == Format);
        var export = await exportRoster.HandleAsync(new ExportRoster.Command(Unit, Filter, format, Purpose, RequestKey), cancellationToken);
        if (!export.IsError)
            return new SheetResult(export.Value);
        return await LookAsync(cancellationToken) ?? this.WithErrors(export.Errors, form: "");
    }

    /// <summary>Reads what the page shows; a result where the filter cannot be used.</summary>
    private async Task<IActionResult?> LookAsync(CancellationToken cancellationToken)
    {
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
