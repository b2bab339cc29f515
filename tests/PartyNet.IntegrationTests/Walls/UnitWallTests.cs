using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Database;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Walls;

/// <summary>
/// Units and their notices are read by everybody and written within the caller's subtrees, whatever SQL the application sends.
/// </summary>
[Trait("Security", "Z3")]
public sealed class UnitWallTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_reaches_a_branch_changes_no_other_unit()
    {
        var world = await database.NewWorldAsync();
        var scope = await world.ScopeAsync(Role.Secretary, world.Branch);

        foreach (var unit in new[] { world.District, world.Grassroots, world.SecondBranch, world.OtherBranch })
        {
            Assert.Equal(0, await WriteAsync(world, scope, $"update registry.units set name = 'x' where id = {unit.Id}"));
            Assert.Equal(0, await WriteAsync(world, scope, $"update registry.units set path = path || 'x.' where id = {unit.Id}"));
        }

        Assert.Equal(1, await WriteAsync(world, scope, $"update registry.units set name = 'Chi bộ Khu 14a' where id = {world.Branch.Id}"));
    }

    [Fact]
    public async Task A_unit_is_neither_moved_out_of_the_callers_subtrees_nor_made_outside_of_them()
    {
        var world = await database.NewWorldAsync();
        var scope = await world.ScopeAsync(Role.Board, world.Grassroots);
        var moved = world.OtherGrassroots.Path.Value + "zz.";

        await AssertRefusedAsync(world, scope, $"update registry.units set path = {moved} where id = {world.Branch.Id}");
        await AssertRefusedAsync(world, scope, Making(world.OtherGrassroots));
        await AssertRefusedAsync(world, scope, Making(null));

        Assert.Equal(1, await WriteAsync(world, scope, Making(world.Branch)));
        var below = world.SecondBranch.Path.Value + "zz.";
        Assert.Equal(1, await WriteAsync(world, scope, $"update registry.units set path = {below} where id = {world.Branch.Id}"));
    }

    [Fact]
    public async Task A_notice_is_published_for_units_in_scope_alone()
    {
        var world = await database.NewWorldAsync();
        var scope = await world.ScopeAsync(Role.Board, world.Grassroots);

        foreach (var unit in new[] { world.District.Id, world.OtherGrassroots.Id, world.OtherBranch.Id, Guid.CreateVersion7() })
            await AssertRefusedAsync(world, scope, Publishing(unit));

        Assert.Equal(1, await WriteAsync(world, scope, Publishing(world.Grassroots.Id)));
        Assert.Equal(1, await WriteAsync(world, scope, Publishing(world.Branch.Id)));
    }

    [Fact]
    public async Task Without_a_scope_everybody_reads_units_and_writes_none()
    {
        var world = await database.NewWorldAsync();

        Assert.Equal(6, await world.ReadAsync(
            AccessScope.Nobody,
            db => db.Units.CountAsync(u => u.Path >= world.District.Path && u.Path < world.District.Path.RangeEnd, Stop)));
        Assert.Equal(0, await WriteAsync(world, await MemberAsync(world), $"update registry.units set name = 'x' where true"));
    }

    private static async Task<AccessScope> MemberAsync(World world) =>
        await world.ScopeOfAsync(await world.UserAsync(await world.MemberAsync()));

    private static FormattableString Making(Unit? parent)
    {
        var (id, path) = (Guid.CreateVersion7(), $"{parent?.Path.Value}z{Guid.CreateVersion7():n}.");
        return $"""
            insert into registry.units (id, parent_id, path, code, name, search_key, kind_code, valid_from, version)
            values ({id}, {parent?.Id}, {path}, {id.ToString("n")}, 'x', 'x', {UnitKind.Branch}, current_date, 1)
            """;
    }

    private static FormattableString Publishing(Guid unit) =>
        $"""
        insert into registry.unit_notices (id, unit_id, number, title, body, published_at)
        values ({Guid.CreateVersion7()}, {unit}, 99, 'x', 'x', now())
        """;

    private static async Task AssertRefusedAsync(World world, AccessScope scope, FormattableString sql)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => WriteAsync(world, scope, sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    /// <summary>Within a process of the caller's; nothing of it stays.</summary>
    private static Task<int> WriteAsync(World world, AccessScope scope, FormattableString sql) =>
        world.RunAsync<IServiceProvider, int>(scope, async services =>
        {
            await using var process = await services.GetRequiredService<IProcesses>()
                .BeginAsync(new ProcessStart(ProcessType.UnitsImported), Stop);
            return await services.GetRequiredService<PartyNetDbContext>().Database.ExecuteSqlAsync(sql, Stop);
        });
}
