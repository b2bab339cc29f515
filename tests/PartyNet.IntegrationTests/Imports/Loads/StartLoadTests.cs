using System.Security.Cryptography;
using System.Text;
using ErrorOr;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports.Loads;

/// <summary>Files that are handed in: by whom, once, and sealed.</summary>
public sealed class StartLoadTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secretary_hands_in_a_list_of_the_own_branch_and_reads_it_back()
    {
        var world = await database.NewWorldAsync();
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        var file = LoadWorld.Members(Row("Lê Văn An", citizen: "001060000001", born: "02/03/1960"));

        var id = await world.StartedAsync(secretary, world.Branch, file, name: @"C:\Users\an\danh sách.csv");

        var load = await world.LoadAsync(secretary, world.Branch, id);
        Assert.Equal(("danh sách.csv", LoadState.Reading, ImportKind.Members, 2), (load.FileName, load.State, load.Kind, load.FileRows));
        Assert.Equal(
            [Convert.ToHexStringLower(SHA256.HashData(file))],
            await database.SqlAsync(world, $"select encode(file_hash, 'hex') from import.loads where id = '{id}' and $1 <> ''"));
        Assert.Equal("Bí thư, Chi bộ Khu 14", load.By);
        Assert.Null(load.Plan);
    }

    [Fact]
    [Trait("Security", "Z10")]
    public async Task The_file_stands_nowhere_in_the_database_but_sealed()
    {
        var world = await database.NewWorldAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);
        // Longer than one piece.
        var rows = Enumerable.Range(0, 6_000).Select(i => Row($"Trần Bí Mật {i:0000}", citizen: $"0010600{i:00000}", born: "1960"));
        var file = LoadWorld.Members([.. rows]);

        var id = await world.StartedAsync(board, world.District, file);

        Assert.Equal(6_001, (await world.LoadAsync(board, world.District, id)).FileRows);
        var parts = await database.SqlAsync(
            world, $"select encode(content, 'hex') from import.load_parts where load_id = '{id}' and $1 <> ''");
        Assert.True(parts.Length > 1);
        var plain = new[] { "Trần Bí Mật", "001060000", Convert.ToBase64String(file)[..30], Convert.ToBase64String(file)[^30..] };
        foreach (var part in parts)
        {
            var bytes = Encoding.Latin1.GetString(Convert.FromHexString(part));
            Assert.All(
                plain.Select(text => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text))),
                text => Assert.DoesNotContain(text, bytes, StringComparison.Ordinal));
        }

        // Nor in what is told of it.
        Assert.Equal(["0"], await database.SqlAsync(world, $"""
            select count(*) from (select l::text as text from import.loads l union all select e.payload::text from audit.process_events e) t
            where t.text like '%Bí Mật%' and $1 <> ''
            """));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_even_at_once_is_one_load()
    {
        var world = await database.NewWorldAsync();
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        var (file, key) = (LoadWorld.Members(Row("Lê Văn An", citizen: "001060000001")), Guid.CreateVersion7());

        var sent = await Task.WhenAll(
            world.StartAsync(secretary, world.Branch, file, requestKey: key),
            world.StartAsync(secretary, world.Branch, file, requestKey: key));

        var id = sent[0].Value;
        Assert.All(sent, answer => Assert.Equal(id, answer.Value));
        Assert.Equal([$"{id}|1"], await database.SqlAsync(world, $"""
            select l.id, (select count(*) from import.load_parts p where p.load_id = l.id) from import.loads l
            where l.unit_id = '{world.Branch.Id}' and $1 <> ''
            """));
    }

    [Fact]
    [Trait("Security", "Z8")]
    public async Task The_key_of_somebody_elses_form_hands_in_a_list_of_ones_own()
    {
        var world = await database.NewWorldAsync();
        var (file, key) = (LoadWorld.Members(Row("Lê Văn An", citizen: "001060000001")), Guid.CreateVersion7());
        var first = await world.StartAsync(await world.ScopeAsync(Role.Secretary, world.Branch), world.Branch, file, requestKey: key);

        var second = await world.StartAsync(
            await world.ScopeAsync(Role.Secretary, world.SecondBranch), world.SecondBranch, file, requestKey: key);

        Assert.False(second.IsError);
        Assert.NotEqual(first.Value, second.Value);
    }

    [Fact]
    [Trait("Security", "Z10")]
    public async Task Nobody_loads_where_they_may_not_and_a_sibling_sees_nothing_of_it()
    {
        var world = await database.NewWorldAsync();
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        var sibling = await world.ScopeAsync(Role.Secretary, world.SecondBranch);
        var deputy = await world.ScopeAsync(Role.Deputy, world.Branch);
        var file = LoadWorld.Members(Row("Lê Văn An", citizen: "001060000001"));
        var id = await world.StartedAsync(secretary, world.Branch, file);

        foreach (var stranger in new[] { sibling, deputy })
        {
            Assert.Equal(ErrorType.NotFound, (await world.StartAsync(stranger, world.Branch, file)).FirstError.Type);
            var seen = await world.RunAsync<GetLoad, ErrorOr<LoadView>>(stranger, use => use.HandleAsync(new(world.Branch, id), Stop));
            Assert.Equal(ErrorType.NotFound, seen.FirstError.Type);
        }

        // Through the unit that is theirs it is not there, nor in the table.
        var elsewhere = await world.RunAsync<GetLoad, ErrorOr<LoadView>>(
            sibling, use => use.HandleAsync(new(world.SecondBranch, id), Stop));
        Assert.Equal(ErrorType.NotFound, elsewhere.FirstError.Type);
        Assert.Equal(0, await world.ReadAsync(sibling, db => Task.FromResult(db.ListLoads.Count(l => l.Id == id))));
        Assert.Equal(1, await world.ReadAsync(secretary, db => Task.FromResult(db.ListLoads.Count(l => l.Id == id))));
    }

    [Theory]
    [InlineData(Role.Secretary, ImportKind.Units, false)]
    [InlineData(Role.Secretary, ImportKind.Roles, false)]
    [InlineData(Role.Committee, ImportKind.Units, false)]
    [InlineData(Role.Committee, ImportKind.Roles, true)]
    [InlineData(Role.Committee, ImportKind.Members, true)]
    [InlineData(Role.Board, ImportKind.Units, true)]
    [InlineData(Role.Board, ImportKind.Roles, true)]
    public async Task Lists_of_units_and_roles_are_for_whoever_manages_these(Role role, ImportKind kind, bool isAllowed)
    {
        var world = await database.NewWorldAsync();
        var unit = role == Role.Secretary ? world.Branch : world.Grassroots;
        var caller = await world.ScopeAsync(role, unit);

        var started = await world.StartAsync(caller, unit, LoadWorld.Csv("Mã,Tên,Loại,Mã cấp trên", "CB-1,Chi bộ Một,Chi bộ,X"), kind);

        Assert.Equal(isAllowed, !started.IsError);
        Assert.Equal(isAllowed, LoadKinds.Open(caller, unit).Contains(kind));
    }

    [Fact]
    public async Task Of_a_unit_so_many_lists_wait_at_most_and_another_is_taken_the_next_day()
    {
        await using var site = await LoadSite.OpenAsync(database);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var file = LoadWorld.Members(Row("Lê Văn An", citizen: "001060000001"));
        var key = Guid.CreateVersion7();
        var loads = new List<Guid> { (await world.StartAsync(secretary, branch, file, requestKey: key)).Value };
        for (var i = 1; i < 19; i++)
            loads.Add(await world.StartedAsync(secretary, branch, file));

        var atOnce = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.StartAsync(secretary, branch, file)));
        var refused = await world.StartAsync(secretary, branch, file);
        var again = await world.StartAsync(secretary, branch, file, requestKey: key);
        var elsewhere = await world.StartAsync(
            await world.ScopeAsync(Role.Secretary, world.SecondBranch), world.SecondBranch, file);
        await site.SqlAsync($"update import.loads set state = {(short)LoadState.Committed} where id = '{loads[0]}'; select 1");
        var further = await world.StartAsync(secretary, branch, file);
        var tooMany = await world.StartAsync(secretary, branch, file);
        await site.SqlAsync("update import.loads set started_at = started_at - interval '25 hours'; select 1");
        var nextDay = await world.StartAsync(secretary, branch, file);

        Assert.Single(atOnce, answer => !answer.IsError);
        Assert.Equal("File", refused.FirstError.Code);
        Assert.Contains("20 lần nhập chưa làm xong", refused.FirstError.Description, StringComparison.Ordinal);
        Assert.Equal(loads[0], again.Value);
        Assert.True(tooMany.IsError);
        Assert.All([elsewhere, further, nextDay], answer => Assert.False(answer.IsError));
    }

    [Theory]
    [InlineData("danh-sach\u202Excod.exe", "danh-sachxcod.exe")]
    [InlineData("a\r\nSet-Cookie: x\u2028.csv", "aSet-Cookie: x.csv")]
    [InlineData("../../\u0000", "danh-sach")]
    public async Task A_name_of_a_file_holds_only_what_one_sees(string sent, string kept) => Assert.Equal(kept, await NameAsync(sent));

    [Fact]
    public async Task A_long_name_is_cut_and_no_letter_of_it_is_halved() =>
        Assert.Equal(Faces(98) + ".xl", await NameAsync(Faces(150) + ".xl"));

    private static string Faces(int count) => string.Concat(Enumerable.Repeat("😀", count));

    private async Task<string> NameAsync(string sent)
    {
        var world = await database.NewWorldAsync();
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        var load = await world.StartedAsync(secretary, world.Branch, LoadWorld.Members(Row("Lê Văn An")), name: sent);
        return (await world.LoadAsync(secretary, world.Branch, load)).FileName;
    }

    [Fact]
    public async Task What_is_no_list_or_too_long_is_refused_in_words()
    {
        var world = await database.NewWorldAsync();
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        var program = new byte[] { 0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3 };
        var tooLong = LoadWorld.Members([.. Enumerable.Range(0, 20_001).Select(i => Row($"Lê Văn {i}", citizen: $"0010600{i:00000}"))]);

        var answers = new[]
        {
            await world.StartAsync(secretary, world.Branch, program), await world.StartAsync(secretary, world.Branch, tooLong),
            await world.StartAsync(secretary, world.Branch, []),
        };

        Assert.Contains("không phải bảng tính", answers[0].FirstError.Description, StringComparison.Ordinal);
        Assert.Contains("20", answers[1].FirstError.Description, StringComparison.Ordinal);
        Assert.All(answers, answer => Assert.Equal("File", answer.FirstError.Code));
        Assert.Empty(await database.SqlAsync(world, $"select id from import.loads where unit_id = '{world.Branch.Id}' and $1 <> ''"));
    }

    [Fact]
    public async Task A_file_and_what_was_decided_about_its_rows_are_forgotten_after_a_month_and_the_load_stays()
    {
        await using var site = await LoadSite.OpenAsync(database);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var (old, young) = (
            await world.StartedAsync(secretary, branch, LoadWorld.Members(Row("Lê Văn An", citizen: "001060000001"))),
            await world.StartedAsync(secretary, branch, LoadWorld.Members(Row("Lê Văn Ba", citizen: "001060000002"))));
        await site.SqlAsync($"""
            insert into import.decisions (load_id, row, choice) values ('{old}', 2, 3), ('{young}', 2, 3);
            update import.loads set started_at = now() - interval '31 days' where id = '{old}';
            update import.loads set started_at = now() where id = '{young}';
            select 1
            """);

        var forgotten = await site.SqlAsync("select jobs.forget('import-files', now() - interval '30 days')");

        Assert.Equal(["2"], forgotten);
        Assert.Equal([$"{young}"], await site.SqlAsync("select load_id from import.load_parts"));
        Assert.Equal([$"{young}"], await site.SqlAsync("select load_id from import.decisions"));
        Assert.Equal("danh-sach.csv", (await world.LoadAsync(secretary, branch, old)).FileName);
        var gone = await world.RunAsync<GetReading, ErrorOr<ReadingView>>(secretary, use => use.HandleAsync(new(branch, old), Stop));
        Assert.Contains("không còn trong hệ thống", gone.FirstError.Description, StringComparison.Ordinal);
    }
}
