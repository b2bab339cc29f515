using PartyNet.Application.Imports;
using PartyNet.Application.Spreadsheets;
using PartyNet.Spreadsheets;
using PartyNet.TestCommon.Spreadsheets;

namespace PartyNet.IntegrationTests.Spreadsheets;

/// <summary>The same list as other programs save it is read cell by cell as it was typed in.</summary>
public sealed class OtherProgramTests
{
    public static TheoryData<string> Programs => [.. OtherPrograms.All.Keys];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Each_cell_reads_as_it_was_typed(string program)
    {
        using var file = await OpenAsync(program);
        var sheet = file.Sheets.Count - 1;
        while (file.Sheets[sheet].Hidden)
            sheet--;
        var (reader, rows) = (file.Read(sheet), new List<string[]>());
        while (reader.TryRead(out var row))
            rows.Add([.. Enumerable.Range(0, row.Width).Select(column => row[column].Text)]);

        Assert.Null(reader.Failure);
        Assert.Equal(OtherPrograms.Typed, rows.TakeLast(OtherPrograms.Typed.Count));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task The_list_is_found_and_its_members_are_read(string program)
    {
        using var file = await OpenAsync(program);

        var list = ImportList.Open(file, new ListOptions(new DateOnly(2026, 3, 1)));

        Assert.False(list.IsError, list.IsError ? list.FirstError.Description : "");
        Assert.Equal(
            [
                "Nguyễn Văn An 1960-02-03 1960 001060000018 +84912345678 Chi bộ Khu 14",
                "Trần Thị Bình  1961 001161000027 +84912345679 Chi bộ Khu 14",
            ],
            ((MemberList)list.Value).Rows().Select(row =>
                $"{row.FullName} {row.BirthDate:yyyy-MM-dd} {row.BirthYear} {row.CitizenNumber?.Value} {row.Phone?.E164} {row.Branch}"));
        Assert.DoesNotContain(list.Value.Skipped, row => row.Number > list.Value.HeaderRow);
    }

    private static async Task<ISheetFile> OpenAsync(string program)
    {
        // The opened file reads from it.
        var stream = OtherPrograms.All[program]();
        var opened = await new SheetFiles().OpenAsync(stream, SheetLimits.Web, TestContext.Current.CancellationToken);
        Assert.False(opened.IsError, opened.IsError ? opened.FirstError.Description : "");
        return opened.Value;
    }
}
