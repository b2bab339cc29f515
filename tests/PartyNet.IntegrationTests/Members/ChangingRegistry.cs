using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Imports;
using PartyNet.Application.Members;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Members;

/// <summary>What became of random changes.</summary>
internal sealed record ChangesMade(
    int Committed, int RolledBack, int MemberMoves, int UnitMoves, int Imports, int Deletions, int Renames = 0)
{
    public static ChangesMade operator +(ChangesMade one, ChangesMade other) => new(
        one.Committed + other.Committed, one.RolledBack + other.RolledBack, one.MemberMoves + other.MemberMoves,
        one.UnitMoves + other.UnitMoves, one.Imports + other.Imports, one.Deletions + other.Deletions,
        one.Renames + other.Renames);
}

/// <summary>
/// A registry in a database of its own (a province, two districts, three grassroots organisations each, two branches each) in which
/// people come, go, declare and move, and units move with them.
/// </summary>
internal sealed class ChangingRegistry : IAsyncDisposable
{
    private static readonly string[][] NameParts =
    [
        ["Nguyễn", "Trần", "Đỗ", "H'", "Lê-Phạm"],
        ["Văn", "Thị", "Thuỳ", "Hoà", "Quý"],
        ["Dũng", "Dung", "Dụng", "Thúy", "Thuý", "An", "Ân", "Anh"],
    ];

    private readonly ClusterDatabase _database;
    private readonly Installation _installation;
    private readonly ServiceProvider _services;
    private readonly Unit _province = World.NewUnit(null, "Đảng bộ tỉnh Thử Nghiệm", UnitKind.Province);
    private readonly List<Unit> _districts = [];
    private readonly List<Unit> _grassroots = [];

    private ChangingRegistry(ClusterDatabase database)
    {
        _database = database;
        _installation = new Installation(
            DataSources.ForApp(database.AppConnectionString),
            database.OwnerConnectionString,
            KeyRing.Generate(),
            isDemo: false
        );
        _services = TestDatabase.Services(_installation, TestDatabase.Clock);
        for (var d = 0; d < 2; d++)
            _districts.Add(World.NewUnit(_province, "Đảng bộ huyện", UnitKind.Superior));
        foreach (var district in _districts)
            _grassroots.AddRange(Enumerable.Range(0, 3).Select(_ => World.NewUnit(district, "Đảng bộ xã", UnitKind.GrassrootsCommittee)));
        foreach (var grassroots in _grassroots)
            Branches.AddRange(Enumerable.Range(0, 2).Select(_ => World.NewUnit(grassroots, "Chi bộ", UnitKind.Branch)));
    }

    public List<Unit> Branches { get; } = [];
    public NpgsqlDataSource App => _installation.App;

    public static async Task<ChangingRegistry> CreateAsync(TestDatabase databases)
    {
        var registry = new ChangingRegistry(await databases.NewDatabaseAsync());
        await registry.InProcessAsync(async work =>
            await work.Db.AddRangeAsync([registry._province, .. registry._districts, .. registry._grassroots, .. registry.Branches]));
        return registry;
    }

    /// <summary>So many transactions of one to three random changes each, one in six given up at the end.</summary>
    public async Task<ChangesMade> ChangeAsync(int seed, int transactions)
    {
        var random = new Random(seed);
        var made = new ChangesMade(0, 0, 0, 0, 0, 0);
        for (var i = 0; i < transactions; i++)
        {
            var inThis = new ChangesMade(0, 0, 0, 0, 0, 0);
            var keep = random.Next(6) > 0;
            try
            {
                await InProcessAsync(
                    async work =>
                    {
                        for (var change = random.Next(1, 4); change > 0; change--)
                            inThis += await ChangeAsync(work, random);
                    },
                    keep);
            }
            catch (Exception e) when (StateOf(e) is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable)
            {
                // Two who moved each other's units: one of them has done nothing.
                keep = false;
            }

            made += keep ? inThis with { Committed = 1 } : new ChangesMade(0, 1, 0, 0, 0, 0);
            if (i % 10 != 9)
                continue;
            // In the midst of what the others are doing.
            await CounterFolding.FoldAsync(App, CancellationToken.None);
            made += new ChangesMade(0, 0, 0, 0, 0, await DeleteOneAsync());
        }

        return made;
    }

