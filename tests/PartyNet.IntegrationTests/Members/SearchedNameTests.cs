using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Database.Scope;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Members;

/// <summary>The table that search looks at, against the list of members read and searched here.</summary>
public sealed class SearchedNameTests(TestDatabase databases)
{
    private const int Workers = 4;
    private const int ChangesEach = 150;

    private static readonly string[] Searches =
        ["nguyen", "dũng", "dung", "du", "Thúy", "thuý hoà", "a", "ân", "le pham", "an", "h", "zzz", "van dung nguyễn"];

    [Fact]
    public async Task After_random_changes_at_once_every_unit_finds_whom_the_list_holds()
    {
        await using var registry = await ChangingRegistry.CreateAsync(databases);

        var workers = await Task.WhenAll(Enumerable.Range(1, Workers).Select(seed => registry.ChangeAsync(seed, ChangesEach)));

        var done = workers.Aggregate((all, one) => all + one);
        Assert.True(done is { RolledBack: >= 30, Renames: >= 100, MemberMoves: >= 20, UnitMoves: >= 20 }, $"Only {done}.");
        Assert.True(done is { Imports: >= 20, Deletions: >= 5 }, $"Only {done}.");
        var members = await MembersAsync(registry);
        var units = await PathsAsync(registry);
        Assert.True(members.Count > 500 && members.Select(m => m.Name).Distinct().Count() > 20, $"Only {members.Count} members.");
        var found = 0;
        foreach (var path in units)
        {
            var below = members.Where(m => m.Path.IsWithin(path)).ToList();
            foreach (var typed in Searches)
            {
                var expected = below.Where(m => Holds(m.Name, typed)).Select(m => (m.Id, IsExact(m.Name, typed))).Order().ToList();
                Assert.Equal(expected, (await FindAsync(registry, path, typed)).Order());
                found += expected.Count;
            }
        }

        Assert.True(found > 2_000 && units.Count > 15, $"Only {found} found in {units.Count} units.");
    }

    private static bool Holds(string name, string typed) =>
        VietnameseText.SearchKey(typed).Split(' ').All(word =>
            word.Length < 3
                ? VietnameseText.SearchKey(name).Split(' ').Any(syllable => syllable.StartsWith(word, StringComparison.Ordinal))
                : VietnameseText.SearchKey(name).Contains(word, StringComparison.Ordinal)
        );

    /// <summary>Every syllable typed with a mark stands in the name as it was typed; where none was, nobody is more exact.</summary>
    private static bool IsExact(string name, string typed)
    {
        var marked = Syllables(typed).Where(s => VietnameseText.SearchKey(s) != s).ToList();
        return marked.Count > 0 && marked.All(Syllables(name).Contains);
    }

    private static string[] Syllables(string text) =>
        VietnameseText.NormalizeTonePlacement(text).ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Split(' ', '-');

    private static async Task<List<(Guid Id, UnitPath Path, string Name)>> MembersAsync(ChangingRegistry registry)
    {
        var members = new List<(Guid, UnitPath, string)>();
        await foreach (var row in registry.RowsAsync("select id, unit_path, full_name from registry.members"))
            members.Add((row.GetGuid(0), UnitPath.Parse(row.GetString(1)), row.GetString(2)));
        return members;
    }

    private static async Task<List<UnitPath>> PathsAsync(ChangingRegistry registry)
    {
        var paths = new List<UnitPath>();
        await foreach (var row in registry.RowsAsync("select path from registry.units"))
            paths.Add(UnitPath.Parse(row.GetString(0)));
        return paths;
    }

    private static async Task<List<(Guid, bool)>> FindAsync(ChangingRegistry registry, UnitPath unit, string typed)
    {
        await using var connection = await registry.App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var find = new NpgsqlBatchCommand("select member_id, is_exact from registry.find_members($1, $2, $3)");
        find.Parameters.Add(new NpgsqlParameter { Value = unit.Value });
        find.Parameters.Add(new NpgsqlParameter { Value = MemberSearch.Words(typed).ToArray() });
        find.Parameters.Add(new NpgsqlParameter { Value = typed });
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { ScopeCommands.For(AccessScope.Operator(unit), process: null), find },
        };
        await using var rows = await batch.ExecuteReaderAsync();
        await rows.NextResultAsync();
        var found = new List<(Guid, bool)>();
        while (await rows.ReadAsync())
            found.Add((rows.GetGuid(0), rows.GetBoolean(1)));
        return found;
    }
}
