using PartyNet.Application.Spreadsheets;
using PartyNet.Spreadsheets;
using PartyNet.TestCommon.Spreadsheets;

namespace PartyNet.IntegrationTests.Spreadsheets;

/// <summary>Reads the first sheet of a file to its end, under the limits of the web.</summary>
internal static class FirstSheet
{
    public static async Task<List<SheetRow>> ReadAsync(TestWorkbook workbook)
    {
        using var stream = workbook.Build();
        return await ReadAsync(stream);
    }

    public static async Task<List<SheetRow>> ReadAsync(Stream stream)
    {
        var opened = await new SheetFiles().OpenAsync(stream, SheetLimits.Web, TestContext.Current.CancellationToken);
        Assert.False(opened.IsError, opened.IsError ? opened.FirstError.Description : "");
        using var file = opened.Value;
        var reader = file.Read(0);
        var rows = new List<SheetRow>();
        while (reader.TryRead(out var row))
            rows.Add(row);
        Assert.Null(reader.Failure);
        return rows;
    }
}