    public Task EnrolAsync(Unit branch, int members) => InProcessAsync(work => EnrolAsync(work.Db, branch, members));

    public Task MoveMembersAsync(Unit from, Unit to) =>
        InProcessAsync(work =>
            work.Db.Database.ExecuteSqlAsync(
                $"""
                update registry.members m set unit_id = u.id, unit_path = u.path
                from registry.units u where u.id = {to.Id} and m.unit_id = {from.Id}
                """
            )
        );

    /// <summary>The figures of every unit with members, from the list of members.</summary>
    public async Task<SortedDictionary<string, MemberCounts>> CountMembersAsync()
    {
        var counts = new SortedDictionary<string, MemberCounts>(StringComparer.Ordinal);
        await foreach (var row in RowsAsync("select unit_path, activity_status, declaration_state from registry.members"))
        {
            var (path, activity, state) = (row.GetString(0), (ActivityStatus)row.GetInt16(1), (DeclarationState)row.GetInt16(2));
            var one = activity switch
            {
                ActivityStatus.Active => MemberCounts.None with
                {
                    NotDeclared = state == DeclarationState.NotDeclared ? 1 : 0,
                    Submitted = state == DeclarationState.Submitted ? 1 : 0,
                    Returned = state == DeclarationState.Returned ? 1 : 0,
                    Confirmed = state == DeclarationState.Confirmed ? 1 : 0,
                },
                ActivityStatus.Exempt => MemberCounts.None with { Exempt = 1 },
                _ => MemberCounts.None with { Departed = 1 },
            };
            foreach (var unit in UnitPath.Parse(path).Lineage)
                counts[unit.Value] = counts.GetValueOrDefault(unit.Value, MemberCounts.None) + one;
        }

        return counts;
    }

    /// <summary>The figures that stand in these tables, added up.</summary>
    public async Task<SortedDictionary<string, MemberCounts>> CountersAsync(params string[] tables)
    {
        var counts = new SortedDictionary<string, MemberCounts>(StringComparer.Ordinal);
        var both = string.Join(
            " union all ",
            tables.Select(t => $"select unit_path, not_declared, submitted, returned, confirmed, exempt, departed from {t}")
        );
        await foreach (var row in RowsAsync(both))
        {
            var figures = new MemberCounts(
                row.GetInt32(1),
                row.GetInt32(2),
                row.GetInt32(3),
                row.GetInt32(4),
                row.GetInt32(5),
                row.GetInt32(6)
            );
            counts[row.GetString(0)] = counts.GetValueOrDefault(row.GetString(0), MemberCounts.None) + figures;
        }

        foreach (var unit in counts.Where(c => c.Value == MemberCounts.None).Select(c => c.Key).ToList())
            counts.Remove(unit);
        return counts;
    }

    /// <summary>Rows read from outside the walls.</summary>
    public async IAsyncEnumerable<NpgsqlDataReader> RowsAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            yield return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _installation.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<ChangesMade> ChangeAsync(Work work, Random random)
    {
        var db = work.Db;
        var branch = Branches[random.Next(Branches.Count)];
        var other = Branches[random.Next(Branches.Count)];
        var nothing = new ChangesMade(0, 0, 0, 0, 0, 0);
        switch (random.Next(11))
        {
            case 0 or 1:
                await EnrolAsync(db, branch, random.Next(1, 5));
                return nothing;
            case 2:
                await ImportAsync(work.Bulk, work.Rows, branch, random.Next(5, 30));
                return nothing with { Imports = 1 };
            case 3 or 4:
                await db.Database.ExecuteSqlAsync(
                    $"""
                    update registry.members set declaration_state = {(short)random.Next(4)}
                    where unit_id = {branch.Id} and abs(hashtext(code)) % 5 = {random.Next(5)}
                    """
                );
                return nothing;
            case 5:
                await db.Database.ExecuteSqlAsync(
                    $"""
                    update registry.members set activity_status = {(short)random.Next(1, 6)}
                    where unit_id = {branch.Id} and abs(hashtext(code)) % 7 = {random.Next(7)}
                    """
                );
                return nothing;
            case 6:
                await db.Database.ExecuteSqlAsync($"update registry.members set position = 'Chi ủy viên' where unit_id = {branch.Id}");
                return nothing;
            case 7:
                var name = NameOf(random);
                var renamed = await db.Database.ExecuteSqlAsync(
                    $"""
                    update registry.members set full_name = {name}, search_key = {VietnameseText.SearchKey(name)}
                    where unit_id = {branch.Id} and abs(hashtext(code)) % 3 = {random.Next(3)}
                    """
                );
                return nothing with { Renames = renamed };
            case 8 or 9:
                var moved = await db.Database.ExecuteSqlAsync(
                    $"""
                    update registry.members m set unit_id = u.id, unit_path = u.path
                    from registry.units u
                    where u.id = {other.Id} and m.unit_id = {branch.Id} and abs(hashtext(m.code)) % 6 = {random.Next(6)}
                    """
                );
                return nothing with { MemberMoves = moved };
            default:
                var (unit, parent) = random.Next(2) == 0
                    ? (branch, _grassroots[random.Next(_grassroots.Count)])
                    : (_grassroots[random.Next(_grassroots.Count)], _districts[random.Next(_districts.Count)]);
                await work.Rows.MoveAsync(unit.Id, parent.Id, CancellationToken.None);
                return nothing with { UnitMoves = 1 };
        }
    }

