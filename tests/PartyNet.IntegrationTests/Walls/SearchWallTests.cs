using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Database.Scope;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Walls;

/// <summary>The one function that looks into the closed table of names, asked with raw SQL as the application role.</summary>
public sealed class SearchWallTests(TestDatabase database)
{
    private static readonly string[] Words = ["lang"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Security", "Z4")]
    public async Task Nobody_is_found_outside_the_scope_whatever_unit_is_asked_for()
    {
        var world = await database.NewWorldAsync();
        var own = await world.MemberAsync(world.Branch, "Lê Văn Bình");
        var other = await world.MemberAsync(world.OtherBranch, "Lê Văn Láng");
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        var branch = world.Branch.Path.Value;
        string[] asked =
        [
            world.OtherBranch.Path.Value, world.OtherGrassroots.Path.Value, world.Grassroots.Path.Value, world.District.Path.Value,
            branch, branch[..^1], branch[..1], "", "!", "~", "%", ".", "./", branch + branch, "' or ''='",
            world.OtherBranch.Path.Value + branch,
        ];

        foreach (var within in asked)
            Assert.Empty(await FindAsync(secretary, within, Words, "Láng"));
        Assert.Empty(await FindAsync(secretary, null, Words, "Láng"));

        // The name is there, and the function finds what is hers.
        Assert.Equal([other.Id], await FindAsync(world.Everything, world.District.Path.Value, Words, "Láng"));
        Assert.Equal([own.Id], await FindAsync(secretary, branch, ["binh"], "bình"));
        Assert.Equal([own.Id], await FindAsync(secretary, branch, ["le"], "lê"));
    }

    [Fact]
    public async Task Two_branches_are_two_scopes_and_nothing_between_them()
    {
        var world = await database.NewWorldAsync();
        foreach (var branch in new[] { world.Branch, world.SecondBranch, world.OtherBranch })
            await world.MemberAsync(branch, "Lê Văn Láng");
        var both = await world.ScopeOfAsync(
            await world.UserAsync(null, (Role.Secretary, world.Branch), (Role.Secretary, world.OtherBranch))
        );

        Assert.Single(await FindAsync(both, world.Branch.Path.Value, Words, ""));
        Assert.Single(await FindAsync(both, world.OtherBranch.Path.Value, Words, ""));
        foreach (var unit in new[] { world.SecondBranch, world.Grassroots, world.District })
            Assert.Empty(await FindAsync(both, unit.Path.Value, Words, ""));
    }

    [Fact]
    public async Task Without_a_scope_nobody_is_found()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync(world.Branch, "Lê Văn Láng");
        var path = world.District.Path.Value;

        Assert.Empty(await FindAsync(AccessScope.Nobody, path, Words, "Láng"));
        Assert.Empty(await FindAsync(AccessScope.SignIn, path, Words, "Láng"));
        Assert.Empty(await FindAsync(AccessScope.Operator(), path, Words, "Láng"));
        Assert.Empty(await FindAsync(await world.ScopeOfAsync(await world.UserAsync(member)), path, Words, "Láng"));
        await using var connection = await OpenAsync();
        await using var bare = Find(path, Words, "Láng");
        bare.Connection = connection;
        Assert.Null(await bare.ExecuteScalarAsync(Stop));
    }

    [Fact]
    public async Task What_is_cut_off_is_cut_off_within_the_scope()
    {
        var world = await database.NewWorldAsync();
        await world.WriteAsync(
            Domain.Audit.ProcessType.MembersImported,
            db => db.Members.AddRange(Enumerable.Range(0, 2_100).Select(i => Enrol(i < 2_050 ? world.OtherBranch : world.Branch)))
        );

        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        Assert.Equal(50, (await FindAsync(secretary, world.Branch.Path.Value, Words, "Láng")).Count);
        Assert.Equal(2_001, (await FindAsync(world.Everything, world.District.Path.Value, Words, "Láng")).Count);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_ang")]
    [InlineData("la%")]
    [InlineData("\\")]
    [InlineData("'")]
    [InlineData("' or true --")]
    [InlineData("lang' and pg_sleep(9) is null --")]
    [Trait("Security", "I2")]
    public async Task Signs_in_words_are_signs_and_neither_wildcards_nor_statements(string word)
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(world.Branch, "Lê Văn Láng");

        Assert.Empty(await FindAsync(world.Everything, world.District.Path.Value, [word], word));
        Assert.Single(await FindAsync(world.Everything, world.District.Path.Value, Words, word));
    }

