using PartyNet.Application.Spreadsheets;

namespace PartyNet.Application.Imports.Templates;

/// <summary>
/// A workbook to fill in with one kind of list: a sheet with the headings and some made-up rows, and a sheet that says how each column is
/// filled in. The made-up rows begin with “Ví dụ” and are never loaded, so nobody has to remember to take them away.
/// </summary>
/// <param name="Title">Stands above the list.</param>
/// <param name="FileName">Without accents: it is sent on in all kinds of ways.</param>
public sealed record ListTemplate(string Title, string FileName, IReadOnlyList<TemplateColumn> Columns)
{
    internal const string ExampleMark = "Ví dụ";

    private const string HowTo = "Cách điền";

    /// <summary>Both sheets, in their order.</summary>
    internal IReadOnlyList<SheetTable> Sheets =>
    [
        new(
            "Danh sách",
            [
                Title.ToUpperInvariant(), $"Điền từ dòng trống đầu tiên. Dòng bắt đầu bằng “{ExampleMark}” không được nhập.",
                $"Cách ghi từng cột ở trang “{HowTo}”.",
            ],
            [.. Columns.Select(column => (column.Heading, column.Width))],
            [.. Enumerable.Range(0, Columns.Max(column => column.Examples.Count)).Select(ExampleRow)]),
        new(
            HowTo,
            [
                $"CÁCH ĐIỀN {Title.ToUpperInvariant()}", "Có thể bỏ cột không dùng, thêm cột khác, đổi thứ tự các cột.",
                "Ô để trống không xóa điều hệ thống đã có.",
            ],
            [("Cột", 24), ("Bắt buộc", 10), ("Cách ghi", 60), ("Chữ được nhận", 40), ("Ví dụ", 24)],
            [
                .. Columns.Select(column => new[]
                {
                    column.Heading, column.IsNecessary ? "Có" : "", column.Note, string.Join("; ", column.Values),
                    column.Examples.FirstOrDefault(example => example.Length > 0) ?? "",
                }),
            ]),
    ];

    /// <summary>Whether a row of a file is one of those that only show how a list is filled in.</summary>
    internal static bool IsExample(SheetRow row)
    {
        for (var column = 0; column < row.Width; column++)
        {
            if (!row[column].IsEmpty)
                return row[column].Text.TrimStart().StartsWith(ExampleMark, StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }

    private string[] ExampleRow(int number) =>
        [.. Columns.Select((column, at) => (at == 0 ? $"{ExampleMark}: " : "") + column.Examples.ElementAtOrDefault(number))];
}

/// <summary>A column of a template.</summary>
/// <param name="Heading">As the import knows it.</param>
/// <param name="Width">In characters of the standard font.</param>
/// <param name="Note">How it is filled in, in a sentence or two.</param>
/// <param name="Examples">One for each made-up row; an empty one leaves its cell empty.</param>
public sealed record TemplateColumn(string Heading, double Width, string Note, params IReadOnlyList<string> Examples)
{
    /// <summary>No row is loaded without it.</summary>
    public bool IsNecessary { get; init; }

    /// <summary>What alone may stand in it; empty where anything may that the note says.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}
