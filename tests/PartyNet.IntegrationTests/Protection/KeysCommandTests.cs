using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PartyNet.Application.Protection;
using PartyNet.Cli;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Protection;
using PartyNet.IntegrationTests.Cli;
using PartyNet.IntegrationTests.Demo;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Protection;

/// <summary><c>partynet keys</c>: keys change while the registry is in use, and nothing is lost or found no more.</summary>
[Trait("Security", "C3")]
public sealed class KeysCommandTests(TestDatabase databases)
{
    /// <summary>The groups of rows that have a value in common, as one key version finds them.</summary>
    private const string Coincidences =
        """
        select string_agg(owners, ';' order by owners) from (
            select field || ':' || string_agg(owner_id::text, ',' order by owner_id) as owners
            from registry.blind_indexes where key_version = $1 group by field, digest) g
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_file_is_made_for_its_owner_alone_and_no_other_is_overwritten()
    {
        var folder = Directory.CreateTempSubdirectory("partynet-keys-");
        var (file, sheet) = (Path.Combine(folder.FullName, "keys.json"), Path.Combine(folder.FullName, "phieu.txt"));
        var settings = new Dictionary<string, string?> { ["Protection:KeyFile"] = file };

        var first = await ToolRun.OfAsync(settings, "keys", "create");
        var made = await File.ReadAllBytesAsync(file, Stop);
        var second = await ToolRun.OfAsync(settings, "keys", "create", file);
        var printed = await ToolRun.OfAsync(settings, "keys", "sheet", sheet);
        var text = await File.ReadAllTextAsync(sheet, Stop);

        Assert.Equal((0, 1, 0), (first.Exit, second.Exit, printed.Exit));
        Assert.Contains("không ghi đè", second.Error, StringComparison.Ordinal);
        Assert.Equal(made, await File.ReadAllBytesAsync(file, Stop));
        // What was typed off the sheet is the same key.
        var typed = text[text.IndexOf("{ \"keys\"", StringComparison.Ordinal)..(text.IndexOf("] }", StringComparison.Ordinal) + 3)];
        using var sheetJson = JsonDocument.Parse(typed);
        var key = sheetJson.RootElement.GetProperty("keys")[0];
        Assert.Equal(KeyRing.Load(file).Newest.Data, Typed(key, "data"));
        Assert.Equal(KeyRing.Load(file).Newest.Index, Typed(key, "index"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(file));
            Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(sheet));
        }

        folder.Delete(recursive: true);

        static byte[] Typed(JsonElement key, string name) =>
            Convert.FromBase64String(key.GetProperty(name).GetString()!.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everything_is_sealed_anew_and_found_as_before_while_a_host_of_the_old_key_runs()
    {
        await using var installation = await FilledAsync();
        var host = KeyRing.Load(installation.KeyFile);
        var before = await AskAsync<string>(installation, Coincidences, 1);
        var cells = await CellsAsync(installation, 1);

        var rotated = await installation.RunAsync("keys", "rotate");
        var listed = await installation.RunAsync("keys", "list");
        var examined = await installation.RunAsync("doctor", "--sealed");

        Assert.Equal((0, 0, 0), (rotated.Exit, listed.Exit, examined.Exit));
        var tables = rotated.Error.Split('\n').Where(line => line.Contains(": đã niêm phong lại", StringComparison.Ordinal)).ToList();
        Assert.Contains(tables, line => line.StartsWith("Đảng viên: ", StringComparison.Ordinal));
        Assert.Equal(tables.Count, tables.Select(line => line.Split(':')[0]).Distinct().Count());
        Assert.Equal(cells, tables.Sum(line => long.Parse(string.Concat(line.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture)));
        Assert.Equal((0L, cells), (await CellsAsync(installation, 1), await CellsAsync(installation, 2)));
        Assert.Equal(before, await AskAsync<string>(installation, Coincidences, 1));
        Assert.Equal(before, await AskAsync<string>(installation, Coincidences, 2));
        Assert.Contains(before.Split(';'), group => group.Contains(',', StringComparison.Ordinal));
        Assert.Equal(2, listed.Lines.Count);
        Assert.StartsWith("Phiên bản 1: chỉ để đọc; 0 ô, ", listed.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Phiên bản 2: đang niêm phong, từ ", listed.Lines[1], StringComparison.Ordinal);
        // The host has not looked at the file since it started: it finds the key when it meets a cell of it, and seals with it then.
        await using var admin = await OpenAsync(installation);
        await using var one = new NpgsqlCommand("select id, phone from registry.members where phone is not null limit 1", admin);
        await using var row = await one.ExecuteReaderAsync(Stop);
        await row.ReadAsync(Stop);
        Assert.Null(new SecretBox(host).Open(SecretField.MemberPhone, row.GetGuid(0), row.GetFieldValue<byte[]>(1)).Fault);
        Assert.Equal(2, host.Newest.Version);
        // Audit says how many.
        Assert.Equal(
            [cells],
            await DemoDatabase.ReadAsync<long>(
                installation.Database,
                """
                select sum((e.payload ->> 'cells')::int)::bigint from audit.processes p join audit.process_events e on e.process_id = p.id
                where p.type = 11 and p.actor_id is null and e.type = 'CellsResealed'
                """));
    }

    [Fact]
    public void Every_table_with_sealed_cells_has_a_name_for_operators() =>
        Assert.All(SealedTable.All, table => Assert.DoesNotContain('.', KeysCommand.Words(table.Name)));

    [Fact]
    public async Task A_change_that_was_cut_off_goes_on_and_the_old_key_goes_when_nothing_needs_it()
    {
        await using var demo = await FilledAsync();
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        await using var installation = await Installation.OpenAsync(
            new ConfigurationBuilder().AddInMemoryCollection(demo.Settings).Build(), InstallationMode.Development, clock,
            NullLogger.Instance, Stop);

        await Assert.ThrowsAsync<TimeoutException>(() => KeyChanges.RotateAsync(
            installation, onlyPrepare: false, clock, (_, _) => throw new TimeoutException("killed"), Stop));
        var (left, done) = (await CellsAsync(demo, 1), await CellsAsync(demo, 2));
        var notYet = await RetireAsync(1);
        clock.Advance(KeyChanges.Settling + TimeSpan.FromSeconds(1));
        var inUse = await RetireAsync(1);
        var goneOn = await KeyChanges.RotateAsync(installation, onlyPrepare: false, clock, (_, _) => Task.CompletedTask, Stop);
        await DemoDatabase.ReadAsync<long>(
            demo.Database,
            """
            with slip as (
                update access.activation_slips set digest = digest where used_at is null and expires_at > '2026-11-24' returning 1),
            code as (
                insert into access.recovery_codes (id, user_id, digest)
                select '01920000-0000-7000-8000-000000000000', id, '\x00' from access.users limit 1 returning 1)
            select count(*) from code
            """);
        var codes = await RetireAsync(1);
        var newest = await RetireAsync(2);
        var gone = await RetireAsync(1, dropCodes: true);

        Assert.True(left > 0 && done > 0, $"{left} cells were left and {done} done.");
        Assert.Contains("mới dùng", notYet, StringComparison.Ordinal);
        Assert.Contains("“partynet keys rotate” lần nữa", inUse, StringComparison.Ordinal);
        Assert.Equal(new KeyChange(2, IsNew: false, IsWaiting: false, left, 0), goneOn);
        Assert.Contains("mã khôi phục", codes, StringComparison.Ordinal);
        Assert.Contains("đang dùng để niêm phong", newest, StringComparison.Ordinal);
        Assert.Null(gone);
        Assert.Equal([2], KeyRing.Load(demo.KeyFile).Versions.Select(key => key.Version));
        foreach (var rest in (string[])["registry.blind_indexes where key_version = 1", "access.recovery_codes"])
            Assert.Equal([0L], await DemoDatabase.ReadAsync<long>(demo.Database, $"select count(*) from {rest}"));
        Assert.Equal(0, (await demo.RunAsync("doctor", "--sealed")).Exit);

        Task<string?> RetireAsync(int version, bool dropCodes = false) =>
            KeyChanges.RetireAsync(installation, version, dropCodes, clock, Stop);
    }

    [Fact]
    public async Task A_key_that_was_prepared_opens_and_does_not_seal_until_it_is_told_to()
    {
        await using var installation = await FilledAsync();

        var prepared = await installation.RunAsync("keys", "rotate", "--prepare");
        var waiting = (Newest: KeyRing.Load(installation.KeyFile).Newest.Version, KeyRing.Load(installation.KeyFile).Versions.Count);
        var again = await installation.RunAsync("keys", "rotate", "--prepare");
        var rotated = await installation.RunAsync("keys", "rotate");

        Assert.Equal((0, 0, 0), (prepared.Exit, again.Exit, rotated.Exit));
        Assert.Equal((1, 2), waiting);
        Assert.Equal(2, KeyRing.Load(installation.KeyFile).Newest.Version);
        Assert.Equal(0L, await CellsAsync(installation, 1));
    }

    private async Task<ToolInstallation> FilledAsync()
    {
        var installation = new ToolInstallation(await databases.NewDatabaseAsync());
        var loaded = await installation.RunAsync("demo", "--members", "300");
        Assert.True(loaded.Exit == 0, loaded.Error);
        await AskForCorrectionAsync(installation);
        return installation;
    }

    /// <summary>Members of the demo ask for nothing: one does, and was refused, so that both cells of a request are there.</summary>
    private static async Task AskForCorrectionAsync(ToolInstallation installation)
    {
        var (id, box) = (Guid.CreateVersion7(), new SecretBox(KeyRing.Load(installation.KeyFile)));
        await using var admin = await OpenAsync(installation);
        await using var ask = new NpgsqlCommand("set session_replication_role = replica", admin);
        // The table takes no change outside a process.
        await ask.ExecuteNonQueryAsync(Stop);
        ask.CommandText =
            """
            insert into registry.fact_corrections (id, member_id, unit_path, fact, status, content, answer, asked_at, ever_secretary, version)
            select $1, id, unit_path, 6, 3, $2, $3, now(), false, 2 from registry.members limit 1
            """;
        ask.Parameters.Add(new() { Value = id });
        ask.Parameters.Add(new() { Value = box.Seal(SecretField.CorrectionContent, id, """{"Value":"hưu trí","Reason":"đã có sổ"}""") });
        ask.Parameters.Add(new() { Value = box.Seal(SecretField.CorrectionAnswer, id, "Danh sách ghi đúng.") });
        Assert.Equal(1, await ask.ExecuteNonQueryAsync(Stop));
    }

    private static async Task<long> CellsAsync(ToolInstallation installation, int version)
    {
        await using var app = new NpgsqlConnection(installation.Database.AppConnectionString);
        await app.OpenAsync(Stop);
        return (await KeyUse.CountAsync(app, Stop)).FirstOrDefault(use => use.Version == version)?.Cells ?? 0;
    }

    private static async Task<NpgsqlConnection> OpenAsync(ToolInstallation installation)
    {
        var admin = new NpgsqlConnection(installation.Database.AdminConnectionString);
        await admin.OpenAsync(Stop);
        return admin;
    }

    private static async Task<T> AskAsync<T>(ToolInstallation installation, string sql, int value)
    {
        await using var admin = await OpenAsync(installation);
        await using var command = new NpgsqlCommand(sql, admin) { Parameters = { new() { Value = value } } };
        return (T)(await command.ExecuteScalarAsync(Stop))!;
    }
}
