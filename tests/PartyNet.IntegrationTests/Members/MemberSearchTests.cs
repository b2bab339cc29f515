using System.Text;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.IntegrationTests.Rosters;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Members;

/// <summary>Search by name, in the roster and in the list of a branch.</summary>
public sealed class MemberSearchTests(TestDatabase database)
{
    private static readonly string[] SameLetters = ["Dũng", "Dung", "Dụng"];

    [Theory]
    [InlineData("dũng", new[] { "Lê Văn Dũng", "Trần Dũng Sĩ", "Lê Văn Dung", "Lê Văn Dụng" })]
    [InlineData("DỤNG", new[] { "Lê Văn Dụng", "Lê Văn Dung", "Lê Văn Dũng", "Trần Dũng Sĩ" })]
    [InlineData("dung", new[] { "Lê Văn Dung", "Lê Văn Dũng", "Lê Văn Dụng", "Trần Dũng Sĩ" })]
    [InlineData("le dũng", new[] { "Lê Văn Dũng", "Lê Văn Dung", "Lê Văn Dụng" })]
    [InlineData("lê dung", new[] { "Lê Văn Dung", "Lê Văn Dũng", "Lê Văn Dụng" })]
    public async Task Whoever_has_the_tones_that_were_typed_comes_first(string typed, string[] expected)
    {
        var world = await database.NewWorldAsync();
        foreach (var name in new[] { "Trần Dũng Sĩ", "Lê Văn Dụng", "Lê Văn Dũng", "Lê Văn Dung", "Lê Văn Hùng" })
            await world.MemberAsync(world.Branch, name);

        Assert.Equal(expected, (await RosterAsync(world, typed)).Names());
        Assert.Equal(expected, (await RosterAsync(world, typed.Normalize(NormalizationForm.FormD))).Names());
        Assert.Equal(expected, (await BranchAsync(world, typed)).Page.Rows.Select(r => r.FullName));
    }

    [Fact]
    public async Task A_code_finds_its_member_within_the_unit_and_a_name_that_looks_like_one_is_still_a_name()
    {
        var world = await database.NewWorldAsync();
        var other = await database.NewWorldAsync();
        var member = await world.MemberAsync(world.Branch, "Lê Văn Dũng");
        await world.MemberAsync(world.Branch, "Trần Văn Anh");
        var stranger = await other.MemberAsync(other.Branch, "Lê Văn Dũng");

        Assert.Equal(["Lê Văn Dũng"], (await RosterAsync(world, member.Code)).Names());
        Assert.Equal(["Lê Văn Dũng"], (await BranchAsync(world, $"{member.Code[..4]} {member.Code[4..].ToLowerInvariant()}")).Page.Rows
            .Select(r => r.FullName));
        Assert.Empty((await RosterAsync(world, stranger.Code)).Names());
        // Ten signs that a code may have, once the blanks are away.
        Assert.Equal(["Trần Văn Anh"], (await RosterAsync(world, "tran van anh")).Names());
    }

    [Theory]
    [InlineData("hoà")]
    [InlineData("hòa")]
    public async Task Old_and_new_tone_placement_are_the_same_tone(string typed)
    {
        var world = await database.NewWorldAsync();
        foreach (var name in new[] { "Lê Hoa", "Lê Hoà", "Lê Hòa", "Lê Hóa" })
            await world.MemberAsync(world.Branch, name);

        var names = (await RosterAsync(world, typed)).Names();

        Assert.Equal(["Lê Hoà", "Lê Hòa"], names[..2].Order(StringComparer.Ordinal));
        Assert.Equal(["Lê Hoa", "Lê Hóa"], names[2..]);
    }

    [Fact]
    public async Task One_or_two_letters_are_the_beginning_of_a_syllable_and_three_stand_anywhere()
    {
        var world = await database.NewWorldAsync();
        foreach (var name in new[] { "Lê Thị Lan", "Lê Thị Anh", "Trần An Bình", "Phan Văn Quang" })
            await world.MemberAsync(world.Branch, name);

        Assert.Equal(["Lê Thị Anh", "Trần An Bình"], (await RosterAsync(world, "an")).Names());
        Assert.Equal(["Lê Thị Anh", "Trần An Bình"], (await BranchAsync(world, "a")).Page.Rows.Select(r => r.FullName));
        Assert.Equal(["Phan Văn Quang"], (await RosterAsync(world, "ang")).Names());
        Assert.Equal(["Lê Thị Lan"], (await RosterAsync(world, "t l la")).Names());
    }

