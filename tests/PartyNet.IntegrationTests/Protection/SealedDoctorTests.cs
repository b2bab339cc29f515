using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PartyNet.Application.Protection;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Diagnosis;
using PartyNet.Infrastructure.Protection;
using PartyNet.IntegrationTests.Cli;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Protection;

/// <summary><c>partynet doctor --sealed</c> opens every sealed cell and names those that are broken.</summary>
[Trait("Security", "C1")]
public sealed class SealedDoctorTests(TestDatabase databases)
{
    private static readonly (string Table, string Column, string Key)[] Columns =
    [
        ("registry.members", "card_number", "id"),
        ("registry.members", "citizen_number", "id"),
        ("registry.members", "phone", "id"),
        ("registry.declared_accounts", "details", "id"),
        ("registry.defects", "note", "id"),
        ("registry.declaration_drafts", "content", "member_id"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_sealed_cell_is_opened_and_each_broken_one_is_named_with_its_reason()
    {
        await using var installation = await FilledAsync();
        await using var admin = await OpenAsync(installation);
        var cells = await ReadAsync<long>(admin,
            """
            select (select count(card_number) + count(citizen_number) + count(phone) from registry.members)
                + (select count(*) from registry.declared_accounts) + (select count(*) from registry.defects)
                + (select count(*) from registry.declaration_drafts) + (select count(*) from import.plan_rows where content <> '')
                + (select count(*) from import.plan_rows where shown <> '')
            """);

        var sound = await installation.RunAsync("doctor", "--sealed");
        var broken = new List<string>();
        foreach (var ((table, column, key), way) in Columns.Zip(BreakCell.Ways.Keys.Reverse()))
        {
            var row = await ReadAsync<Guid>(admin, $"select {key} from {table} where {column} is not null order by random() limit 1");
            await BreakCell.RunAsync(admin, table, column, way, row, key);
            broken.Add($"LỖI Ô {table}.{column}, dòng {row}: ");
        }

        broken.Add("LỖI Ô import.plan_rows.content, dòng ");
        await BreakCell.RunAsync(
            admin, "import.plan_rows", "content", "flipped in its text",
            await ReadAsync<Guid>(admin, "select plan_id from import.plan_rows limit 1"), "plan_id");
        var examined = await installation.RunAsync("doctor", "--sealed");
        var quick = await installation.RunAsync("doctor");

        var all = cells.ToString("N0", CultureInfo.GetCultureInfo("vi-VN"));
        Assert.Equal((0, $"ĐẠT Dữ liệu mã hóa: đọc được cả {all} ô"), (sound.Exit, sound.Lines[^1]));
        Assert.Equal(1, examined.Exit);
        Assert.All(broken, start => Assert.Contains(examined.Lines, line => line.StartsWith(start, StringComparison.Ordinal)));
        var named = examined.Lines.Count(line => line.StartsWith("LỖI Ô ", StringComparison.Ordinal));
        Assert.StartsWith($"LỖI Dữ liệu mã hóa: {named} trong {all} ô không đọc được", examined.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(0, quick.Exit);
    }

    [Fact]
    public void Every_field_that_can_be_sealed_is_walked()
    {
        Assert.Equal(19, SealedCells.Fields.Distinct().Count());
        Assert.Equal(Enum.GetValues<SecretField>().Order(), SealedCells.Fields.Order());
    }

    /// <summary>What is walked and not sealed anew would hold an old key in use for ever.</summary>
    [Fact]
    public void Every_field_that_is_walked_is_sealed_anew_when_keys_change() => Assert.Equal(
        SealedCells.Fields.Select(f => $"{f.Table}.{f.Column}").Order(),
        SealedTable.All.SelectMany(table => table.Fields.Select(f => $"{table.Name}.{f.Column}")).Order());

    [Fact]
    public async Task Every_column_of_bytes_in_the_registry_is_sealed_and_walked_or_a_hash()
    {
        await using var database = await databases.NewDatabaseAsync();
        await using var admin = new NpgsqlConnection(database.AdminConnectionString);
        await admin.OpenAsync(Stop);

        var columns = await ReadAsync<string[]>(admin,
            """
            select array_agg(table_schema || '.' || table_name || '.' || column_name) from information_schema.columns
            where data_type = 'bytea'
                and (table_schema in ('registry', 'import', 'audit') or column_name like 'sealed%' or column_name = 'seed')
            """);

        string[] hashes =
        [
            "registry.blind_indexes.digest", "import.plans.file_hash", "import.loads.file_hash", "import.layouts.headings",
            "import.orders.ticket_hash", "audit.processes.secret_hash",
        ];
        Assert.Equal(
            SealedCells.Fields.Select(f => $"{f.Table}.{f.Column}").Order(),
            columns.Except(hashes).Order());
    }

    [Fact]
    public async Task An_installation_does_not_start_with_keys_that_open_nothing_and_starts_with_one_broken_cell()
    {
        await using var installation = await FilledAsync();
        await using var admin = await OpenAsync(installation);
        var newest = await ReadAsync<Guid>(admin, "select id from registry.declared_accounts order by id desc limit 1");
        await BreakCell.RunAsync(admin, "registry.declared_accounts", "details", "flipped in the version of its key", newest);

        await (await OpenInstallationAsync(installation)).DisposeAsync();
        File.Delete(installation.KeyFile);
        KeyRing.Generate().Save(installation.KeyFile);
        var refused = await Assert.ThrowsAsync<KeyRingException>(() => OpenInstallationAsync(installation));

        Assert.Contains("Tệp khóa không mở được dữ liệu đã lưu", refused.Message, StringComparison.Ordinal);
    }

    private static Task<Installation> OpenInstallationAsync(ToolInstallation installation) => Installation.OpenAsync(
        new ConfigurationBuilder().AddInMemoryCollection(installation.Settings).Build(),
        InstallationMode.Development, TestDatabase.Clock, NullLogger.Instance, Stop);

    /// <summary>The fictional organisation, and a plan that was made and not carried out.</summary>
    private async Task<ToolInstallation> FilledAsync()
    {
        var installation = new ToolInstallation(await databases.NewDatabaseAsync());
        Assert.Equal(0, (await installation.RunAsync("demo", "--members", "300")).Exit);
        var file = installation.PathOf("to-chuc.csv");
        await using var admin = await OpenAsync(installation);
        var root = await ReadAsync<string>(admin, "select code from registry.units where parent_id is null limit 1");
        await File.WriteAllTextAsync(file, $"Mã,Tên,Loại,Mã cấp trên\nCB-MOI,Chi bộ thôn Thượng,Chi bộ,{root}\n", Stop);
        await installation.RunAsync("import", file, "--unit", root);
        Assert.NotEqual(0L, await ReadAsync<long>(admin, "select count(*) from import.plan_rows where content <> ''"));
        return installation;
    }

    private static async Task<NpgsqlConnection> OpenAsync(ToolInstallation installation)
    {
        var admin = new NpgsqlConnection(installation.Database.AdminConnectionString);
        await admin.OpenAsync(Stop);
        return admin;
    }

    private static async Task<T> ReadAsync<T>(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Stop))!;
    }
}
