using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;
using PartyNet.IntegrationTests.Imports;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Units;

/// <summary>
/// Kinds of units are data that an administrator edits: a list that was refused is understood afterwards. In a database of their own,
/// because every list of the others is read by the kinds that there are.
/// </summary>
public sealed class UnitKindTests(UnitKindTests.OwnDatabase own) : IClassFixture<UnitKindTests.OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_that_was_taught_is_understood_by_the_next_list_and_one_that_was_given_up_is_not()
    {
        var world = await own.Database.NewWorldAsync();
        string[] rows = [$"{world.Grassroots.Code}-1,Liên chi Một,Liên chi bộ,{world.Grassroots.Code}"];
        Assert.Equal((0, 0, 0, 1), (await world.PlanUnitsAsync(world.Grassroots, rows)).Counts());

        var code = await SetAsync(world, new(Guid.CreateVersion7(), null, "Liên chi", "Liên chi bộ\nLCB; liên chi bộ", true, false, true));

        Assert.Equal("lien-chi", code.Value);
        Assert.Equal((1, 0, 0, 0), (await world.PlanUnitsAsync(world.Grassroots, rows)).Counts());
        Assert.Equal("Liên chi bộ; LCB", (await KindAsync(world, "lien-chi")).OtherNames);
        var listed = await world.PlanUnitsAsync(world.Grassroots, rows);
        await world.CommittedAsync(world.Grassroots, listed);

        await SetAsync(world, new(Guid.CreateVersion7(), "lien-chi", "Liên chi", "Liên chi bộ", true, false, IsActive: false));
        string[] more = [rows[0], $"{world.Grassroots.Code}-2,Liên chi Hai,Liên chi,{world.Grassroots.Code}"];
        Assert.Equal((0, 0, 1, 1), (await world.PlanUnitsAsync(world.Grassroots, more)).Counts());
    }

    [Theory]
    [InlineData(null, "Đảng bộ xã", "", "Name", "Tên này là của loại “Đảng bộ cấp trên trực tiếp cơ sở”.")]
    [InlineData(null, "Loại mới", "chi bo thon", "OtherNames", "“chi bo thon” là tên của loại “Chi bộ”.")]
    [InlineData(null, " ", "", "Name", "Ghi tên loại tổ chức.")]
    [InlineData("chi-bo", "Chi bộ", "", "HoldsMembers", "Đã có tổ chức thuộc loại này")]
    public async Task What_would_make_a_list_ambiguous_or_a_branch_a_committee_is_told_at_its_field(
        string? code, string name, string others, string field, string words)
    {
        var world = await own.Database.NewWorldAsync();

        var set = await SetAsync(world, new(Guid.CreateVersion7(), code, name, others, HoldsMembers: false, false, true));

        Assert.Equal(field, set.FirstError.Code);
        Assert.Contains(words, set.FirstError.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_administrator_set_is_recorded_with_the_row_as_it_was_before()
    {
        var world = await own.Database.NewWorldAsync();
        var name = $"Khối {Guid.CreateVersion7():n}"[..20];
        var key = Guid.CreateVersion7();

        var code = (await SetAsync(world, new(key, null, name, "", false, false, true))).Value;
        await SetAsync(world, new(Guid.CreateVersion7(), code, name, "Khối khác " + code, false, false, true));

        await using var superuser = await own.Database.OpenAsSuperuserAsync();
        await using var ask = new NpgsqlCommand(
            """
            select string_agg(c.operation || coalesce(c.difference ->> 'other_names', ''), ' ' order by p.sequence)
            from audit.row_changes c join audit.processes p on p.id = c.process_id
            where p.type = 423 and c.table_name = 'unit_kinds' and md5($1)::uuid = any (c.row_ids)
            """, superuser)
        {
            Parameters = { new() { Value = code } },
        };
        Assert.Equal($"I U[\"\", \"Khối khác {code}\"]", await ask.ExecuteScalarAsync(Stop));
    }

    [Fact]
    public async Task Nobody_but_an_administrator_sets_kinds_by_whatever_way()
    {
        var world = await own.Database.NewWorldAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);
        var command = new SetUnitKind.Command(Guid.CreateVersion7(), null, "Loại lạ", "", false, false, true);

        var set = await world.RunAsync<SetUnitKind, ErrorOr<string>>(board, use => use.HandleAsync(command, Stop));
        var seen = await world.RunAsync<ListUnitKinds, ErrorOr<IReadOnlyList<UnitKind>>>(board, use => use.HandleAsync(Stop));

        Assert.True(set.IsError && seen.IsError);
        await using var app = await (await own.Database.InstallationAsync()).App.OpenConnectionAsync(Stop);
        foreach (var statement in new[]
        {
            "select registry.set_unit_kind('la', 'Lạ', '', false, false, true, true)",
            "update registry.unit_kinds set name = 'Lạ'",
        })
        {
            await using var try_ = new NpgsqlCommand(statement, app);
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => try_.ExecuteNonQueryAsync(Stop));
            Assert.Contains(refusal.SqlState, (string[])["PN001", PostgresErrorCodes.InsufficientPrivilege]);
        }
    }

    private static async Task<ErrorOr<string>> SetAsync(World world, SetUnitKind.Command command) =>
        await world.RunAsync<SetUnitKind, ErrorOr<string>>(
            await world.ScopeOfAsync(await world.UserAsync(null, (Role.Administrator, null))), use => use.HandleAsync(command, Stop));

    private static Task<UnitKind> KindAsync(World world, string code) =>
        world.ReadAsync(world.Everything, db => db.UnitKinds.AsNoTracking().SingleAsync(k => k.Code == code, Stop));

    public sealed class OwnDatabase : IAsyncDisposable
    {
        public TestDatabase Database { get; } = new();

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