    [Fact]
    public async Task Other_filters_leave_some_of_those_found_and_the_count_says_how_many()
    {
        var world = await database.NewWorldAsync();
        for (var i = 0; i < 30; i++)
            await world.MemberAsync(i % 2 == 0 ? world.Branch : world.OtherBranch, "Lê Văn Dũng", shape: i % 3 == 0 ? Exempt : null);
        await world.MemberAsync(world.Branch, "Lê Thị Dũng", kind: MemberKind.Probationary);
        await world.DeclareAsync(await world.MemberAsync(world.Branch, "Lê Dũng"), DeclarationState.Confirmed, ("zalo", "0905000001"));

        Assert.Equal(22, (await RosterAsync(world, "dũng")).Count);
        Assert.Equal(10, (await RosterAsync(world, new RosterFilter("dũng", Activity: "mien-sinh-hoat"))).Count);
        Assert.Equal(12, (await RosterAsync(world, new RosterFilter("dũng", Unit: world.Branch.Code))).Count);
        Assert.Equal(["Lê Thị Dũng"], (await RosterAsync(world, new RosterFilter("dũng", Kind: "du-bi"))).Names());
        Assert.Equal(["Lê Dũng"], (await RosterAsync(world, new RosterFilter("dũng", Platform: "zalo"))).Names());
        Assert.Equal(["Lê Dũng"], (await RosterAsync(world, new RosterFilter("dũng", State: "da-xac-nhan"))).Names());
        Assert.Equal((5, 17), await ApartAsync());

        static void Exempt(Member member) => member.ChangeStatus(ActivityStatus.Exempt);

        async Task<(int Apart, int All)> ApartAsync()
        {
            var apart = await BranchAsync(world, "dũng", MemberFilter.Apart);
            Assert.All(apart.Page.Rows, r => Assert.Equal(ActivityStatus.Exempt, r.ActivityStatus));
            return (apart.Found, (await BranchAsync(world, "dũng")).Found);
        }
    }

    [Fact]
    public async Task Pages_of_what_was_found_are_walked_forwards_and_back()
    {
        var world = await database.NewWorldAsync();
        var names = Enumerable.Range(0, 57).Select(i => $"Lê Văn {SameLetters[i % 3]}").ToList();
        foreach (var name in names)
            await world.MemberAsync(world.Branch, name);

        var page = (await RosterAsync(world, "dũng")).Page;
        var forwards = page.Rows.ToList();
        Assert.Null(page.Before);
        while (page.After is { } after)
        {
            page = (await RosterAsync(world, new RosterFilter("dũng"), new PageCursor(After: after))).Page;
            forwards.AddRange(page.Rows);
        }

        var backwards = page.Rows.ToList();
        while (page.Before is { } before)
        {
            page = (await RosterAsync(world, new RosterFilter("dũng"), new PageCursor(Before: before))).Page;
            backwards.InsertRange(0, page.Rows);
        }

        Assert.Equal(forwards.Select(r => r.Code), backwards.Select(r => r.Code));
        Assert.Equal(57, forwards.Select(r => r.Code).Distinct().Count());
        Assert.Equal(
            SameLetters.SelectMany(given => Enumerable.Repeat($"Lê Văn {given}", 19)),
            forwards.Select(r => r.FullName)
        );
        Assert.Equal(57, (await RosterAsync(world, new RosterFilter("dũng"), new PageCursor(After: "KHONGCO"))).Count);
    }

    [Fact]
    [Trait("Security", "Z3")]
    public async Task Who_was_renamed_or_moved_is_found_by_the_new_name_in_the_new_branch()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync(world.Branch, "Lê Văn Cũ");

        await world.WriteAsync(
            ProcessType.MembersImported,
            db =>
            {
                var tracked = db.Members.Single(m => m.Id == member.Id);
                tracked.Rename("Lê Văn Mới");
                tracked.Transfer(world.OtherBranch);
            }
        );

