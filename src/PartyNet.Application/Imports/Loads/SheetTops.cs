using ErrorOr;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports.Loads;

/// <summary>A file read once through: the rows among which headings stand, sheet by sheet, and how many rows there are.</summary>
internal sealed class SheetTops
{
    private readonly List<(string Sheet, IReadOnlyList<(int Row, byte[] Key)> Headings)> _sheets = [];

    private SheetTops()
    {
    }

    /// <summary>Rows of all visible sheets that hold something.</summary>
    public int Rows { get; private set; }

    public static ErrorOr<SheetTops> Read(ISheetFile file)
    {
        var tops = new SheetTops();
        for (var sheet = 0; sheet < file.Sheets.Count; sheet++)
        {
            if (file.Sheets[sheet].Hidden)
                continue;
            var (reader, headings, seen) = (file.Read(sheet), new List<(int, byte[])>(), 0);
            while (reader.TryRead(out var row))
            {
                if (seen++ < ListHeader.SearchedRows && ListReading.KeyOf(row) is { } key)
                    headings.Add((row.Number, key));
            }

            if (reader.Failure is { } failure)
                return failure;
            tops.Rows += seen;
            if (tops.Rows > SheetLimits.Web.MaxRows)
            {
                return SheetErrors.Of(
                    SheetRefusal.TooManyRows,
                    $"Các trang tính của tệp có hơn {Numbers.Text(SheetLimits.Web.MaxRows)} dòng. "
                    + "Đồng chí chia thành nhiều tệp, hoặc đề nghị người quản trị nhập bằng dòng lệnh.");
            }

            tops._sheets.Add((file.Sheets[sheet].Name, headings));
        }

        return tops;
    }

    /// <summary>As the unit read the last list with one of these heading rows; null where it has read none.</summary>
    public ListReading? Propose(IEnumerable<ListLayout> layouts)
    {
        foreach (var layout in layouts)
        {
            foreach (var (sheet, headings) in _sheets)
            {
                var row = headings.FirstOrDefault(heading => heading.Key.AsSpan().SequenceEqual(layout.Headings)).Row;
                if (row == 0)
                    continue;
                // Sheets of a new month have a new name; and whether an old font is converted is asked anew.
                var reading = layout.Reading with
                {
                    Sheet = layout.Reading.Sheet is null ? null : sheet,
                    HeaderRow = layout.Reading.HeaderRow is null ? null : row,
                    Legacy = LegacyHandling.Refuse,
                };
                return reading == ListReading.Automatic ? null : reading;
            }
        }

        return null;
    }
}
