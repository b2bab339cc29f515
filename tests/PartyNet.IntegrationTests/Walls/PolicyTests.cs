using Npgsql;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Walls;

/// <summary>
/// All policies of the database, as PostgreSQL lists them: what the application may write it may read, and nothing is written unchecked.
/// </summary>
[Trait("Security", "Z10")]
public sealed class PolicyTests(TestDatabase database)
{
    private const int FewestWritable = 15;

    /// <summary>Whose rows more may read than write: everybody, the helped members, those who see the roles in their subtree.</summary>
    private static readonly string[] ReadWider = ["access.grants", "registry.members", "registry.unit_notices", "registry.units"];

    /// <summary>
    /// Each table that the application may write, with its policies of reading, inserting, changing to, changing and deleting.
    /// </summary>
    private const string Writable =
        """
        select c.oid::regclass::text, c.relrowsecurity,
            max(p.qual) filter (where p.cmd = 'SELECT'), max(p.with_check) filter (where p.cmd = 'INSERT'),
            max(p.with_check) filter (where p.cmd = 'UPDATE'), max(p.qual) filter (where p.cmd = 'UPDATE'),
            max(p.qual) filter (where p.cmd = 'DELETE'), count(*)
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_policies p on p.schemaname = n.nspname and p.tablename = c.relname
        where c.relkind in ('r', 'p') and n.nspname in ('registry', 'access', 'audit', 'import', 'public')
            and has_table_privilege('partynet_app', c.oid, 'insert, update, delete, truncate')
        group by c.oid order by 1
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_written_is_checked_and_may_be_read()
    {
        await using var superuser = await database.OpenAsSuperuserAsync();

        var (tables, wrong) = await ExamineAsync(superuser);

        Assert.True(tables.Count >= FewestWritable, $"Only {string.Join(", ", tables)}.");
        Assert.Subset(tables.ToHashSet(), ReadWider.ToHashSet());
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("create policy wide on registry.placements for insert with check (true)", "registry.placements")]
    [InlineData("alter policy insertable on registry.placements with check (true)", "registry.placements")]
    [InlineData("alter policy updateable on registry.units using (true)", "registry.units")]
    [InlineData("alter policy readable on access.sessions using (user_id is null)", "access.sessions")]
    [InlineData("alter table registry.units disable row level security", "registry.units")]
    [InlineData("grant insert on registry.unit_kinds to partynet_app", "registry.unit_kinds")]
    public async Task A_policy_that_is_too_wide_is_found(string harm, string table)
    {
        await using var own = await database.NewDatabaseAsync();
        await using var superuser = new NpgsqlConnection(own.AdminConnectionString);
        await superuser.OpenAsync(Stop);
        await using (var command = new NpgsqlCommand(harm, superuser))
            await command.ExecuteNonQueryAsync(Stop);

        Assert.Equal([table], (await ExamineAsync(superuser)).Wrong);
    }

    private static async Task<(List<string> Tables, List<string> Wrong)> ExamineAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Writable, connection);
        await using var rows = await command.ExecuteReaderAsync(Stop);
        var (tables, wrong) = (new List<string>(), new List<string>());
        while (await rows.ReadAsync(Stop))
        {
            var table = rows.GetString(0);
            tables.Add(table);
            var clauses = Enumerable.Range(2, 5).Select(column => rows.IsDBNull(column) ? "true" : rows.GetString(column)).ToList();
            var (read, writes) = (clauses[0], clauses[1..]);
            var isRight = rows.GetBoolean(1) && rows.GetInt64(7) == 4 && writes.Distinct().Count() == 1 && writes[0] != "true"
                && (read == writes[0] || ReadWider.Contains(table));
            if (!isRight)
                wrong.Add(table);
        }

        return (tables, wrong);
    }
}
