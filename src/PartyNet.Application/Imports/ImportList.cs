using ErrorOr;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Application.Imports;

/// <summary>
/// What to do with text in a font of the time before Unicode (TCVN3, VNI): the same letters can be right either way, so a person decides.
/// </summary>
public enum LegacyHandling
{
    /// <summary>Refuse the file and show how it would read.</summary>
    Refuse = 0,

    /// <summary>Convert the columns in which it was found.</summary>
    Convert,

    /// <summary>Take the text as it stands.</summary>
    Keep,
}

/// <summary>How a list is to be read.</summary>
/// <param name="Today">The day of the import: no date of a member may lie after it.</param>
/// <param name="Sheet">Name of the sheet; null takes the first visible one that holds a list, and those that make one list with it.</param>
/// <param name="Legacy">What to do with legacy fonts.</param>
/// <param name="Kind">What is looked for; null for members, units or accounts, whichever the header names.</param>
public sealed record ListOptions(
    DateOnly Today, string? Sheet = null, LegacyHandling Legacy = LegacyHandling.Refuse, ImportKind? Kind = null)
{
    /// <summary>Every visible sheet that holds such a list is read, however alike they are.</summary>
    public bool AllSheets { get; init; }

    /// <summary>Row of the header, where somebody has pointed at it; of several sheets the first one's.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>
    /// What columns mean, counted from 0, where somebody has said so: the heading of a field, or nothing for a column that is not loaded.
    /// </summary>
    public IReadOnlyDictionary<int, string> Columns { get; init; } = new Dictionary<int, string>();
}

/// <summary>A row that is no member and no unit, such as a total, a section title or a signature.</summary>
/// <param name="Number">Row of the sheet, counted from 1.</param>
/// <param name="Text">What stands in it.</param>
/// <param name="Sheet">Name of its sheet, where several are read.</param>
public sealed record SkippedRow(int Number, string Text, string? Sheet = null);

/// <summary>
/// A list found in a spreadsheet: a <see cref="MemberList"/>, a <see cref="UnitList"/>, a <see cref="RoleSheet"/> or an
/// <see cref="AccountList"/>. Its rows can be walked once; what was skipped and why reading stopped is known afterwards.
/// </summary>
public abstract class ImportList
{
    private readonly List<SkippedRow> _skipped = [];
    private readonly ListSource _source;
    private readonly Fonts _fonts;
    private readonly DateOnly _today;

    private protected ImportList(ListContext context, ListHeader header, Fonts fonts, params IEnumerable<string?> notes)
    {
        (_source, Header, _fonts, _today) = (context.Source, header, fonts, context.Options.Today);
        Notes = [.. context.Notes, .. header.Notes, .. notes.Prepend(fonts.Note).OfType<string>()];
    }

    private protected ListHeader Header { get; }

    /// <summary>Name of the sheet that is read.</summary>
    public string Sheet => _source.Sheet;

    /// <summary>Row of the header, counted from 1.</summary>
    public int HeaderRow => Header.Row;

    /// <summary>Row in which the header ends.</summary>
    internal int LastHeaderRow => Header.LastRow;

    /// <summary>The text of a cell of this sheet, in Unicode where its font was converted.</summary>
    internal string TextOf(SheetRow row, int column) => row[column].IsEmpty ? "" : _fonts.Read(column, row).Text;

    /// <summary>Columns that are not loaded.</summary>
    public IReadOnlyList<UnusedColumn> Unused => Header.Unused;

    /// <summary>What had to be assumed, in Vietnamese: encoding, sheet, conversion of fonts, whose branch is meant.</summary>
    public virtual IReadOnlyList<string> Notes { get; }

    /// <summary>Of these, what is not about old fonts, of which <see cref="FontSamples"/> tell more.</summary>
    public IEnumerable<string> NotesBesideFonts => Notes.Where(note => note != _fonts.Note);

    /// <summary>Sheets that are read, by name.</summary>
    public virtual IReadOnlyList<string> Sheets => [Sheet];

    /// <summary>Every column with its heading as written, and the field that it is taken for.</summary>
    public IReadOnlyList<HeadedColumn> Columns => Header.All;

    /// <summary>Texts that were written in a font of the time before Unicode, as they stand and as they are read; some of them.</summary>
    public IReadOnlyList<FontSample> FontSamples => [.. RowsOfSample().SelectMany(_fonts.Changed).DistinctBy(text => text.Before).Take(5)];

    /// <summary>How the first rows are understood.</summary>
    public abstract IEnumerable<SampleRow> SampleRows();

    private protected IEnumerable<SheetRow> RowsOfSample() => Below(_source.Sample);

    /// <summary>Rows with content that are not part of the list, in order.</summary>
    public IReadOnlyList<SkippedRow> Skipped => _skipped;

    /// <summary>Why the rows ended before the sheet did; to be asked after walking them.</summary>
    public virtual Error? Failure => _source.Failure;

    /// <summary>Finds the list in a file. Refusals name what is missing and what was found.</summary>
    public static ErrorOr<ImportList> Open(ISheetFile file, ListOptions options) => ListFinder.Find(file, options);

    /// <summary>What was skipped in a further sheet belongs to the whole.</summary>
    private protected void TakeSkipped(ImportList further) =>
        _skipped.AddRange(further._skipped.Select(row => row with { Sheet = further.Sheet }));

    /// <summary>Columns in which a row may say "as above".</summary>
    private protected abstract IReadOnlyCollection<ListColumn> Shared { get; }

    /// <summary>The rows below the header.</summary>
    private protected IEnumerable<SheetRow> ListedRows() => Below(_source.Rows());

    /// <summary>The rows below the header, of all rows of this sheet, with what marks such as “nt” stand for.</summary>
    internal IEnumerable<SheetRow> Below(IEnumerable<SheetRow> rows) =>
        DittoMarks.Resolve(rows.SkipWhile(row => row.Number <= Header.LastRow), Header, Shared);

    private protected ListCells Cells(SheetRow row) => new(row, Header, _fonts, _today);

    private protected void Skip(SheetRow row)
    {
        var texts = Enumerable.Range(0, row.Width).Where(column => !row[column].Inherited).Select(column => row[column].Text.Trim())
            .Where(text => text.Length > 0);
        _skipped.Add(new SkippedRow(row.Number, string.Join(" | ", texts)));
    }
}
