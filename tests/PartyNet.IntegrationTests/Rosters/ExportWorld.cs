using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Rosters;

/// <summary>Exports as a request would, and reads the file and the audit that are left.</summary>
internal static class ExportWorld
{
    public const string Purpose = "Báo cáo tiến độ quý IV";

    public static ExportRoster.Command Export(
        Unit unit,
        RosterFile format = RosterFile.Csv,
        RosterFilter? filter = null,
        Guid? key = null
    ) => new(unit, filter ?? RosterFilter.None, format, Purpose, key);

    public static async Task<byte[]> ExportAsync(
        this World world,
        AccessScope scope,
        ExportRoster.Command command,
        Func<Task>? beforeWriting = null
    )
    {
        var file = await world.TryExportAsync(scope, command, beforeWriting);
        Assert.False(file.IsError, file.IsError ? file.FirstError.Description : null);
        return file.Value;
    }

    public static Task<ErrorOr<byte[]>> TryExportAsync(
        this World world,
        AccessScope scope,
        ExportRoster.Command command,
        Func<Task>? beforeWriting = null
    ) =>
        world.RunAsync<ExportRoster, ErrorOr<byte[]>>(
            scope,
            async use =>
            {
                var export = await use.HandleAsync(command, TestContext.Current.CancellationToken);
                if (export.IsError)
                    return export.Errors;
                await (beforeWriting?.Invoke() ?? Task.CompletedTask);
                using var file = new MemoryStream();
                await export.Value.WriteAsync(file, TestContext.Current.CancellationToken);
                return file.ToArray();
            }
        );

    public static Task<List<Process>> ProcessesAsync(this World world, ProcessType type) => world.ReadAsync(world.Everything, db =>
        db.Processes.Where(p => p.Type == type && p.UnitId == world.District.Id).OrderBy(p => p.Sequence).ToListAsync());

    /// <summary>
    /// Names of the members whom a process named, sorted bytewise. Only the process itself and the member may read that, so this asks
    /// as the process.
    /// </summary>
    public static async Task<List<string>> SubjectNamesAsync(this TestDatabase database, World world, Guid process)
    {
        var app = (await database.InstallationAsync()).App;
        await using var connection = await app.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var scope = new NpgsqlCommand(
            "select set_config('app.process', $1, true), set_config('app.scope_from', $2, true), set_config('app.scope_to', $3, true)",
            connection
        )
        {
            Parameters =
            {
                new() { Value = process.ToString() },
                new() { Value = world.District.Path.Value },
                new() { Value = world.District.Path.RangeEnd.Value },
            },
        };
        await scope.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var names = new NpgsqlCommand(
            "select m.full_name from audit.process_subjects s join registry.members m on m.id = s.member_id where s.process_id = $1 "
                + "order by m.full_name collate \"C\"",
            connection
        )
        {
            Parameters = { new() { Value = process } },
        };
        var found = new List<string>();
        await using var reader = await names.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            found.Add(reader.GetString(0));
        return found;
    }

    /// <summary>Lines of a CSV file, split at its commas; cells of the tests hold neither commas nor quotes.</summary>
    public static string[][] CsvRows(byte[] file) =>
        [
            .. Encoding
                .UTF8.GetString(file)
                .TrimStart('\uFEFF')
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(',')),
        ];

    /// <summary>Cells of the first sheet by row, each at its column; a gap is null.</summary>
    public static string?[][] XlsxRows(byte[] file)
    {
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        var sheet = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        Assert.Empty(sheet.Descendants<CellFormula>());
        var width = sheet.Descendants<Cell>().Max(ColumnOf) + 1;
        return [.. sheet.Descendants<Row>().Select(Cells)];

        string?[] Cells(Row row)
        {
            var cells = new string?[width];
            foreach (var cell in row.Elements<Cell>())
            {
                // Only what counts is a number.
                if (cell.DataType is null)
                    Assert.All(cell.CellValue!.Text, digit => Assert.True(char.IsAsciiDigit(digit)));
                else
                    Assert.Equal(CellValues.InlineString, cell.DataType.Value);
                cells[ColumnOf(cell)] = cell.CellValue?.Text ?? cell.InlineString!.InnerText;
            }

            return cells;
        }

        static int ColumnOf(Cell cell) => cell.CellReference!.Value![0] - 'A';
    }
}