    private static string NameOf(Random random) => string.Join(' ', NameParts.Select(part => part[random.Next(part.Length)]));

    private static Task EnrolAsync(PartyNetDbContext db, Unit branch, int members) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into registry.members (id, code, unit_id, unit_path, full_name, roster_key, search_key, kind, work_status, activity_status, declaration_state, version)
            select gen_random_uuid(), left(md5(random()::text), 12), u.id, u.path, 'Nguyễn Văn A', 'a', 'nguyen van a', 2, 1, 1, 0, 1
            from registry.units u, generate_series(1, {members}) where u.id = {branch.Id}
            """
        );

    /// <summary>As an import writes them: thousands in one statement.</summary>
    private static async Task ImportAsync(IBulkWriter bulk, IRegistryRows registry, Unit branch, int members)
    {
        var held = (await registry.HoldUnitsAsync([branch.Id], CancellationToken.None))[0];
        var enrolled = Enumerable
            .Range(0, members)
            .Select(_ => Member.Enrol(Guid.CreateVersion7(), MemberCode.New(), held, "Trần Thị Bình", MemberKind.Full))
            .ToList();
        await bulk.InsertAsync([enrolled], CancellationToken.None);
    }

    /// <summary>Somebody to whom nothing refers yet, from outside the walls: the application deletes nobody.</summary>
    private async Task<int> DeleteOneAsync()
    {
        await using var connection = new NpgsqlConnection(_database.AdminConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var process = new NpgsqlCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                insert into audit.processes (id, type, at, request_id)
                select set_config('app.process', gen_random_uuid()::text, true)::uuid, {(short)ProcessType.MembersImported}, now(), ''
                """
            ),
            connection,
            transaction
        );
        await process.ExecuteNonQueryAsync();
        await using var delete = new NpgsqlCommand(
            """
            delete from registry.members where id in (
                select id from registry.members m where not exists (select from registry.placements p where p.member_id = m.id) limit 1 for update skip locked)
            """, connection, transaction);
        var deleted = await delete.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return deleted;
    }

    private async Task InProcessAsync(Func<Work, Task> change, bool commit = true)
    {
        await using var request = _services.CreateAsyncScope();
        request.ServiceProvider.GetRequiredService<AccessContext>().Scope = AccessScope.Operator(_province.Path);
        await using var process = await request
            .ServiceProvider.GetRequiredService<IProcesses>()
            .BeginAsync(new ProcessStart(ProcessType.MembersImported), CancellationToken.None);
        var services = request.ServiceProvider;
        await change(
            new Work(
                services.GetRequiredService<PartyNetDbContext>(),
                services.GetRequiredService<IBulkWriter>(),
                services.GetRequiredService<IRegistryRows>()
            )
        );
        if (commit)
            await process.CommitAsync(CancellationToken.None);
    }

    private sealed record Work(PartyNetDbContext Db, IBulkWriter Bulk, IRegistryRows Rows);

    private static string? StateOf(Exception e) =>
        e is PostgresException refused ? refused.SqlState
        : e.InnerException is { } inner ? StateOf(inner)
        : null;
}
