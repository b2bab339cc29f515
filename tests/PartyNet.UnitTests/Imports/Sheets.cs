using System.Diagnostics.CodeAnalysis;
using ErrorOr;
using PartyNet.Application.Imports;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.UnitTests.Imports;

/// <summary>
/// Sheets in memory: a string is a text cell, an int or double a number, a DateOnly a date, null blank, <see cref="Lent"/> a cell that a
/// merged range fills.
/// </summary>
internal sealed class Sheets : ISheetFile
{
    public static readonly DateOnly Today = new(2026, 3, 1);

    private readonly List<(SheetInfo Info, SheetRow[] Rows)> _sheets = [];

    public sealed record Lent(string Text);

    public SheetFormat Format => SheetFormat.Xlsx;
    IReadOnlyList<SheetInfo> ISheetFile.Sheets => [.. _sheets.Select(sheet => sheet.Info)];
    public IReadOnlyList<string> LegacyFonts { get; init; } = [];
    public string? Assumption { get; init; }
    public Error? FailsAtEnd { get; init; }

    public static Sheets Of(params object?[][] rows) => new Sheets().Add("Danh sách", rows);

    public static MemberList MembersOf(params object?[][] rows) => (MemberList)Open(Of(rows));

    public static ImportList Open(ISheetFile file, LegacyHandling legacy = LegacyHandling.Refuse, string? sheet = null)
    {
        var list = ImportList.Open(file, new ListOptions(Today, sheet, legacy));
        Assert.False(list.IsError, list.IsError ? list.FirstError.Description : "");
        return list.Value;
    }

    public static string Refusal(ISheetFile file, LegacyHandling legacy = LegacyHandling.Refuse, string? sheet = null)
    {
        var error = Assert.Single(ImportList.Open(file, new ListOptions(Today, sheet, legacy)).Errors);
        Assert.Equal(SheetErrors.Field, error.Code);
        return error.Description;
    }

    public Sheets Add(string name, object?[][] rows, bool hidden = false)
    {
        _sheets.Add((new SheetInfo(name, hidden), [.. rows.Select((cells, index) => new SheetRow(index + 1, [.. cells.Select(Cell)]))]));
        return this;
    }

    public ISheetReader Read(int sheet) => new Reader(_sheets[sheet].Rows, FailsAtEnd);

    public void Dispose()
    {
    }

    private static SheetCell Cell(object? value) => value switch
    {
        null => SheetCell.Blank,
        SheetCell cell => cell,
        string text => SheetCell.OfText(text),
        Lent lent => SheetCell.OfText(lent.Text) with { Inherited = true },
        DateOnly date => new(SheetCellKind.Date, date.ToString("dd/MM/yyyy", null), Date: date.ToDateTime(TimeOnly.MinValue)),
        int number => new(SheetCellKind.Number, $"{number}", number),
        long number => new(SheetCellKind.Number, $"{number}", number),
        _ => throw new ArgumentException($"A cell can't hold {value}.", nameof(value)),
    };

    private sealed class Reader(SheetRow[] rows, Error? failsAtEnd) : ISheetReader
    {
        private int _next;

        public Error? Failure => _next == rows.Length ? failsAtEnd : null;

        public bool TryRead([NotNullWhen(true)] out SheetRow? row)
        {
            while (
                _next < rows.Length
                && rows[_next].Width > 0
                && Enumerable.Range(0, rows[_next].Width).All(column => rows[_next][column].IsEmpty || rows[_next][column].Inherited)
            )
                _next++;
            row = _next < rows.Length ? rows[_next++] : null;
            return row is not null;
        }
    }
}
