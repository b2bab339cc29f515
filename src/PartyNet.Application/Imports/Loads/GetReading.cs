using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Access;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>
/// How the file of a load is read: its sheets, header and columns, what is ignored, and the first rows as they are understood. Nothing is
/// compared yet. Errors: not found; the file is gone.
/// </summary>
public sealed class GetReading(
    IPartyNetDb db, ISheetFiles sheets, IListFiles files, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    private const int SampleSize = 10;
    private const int TopSize = 12;
    private const int TopWidth = 40;

    public sealed record Query(Unit Unit, Guid Id);

    public async Task<ErrorOr<ReadingView>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;
        var found = await db.FindLoadAsync(access, query.Unit, query.Id, cancellationToken);
        if (found.IsError)
            return found.Errors;
        var load = found.Value;
        var opened = await sheets.OpenAsync(files, load, cancellationToken);
        if (opened.IsError)
            return opened.Errors;
        using var file = opened.Value;
        return View(load, file, load.Reading.Options(load.Kind, VietnamTime.Day(clock.GetUtcNow())));
    }

    private static ReadingView View(ListLoad load, ISheetFile file, ListOptions options)
    {
        // Texts in an old font are shown as they would read; whether they are to be is the question that a person answers, and may
        // answer otherwise later.
        var decoded = ImportList.Open(file, options with { Legacy = LegacyHandling.Convert });
        var fonts = decoded.IsError ? [] : decoded.Value.FontSamples;
        var list = options.Legacy == LegacyHandling.Keep ? ImportList.Open(file, options) : decoded;
        var read = list.IsError ? null : list.Value;
        var sample = read?.SampleRows().Take(SampleSize).ToList() ?? [];
        var look = ListLook.At(file, load.Kind, read is null ? options : options with { Sheet = read.Sheet });
        return new ReadingView(
            load.Id, load.Kind, load.FileName, load.State, load.Reading, load.IsRemembered,
            [.. file.Sheets.Select(sheet => new SheetChoice(
                sheet.Name, sheet.Hidden, read?.Sheets.Contains(sheet.Name) ?? sheet.Name == look?.Sheet))],
            read?.Sheet ?? look?.Sheet,
            read?.HeaderRow ?? look?.Header?.Row,
            read?.Columns ?? look?.Header?.All ?? [],
            [.. ListLook.Of(load.Kind).All.Select(field => field.Heading)],
            [.. read?.NotesBesideFonts ?? []],
            fonts,
            [.. (look?.Rows ?? []).Take(TopSize).Select(row => new TopRow(row.Number, Texts(row)))],
            sample,
            load.Rows,
            list.IsError ? list.FirstError.Description : null);
    }

    private static List<string> Texts(SheetRow row) =>
        [.. Enumerable.Range(0, Math.Min(row.Width, TopWidth)).Select(column => row[column].Inherited ? "" : row[column].Text.Trim())];
}

/// <summary>How a file is read, and what a person may say otherwise.</summary>
/// <param name="Reading">What has been said so far.</param>
/// <param name="IsRemembered">It was proposed because the unit read its last such list so.</param>
/// <param name="Sheet">The first sheet that is read; null where the file has none.</param>
/// <param name="HeaderRow">Row of the header, found or guessed.</param>
/// <param name="Columns">All columns under the header.</param>
/// <param name="Fields">The fields that a column can be said to be.</param>
/// <param name="Notes">What had to be assumed, in Vietnamese.</param>
/// <param name="Fonts">Texts in an old font, before and after; empty where there are none. Nothing is converted until somebody says yes
/// (<see cref="ListReading.Legacy"/>), and the sample shows how it would read.</param>
/// <param name="Top">The first rows as they stand, among which a header can be pointed at.</param>
/// <param name="Sample">The first rows of the list as they are understood.</param>
/// <param name="Rows">Rows of the file that hold something, header and titles included.</param>
/// <param name="Refusal">Why no list can be read, and what to do, in Vietnamese; null where one can.</param>
public sealed record ReadingView(
    Guid Id,
    ImportKind Kind,
    string FileName,
    LoadState State,
    ListReading Reading,
    bool IsRemembered,
    IReadOnlyList<SheetChoice> Sheets,
    string? Sheet,
    int? HeaderRow,
    IReadOnlyList<HeadedColumn> Columns,
    IReadOnlyList<string> Fields,
    IReadOnlyList<string> Notes,
    IReadOnlyList<FontSample> Fonts,
    IReadOnlyList<TopRow> Top,
    IReadOnlyList<SampleRow> Sample,
    int Rows,
    string? Refusal)
{
    /// <summary>The fields that are loaded; the number of a row in its list is none.</summary>
    public IEnumerable<string> Loaded =>
        Columns.Select(column => column.Field).OfType<string>().Where(heading => heading != MemberFields.Ordinal.Heading).Distinct();

    /// <summary>Columns that are not loaded.</summary>
    public IEnumerable<HeadedColumn> Ignored => Columns.Where(column => column.Field is null);

    /// <summary>Somebody has to say whether texts in an old font are converted.</summary>
    public bool AsksAboutFonts => Fonts.Count > 0 && Reading.Legacy == LegacyHandling.Refuse;
}

/// <summary>A sheet of the file.</summary>
public sealed record SheetChoice(string Name, bool IsHidden, bool IsRead);

/// <summary>A row as it stands in the sheet.</summary>
public sealed record TopRow(int Row, IReadOnlyList<string> Texts);
