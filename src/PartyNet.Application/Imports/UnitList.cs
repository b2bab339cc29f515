using System.Text.RegularExpressions;
using ErrorOr;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>A list of organisations found in a spreadsheet: mã, tên, loại, mã cấp trên.</summary>
public sealed partial class UnitList : ImportList
{
    private UnitList(ListContext context, ListHeader header, Fonts fonts)
        : base(context, header, fonts)
    {
    }

    /// <summary>The units in the order of the sheet, one at a time, good and bad; see <see cref="UnitRow.Problems"/>.</summary>
    public IEnumerable<UnitRow> Rows()
    {
        foreach (var row in ListedRows())
        {
            var cells = Cells(row);
            if (IsUnit(cells))
                yield return Read(cells);
            else if (UnitColumns.Necessary.Any(cells.HasOwn) && !IsHeading(cells))
                Skip(row);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<SampleRow> SampleRows() =>
        from cells in RowsOfSample().Select(Cells)
        where IsUnit(cells)
        let unit = Read(cells)
        select new SampleRow(
            unit.Number,
            RowFact.Said(
                (UnitColumns.Code, unit.Code), (UnitColumns.Name, unit.Name), (UnitColumns.Kind, unit.Kind),
                (UnitColumns.ParentCode, unit.ParentCode)),
            unit.Problems);

    private protected override IReadOnlyCollection<ListColumn> Shared { get; } = [UnitColumns.Kind, UnitColumns.ParentCode];

    private static bool IsUnit(ListCells cells) => UnitColumns.Necessary.Count(cells.HasOwn) >= 2 && !IsHeading(cells);

    private static bool IsHeading(ListCells cells) => UnitColumns.All.Find(cells.Text(UnitColumns.Code) ?? "") == UnitColumns.Code;

    internal static ErrorOr<ImportList> Create(ListContext context, ListHeader header)
    {
        var missing = UnitColumns.Necessary.Where(column => !header.Columns.Contains(column)).Select(column => column.Heading).ToList();
        if (missing.Count > 0)
        {
            var found = header.Columns.Select(column => column.Heading);
            return ListErrors.MissingColumn(context, header.Row, string.Join(", ", missing), found, header.Unused);
        }


        var fonts = Fonts.Find(context, header.LastRow, [.. header.Of(UnitColumns.Name), .. header.Of(UnitColumns.Kind)]);
        return fonts.IsError ? fonts.Errors : new UnitList(context, header, fonts.Value);
    }

    private static UnitRow Read(ListCells cells) => new()
    {
        Number = cells.Number,
        Code = Code(cells, UnitColumns.Code) ?? Required(cells, UnitColumns.Code),
        Name = cells.Text(UnitColumns.Name, Unit.NameLength) ?? Required(cells, UnitColumns.Name),
        Kind = cells.Text(UnitColumns.Kind, UnitKind.NameLength) ?? Required(cells, UnitColumns.Kind),
        ParentCode = Code(cells, UnitColumns.ParentCode),
        Problems = cells.Problems,
    };

    private static string Required(ListCells cells, ListColumn column)
    {
        if (cells.Text(column) is null)
            cells.Block(column, $"Dòng này thiếu {column.Heading.ToLowerInvariant()}.");
        return "";
    }

    private static string? Code(ListCells cells, ListColumn column)
    {
        var code = cells.Text(column, Unit.CodeLength);
        if (code is null || CodeForm().IsMatch(code))
            return code;

        cells.Block(column, "Mã chỉ gồm chữ cái không dấu, chữ số, dấu chấm, dấu gạch; ví dụ CB-01 hoặc 38.168.053.");
        return null;
    }

    /// <summary>Codes stand in addresses of pages.</summary>
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeForm();
}