    [Fact]
    public async Task No_word_finds_nobody()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(world.Branch, "Lê Văn Láng");

        Assert.Empty(await FindAsync(world.Everything, world.District.Path.Value, [], "Láng"));
        Assert.Empty(await FindAsync(world.Everything, world.District.Path.Value, [""], ""));
        Assert.Empty(await FindAsync(world.Everything, world.District.Path.Value, null, null));
    }

    [Theory]
    [InlineData("select registry.refill_member_search()")]
    [InlineData("select registry.look_for_members('1.', '!', '~', null, 'true', 9)")]
    [InlineData("set role partynet_owner; select registry.wrong_member_search()")]
    [InlineData("alter function registry.find_members(text, text[], text) reset search_path")]
    public async Task The_application_gets_at_the_table_in_no_other_way(string statement)
    {
        await using var connection = await OpenAsync();
        await ClosedFunctions.AssertRefusedAsync(connection, statement);
    }

    [Fact]
    public async Task The_function_is_the_owners_looks_nowhere_else_and_is_for_the_application_alone()
    {
        await using var connection = await OpenAsync();
        await ClosedFunctions.AssertGuardedAsync(connection, "registry.find_members(text, text[], text)");
    }

    /// <summary>The figure of the doctor counts nobody outside the scope either.</summary>
    [Fact]
    public async Task The_comparison_of_the_table_with_the_list_keeps_to_the_scope()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(world.Branch, "Lê Văn Láng");
        await world.MemberAsync(world.OtherBranch, "Lê Văn Láng");
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { ScopeCommands.For(secretary, process: null), new("select registry.wrong_member_search()") },
        };
        await using var rows = await batch.ExecuteReaderAsync(Stop);
        await rows.NextResultAsync(Stop);
        await rows.ReadAsync(Stop);

        Assert.Equal(0L, rows.GetInt64(0));
    }

    private static Member Enrol(Unit branch) =>
        Member.Enrol(Guid.CreateVersion7(), MemberCode.New(), branch, "Lê Văn Láng", MemberKind.Full);

    private async Task<List<Guid>> FindAsync(AccessScope scope, string? within, string[]? words, string? typed)
    {
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using (var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { ScopeCommands.For(scope, process: null) } })
            await batch.ExecuteNonQueryAsync(Stop);
        await using var find = Find(within, words, typed);
        (find.Connection, find.Transaction) = (connection, transaction);
        await using var rows = await find.ExecuteReaderAsync(Stop);
        var found = new List<Guid>();
        while (await rows.ReadAsync(Stop))
            found.Add(rows.GetGuid(0));
        return found;
    }

    private static NpgsqlCommand Find(string? within, string[]? words, string? typed)
    {
        var find = new NpgsqlCommand("select member_id from registry.find_members($1, $2, $3)");
        find.Parameters.Add(new NpgsqlParameter { Value = (object?)within ?? DBNull.Value, DataTypeName = "text" });
        find.Parameters.Add(new NpgsqlParameter { Value = (object?)words ?? DBNull.Value, DataTypeName = "text[]" });
        find.Parameters.Add(new NpgsqlParameter { Value = (object?)typed ?? DBNull.Value, DataTypeName = "text" });
        return find;
    }

    private async Task<NpgsqlConnection> OpenAsync() => await (await database.InstallationAsync()).App.OpenConnectionAsync(Stop);
}
