using System.Text.RegularExpressions;
using ErrorOr;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>A list of organisations found in a spreadsheet: mã, tên, loại, mã cấp trên.</summary>
public sealed partial class UnitList : ImportList
{
    private readonly ListHeader<UnitField> _header;
    private readonly Fonts _fonts;

    private UnitList(ListContext context, ListHeader<UnitField> header, Fonts fonts)
        : base(context.Source, header.Row, header.Unused, [.. context.Notes, .. new[] { fonts.Note }.OfType<string>()]) =>
        (_header, _fonts) = (header, fonts);

    /// <summary>The units in the order of the sheet, one at a time, good and bad; see <see cref="UnitRow.Problems"/>.</summary>
    public IEnumerable<UnitRow> Rows()
    {
        foreach (var row in RowsBelow(_header.LastRow))
        {
            var cells = new ListCells<UnitField>(row, _header, UnitColumns.All, _fonts);
            var filled = UnitColumns.Necessary.Count(cells.HasOwn);
            if (filled >= 2 && UnitColumns.All.Find(cells.Text(UnitField.Code) ?? "") != UnitField.Code)
                yield return Read(cells);
            else if (filled > 0 && UnitColumns.All.Find(cells.Text(UnitField.Code) ?? "") != UnitField.Code)
                Skip(row);
        }
    }

    internal static ErrorOr<ImportList> Create(ListContext context, ListHeader<UnitField> header)
    {
        var missing = UnitColumns.Necessary.Where(field => !header.Fields.Contains(field)).Select(UnitColumns.All.Heading).ToList();
        if (missing.Count > 0)
            return ListErrors.MissingColumn(context.Source.Sheet, header.Row, string.Join(", ", missing), header.Fields.Select(UnitColumns.All.Heading), header.Unused);

        var fonts = Fonts.Find(context, header.LastRow, [.. header.Of(UnitField.Name), .. header.Of(UnitField.Kind)]);
        return fonts.IsError ? fonts.Errors : new UnitList(context, header, fonts.Value);
    }

    private static UnitRow Read(ListCells<UnitField> cells) => new()
    {
        Number = cells.Number,
        Code = Code(cells, UnitField.Code) ?? Required(cells, UnitField.Code),
        Name = cells.Text(UnitField.Name, Unit.NameLength) ?? Required(cells, UnitField.Name),
        Kind = cells.Text(UnitField.Kind, UnitKind.NameLength) ?? Required(cells, UnitField.Kind),
        ParentCode = Code(cells, UnitField.ParentCode),
        Problems = cells.Problems,
    };

    private static string Required(ListCells<UnitField> cells, UnitField field)
    {
        if (cells.Text(field) is null)
            cells.Block(field, $"Dòng này thiếu {UnitColumns.All.Heading(field).ToLowerInvariant()}.");
        return "";
    }

    private static string? Code(ListCells<UnitField> cells, UnitField field)
    {
        var code = cells.Text(field, Unit.CodeLength);
        if (code is null || CodeForm().IsMatch(code))
            return code;

        cells.Block(field, "Mã chỉ gồm chữ cái không dấu, chữ số, dấu chấm, dấu gạch; ví dụ CB-01 hoặc 38.168.053.");
        return null;
    }

    /// <summary>Codes stand in addresses of pages.</summary>
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeForm();
}
