using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Spreadsheets;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Imports;

/// <summary>
/// How the file is understood: sheet, header, columns, old fonts and the first rows. Whoever sees that it is wrong says what is right.
/// </summary>
public sealed class ReadingModel(GetReading getReading, ReadLoad readLoad, PlanLoad planLoad) : ImportPage
{
    /// <summary>Stands for every sheet among the names of sheets; no sheet is called so, for Excel allows no asterisk.</summary>
    private const string AllSheets = "*";

    private const int LongestRow = 80;

    /// <summary>A date or a number is not broken in the middle.</summary>
    public const int Unbroken = 14;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = LoadLinks.Correcting)]
    public string? Correcting { get; set; }

    [BindProperty]
    public ReadingForm Form { get; set; } = new();

    [BindProperty]
    public LegacyHandling? Legacy { get; set; }

    public ReadingView Reading { get; private set; } = null!;

    /// <inheritdoc cref="LoadStates.IsOpen"/>
    public bool IsOpen => Reading.State.IsOpen();

    /// <summary>Somebody came to say how the file is read.</summary>
    public bool IsCorrected => Correcting is not null;

    /// <summary>What the first rows say, in the order of the list, whatever the first of them leaves out.</summary>
    public IReadOnlyList<string> SampleFields
    {
        get
        {
            var order = Reading.Fields.ToList();
            return [.. Reading.Sample.SelectMany(row => row.Values).Select(value => value.Field).Distinct()
                .OrderBy(heading => order.IndexOf(heading) is >= 0 and var place ? place : order.Count)];
        }
    }

    public IEnumerable<SelectListItem> Sheets =>
    [
        new("Để hệ thống tự chọn", "", Form.Sheet is null or ""),
        // Of people each branch may have a sheet of its own; units and roles stand in one.
        .. Reading.Kind is ImportKind.Members or ImportKind.Accounts
            ? new[] { new SelectListItem("Tất cả các trang tính có danh sách", AllSheets) }
            : [],
        .. Reading.Sheets.Select(sheet => new SelectListItem(sheet.IsHidden ? $"{sheet.Name} (đang ẩn)" : sheet.Name, sheet.Name)),
    ];

    public IEnumerable<SelectListItem> HeaderRows => Reading.Top.Select(row => new SelectListItem(
        $"Dòng {row.Row}: {Shortened(string.Join(" | ", row.Texts.Where(text => text.Length > 0)))}",
        row.Row.ToString(CultureInfo.InvariantCulture), row.Row == Reading.HeaderRow));

    public static string NameOf(HeadedColumn column) =>
        column.Heading.Length > 0 ? $"“{column.Heading.ReplaceLineEndings(" ")}”" : SheetRow.ColumnName(column.Column);

    public IEnumerable<SelectListItem> FieldsOf(HeadedColumn column) =>
    [
        new("Không nhập cột này", "", column.Field is null),
        .. Reading.Fields.Select(field => new SelectListItem(field, field, field == column.Field)),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostReadAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } refused)
            return refused;
        var (isOtherSheet, isOtherHeader) =
            ((Form.Sheet ?? "") != SheetOf(Reading.Reading), Form.HeaderRow != Reading.HeaderRow);
        return await ReadAsync(
            Reading.Reading with
            {
                Sheet = Form.Sheet is "" or AllSheets ? null : Form.Sheet,
                AllSheets = Form.Sheet == AllSheets,
                // On another sheet the header is looked for anew, unless somebody has pointed at it.
                HeaderRow = isOtherSheet && !isOtherHeader ? null : Form.HeaderRow,
                // Under another header other columns stand.
                Columns = isOtherSheet || isOtherHeader ? null : Said(),
            },
            cancellationToken);
    }

    public async Task<IActionResult> OnPostFontsAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } refused)
            return refused;
        if (Legacy is not { } legacy)
        {
            ModelState.AddModelError(nameof(Legacy), "Chọn cách đọc chữ phông cũ.");
            return Page();
        }

        return await ReadAsync(Reading.Reading with { Legacy = legacy }, cancellationToken);
    }

    public async Task<IActionResult> OnPostPlanAsync(CancellationToken cancellationToken)
    {
        var planned = await planLoad.HandleAsync(new PlanLoad.Command(Unit, Id), cancellationToken);
        if (!planned.IsError)
            return Redirect(Links.Plan(Id));
        return await LoadAsync(cancellationToken) ?? this.WithErrors(planned.Errors, form: "");
    }

    private static string SheetOf(ListReading reading) => reading.AllSheets ? AllSheets : reading.Sheet ?? "";

    private static string Shortened(string text) => text.Length <= LongestRow ? text : $"{text[..LongestRow].TrimEnd()}…";

    /// <summary>What was said before of columns, and what is said otherwise now than they are understood.</summary>
    private Dictionary<int, string> Said()
    {
        var said = new Dictionary<int, string>(Reading.Reading.Columns ?? new Dictionary<int, string>());
        foreach (var choice in Form.Columns)
        {
            var understood = Reading.Columns.FirstOrDefault(column => column.Column == choice.Column);
            if (understood is not null && (understood.Field ?? "") != (choice.Field ?? ""))
                said[choice.Column] = choice.Field ?? "";
        }

        return said;
    }

    private async Task<IActionResult> ReadAsync(ListReading reading, CancellationToken cancellationToken)
    {
        var read = await readLoad.HandleAsync(new ReadLoad.Command(Unit, Id, reading), cancellationToken);
        return read.IsError ? this.WithErrors(read.Errors, form: "") : Redirect(Links.Reading(Id));
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var reading = await getReading.HandleAsync(new GetReading.Query(Unit, Id), cancellationToken);
        if (reading.IsError)
            return this.WithErrors(reading.Errors, form: "");
        Reading = reading.Value;
        if (HttpMethods.IsGet(Request.Method))
            (Form.Sheet, Form.HeaderRow) = (SheetOf(Reading.Reading), Reading.HeaderRow);
        if (Legacy is null && Reading.Reading.Legacy != LegacyHandling.Refuse)
            Legacy = Reading.Reading.Legacy;
        return null;
    }
}

/// <summary>What somebody says of a file.</summary>
public sealed class ReadingForm
{
    public string? Sheet { get; set; }
    public int? HeaderRow { get; set; }
    public List<ColumnChoice> Columns { get; set; } = [];
}

/// <summary>What somebody says of a column.</summary>
public sealed class ColumnChoice
{
    public int Column { get; set; }
    public string? Field { get; set; }
}