        Assert.Empty((await RosterAsync(world, "cũ")).Names());
        Assert.Equal(["Lê Văn Mới"], (await RosterAsync(world, "mới")).Names());
        Assert.Empty((await RosterAsync(world, new RosterFilter("mới", Unit: world.Branch.Code))).Names());
        Assert.Equal(["Lê Văn Mới"], (await RosterAsync(world, new RosterFilter("mới", Unit: world.OtherBranch.Code))).Names());
    }

    [Fact]
    public async Task Of_more_than_two_thousand_the_list_says_so_and_still_begins_with_the_tones_that_were_typed()
    {
        var world = await database.NewWorldAsync();
        await EnrolAsync(world, 6_000, "Trần Văn Dung", "tran van dung");
        await world.MemberAsync(world.OtherBranch, "Trần Văn Dũng");

        var cut = await RosterAsync(world, "dũng");
        Assert.Equal("Trần Văn Dũng", cut.Names()[0]);
        Assert.Equal((MemberSearch.Most, MemberSearch.Most, true), (cut.Count, cut.CountedAmong, cut.IsSearchCut));
        Assert.Equal(25, cut.Page.Rows.Count);
        var branch = await BranchAsync(world, "tran");
        Assert.Equal((MemberSearch.Most, true), (branch.Found, branch.IsCut));

        // What the filter leaves of those looked at, and that there may be more.
        var filtered = await RosterAsync(world, new RosterFilter("dũng", Kind: "du-bi"));
        Assert.Equal((0, true), (filtered.Count, filtered.IsSearchCut));

        // Rare beside common: beyond what is read one by one, the index finds it.
        var rare = await RosterAsync(world, new RosterFilter("trần dũng", State: "chua-ke-khai", Unit: world.OtherBranch.Code));
        Assert.Equal((1, null, false), (rare.Count, rare.CountedAmong, rare.IsSearchCut));
        await world.MemberAsync(world.OtherBranch, "Đặng Quốc Khánh");
        Assert.Equal(["Đặng Quốc Khánh"], (await RosterAsync(world, "khanh")).Names());
        Assert.Equal(["Đặng Quốc Khánh"], (await RosterAsync(world, "qu")).Names());
    }

    [Fact]
    public async Task An_export_holds_whom_the_search_finds()
    {
        var world = await database.NewWorldAsync();
        foreach (var name in new[] { "Lê Thị Lan", "Lê Thị Anh", "Trần Ân Bình", "Phan Văn Quang" })
            await world.MemberAsync(world.Branch, name);

        foreach (var typed in new[] { "an", "ang", "lan", "t an", "%an", "ân" })
        {
            var exported = await world.ReadAsync(
                world.Everything,
                db => db.Members.Named(MemberSearch.Words(typed)).Select(m => m.FullName).ToListAsync()
            );
            Assert.Equal(exported.Order(StringComparer.Ordinal), (await RosterAsync(world, typed)).Names().Order(StringComparer.Ordinal));
        }
    }

    private static Task<RosterPage> RosterAsync(World world, string typed) => RosterAsync(world, new RosterFilter(typed));

    private static async Task<RosterPage> RosterAsync(World world, RosterFilter filter, PageCursor? cursor = null) =>
        await world.RosterAsync(await AboveAsync(world), filter, cursor);

    private static async Task<BranchMembers> BranchAsync(World world, string typed, MemberFilter? filter = null) =>
        (
            await world.RunAsync<ListBranchMembers, ErrorOr<BranchMembers>>(
                await AboveAsync(world),
                use => use.HandleAsync(new ListBranchMembers.Query(world.Branch, typed, filter), CancellationToken.None)
            )
        ).Value;

    private static Task<AccessScope> AboveAsync(World world) => world.ScopeAsync(Role.Board, world.District);

    private static Task EnrolAsync(World world, int members, string name, string searchKey) =>
        world.WriteAsync(
            ProcessType.MembersImported,
            db =>
                ((DbContext)db).Database.ExecuteSql(
                    $"""
                    insert into registry.members (id, code, unit_id, unit_path, full_name, roster_key, search_key, kind, work_status, activity_status, declaration_state, version)
                    select gen_random_uuid(), left(md5(random()::text), 12), {world.Branch.Id}, {world.Branch.Path.Value}, {name}, 'a' || n, {searchKey}, 2, 1, 1, 0, 1
                    from generate_series(1, {members}) n
                    """
                )
        );
}
