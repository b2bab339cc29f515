using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Access;
using PartyNet.Application.Rosters;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Board;

/// <summary>Which columns the unit's exported lists have, what they are called and in which order they stand.</summary>
public sealed class ExportColumnsModel(GetRosterTemplate getTemplate, SetRosterColumns setColumns, AccessContext access) : BoardPage(access)
{
    /// <summary>Of the export that the page was opened from, and goes back to.</summary>
    [BindProperty(SupportsGet = true)]
    public RosterFilter Filter { get; set; } = RosterFilter.None;

    [BindProperty]
    public List<ColumnForm> Columns { get; set; } = [];

    /// <summary>Whether the button for the usual columns was pressed.</summary>
    [BindProperty]
    public bool Usual { get; set; }

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    public RosterTemplateForm Template { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } refused)
            return refused;
        Columns = [.. Template.Columns.Select(ColumnForm.Of)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var columns = Usual ? [] : Columns.ConvertAll(c => new ChosenColumn(c.Code ?? "", c.IsUsed, c.Place, c.Heading));
        var set = await setColumns.HandleAsync(new SetRosterColumns.Command(Unit, columns, RequestKey), cancellationToken);
        if (!set.IsError)
            return Redirect(BoardLinks.ExportWithColumns(Unit.Code, Filter));
        return await FindAsync(cancellationToken) ?? this.WithErrors(set.Errors, form: "");
    }

    /// <summary>What the column is that a row of the form is about; null for one that no form offers.</summary>
    public RosterColumnForm? Of(ColumnForm row) => Template.Columns.FirstOrDefault(column => column.Code == row.Code);

    private async Task<IActionResult?> FindAsync(CancellationToken cancellationToken)
    {
        var template = await getTemplate.HandleAsync(new GetRosterTemplate.Query(Unit), cancellationToken);
        if (template.IsError)
            return this.WithErrors(template.Errors, form: "");
        Template = template.Value;
        return null;
    }
}

/// <summary>A row of the form.</summary>
public sealed class ColumnForm
{
    public string? Code { get; set; }
    public bool IsUsed { get; set; }
    public string? Place { get; set; }
    public string? Heading { get; set; }

    public static ColumnForm Of(RosterColumnForm column) => new()
    {
        Code = column.Code,
        IsUsed = column.Place is not null,
        Place = column.Place?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Heading = column.Heading,
    };
}
