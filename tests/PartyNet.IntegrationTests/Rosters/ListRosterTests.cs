using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Rosters;

public sealed class ListRosterTests(TestDatabase database)
{
    [Fact]
    public async Task A_roster_lists_active_members_of_all_branches_in_vietnamese_order()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(world.Branch, "Trần Thị Ân");
        await world.MemberAsync(world.OtherBranch, "Lê Văn An");
        await world.MemberAsync(world.SecondBranch, "Đỗ Văn Ăn");
        await world.MemberAsync(world.Branch, "Phạm Thị Dung", shape: m => m.ChangeStatus(ActivityStatus.Exempt));
        await world.MemberAsync(world.Branch, "Phạm Thị Đào");

        var roster = await world.RosterAsync(await world.ScopeAsync(Role.Board, world.District));

        Assert.Equal(["Lê Văn An", "Đỗ Văn Ăn", "Trần Thị Ân", "Phạm Thị Đào"], roster.Names());
        Assert.Equal(4, roster.Count);
        Assert.Null(roster.CountedAmong);
        Assert.Equal("Chi bộ Trường học", roster.Page.Rows[0].UnitName);
    }

    [Fact]
    public async Task A_row_counts_the_accounts_of_the_version_in_force_by_platform()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync(name: "Lê Văn An");
        await world.DeclareAsync(
            member, DeclarationState.Confirmed, ("facebook", "fb.com/an.le.14"), ("zalo", "0905000001"), ("facebook", "fb.com/an.le.15"));
        await world.DeclareAsync(member, DeclarationState.Submitted, ("tiktok", "https://www.tiktok.com/@an.le"));

        var row = Assert.Single((await world.RosterAsync(await world.ScopeAsync(Role.Board, world.District))).Page.Rows);

        Assert.Equal(["facebook", "zalo", "facebook"], row.Platforms);
        Assert.Equal(DeclarationState.Submitted, row.State);
        Assert.True(row.HasCurrent);
    }

    [Fact]
    public async Task Each_filter_leaves_the_members_it_names()
    {
        var world = await database.NewWorldAsync();
        var confirmed = await world.MemberAsync(world.Branch, "Lê Văn An");
        await world.DeclareAsync(confirmed, DeclarationState.Confirmed, ("zalo", "0905000001"));
        var none = await world.MemberAsync(world.Branch, "Lê Văn Bình");
        await world.DeclareAsync(none, DeclarationState.Confirmed);
        var waiting = await world.MemberAsync(world.SecondBranch, "Lê Văn Cường");
        await world.DeclareAsync(waiting, DeclarationState.Submitted, ("facebook", "https://www.facebook.com/cuong.le"));
        var returned = await world.MemberAsync(world.OtherBranch, "Lê Văn Dũng");
        await world.DeclareAsync(returned, DeclarationState.Returned, ("facebook", "https://www.facebook.com/dung.le"));
        await world.MemberAsync(world.OtherBranch, "Lê Văn Giang");
        await world.MemberAsync(world.OtherBranch, "Lê Văn Hòa", shape: m => m.ChangeStatus(ActivityStatus.Exempt));
        await world.MemberAsync(world.OtherBranch, "Lê Văn Khánh", shape: m => m.ChangeStatus(ActivityStatus.Deceased));
        var board = await world.ScopeAsync(Role.Board, world.District);

        Assert.Equal(["Lê Văn An", "Lê Văn Bình"], await NamesAsync(new RosterFilter(State: "da-xac-nhan")));
        Assert.Equal(["Lê Văn Cường"], await NamesAsync(new RosterFilter(State: "cho-xem-xet")));
        Assert.Equal(["Lê Văn Dũng"], await NamesAsync(new RosterFilter(State: "da-tra-lai")));
        Assert.Equal(["Lê Văn Giang"], await NamesAsync(new RosterFilter(State: "chua-ke-khai")));
        Assert.Equal(["Lê Văn An", "Lê Văn Bình", "Lê Văn Cường"], await NamesAsync(new RosterFilter(Unit: world.Grassroots.Code)));
        Assert.Equal(["Lê Văn Cường"], await NamesAsync(new RosterFilter(Unit: world.SecondBranch.Code)));
        Assert.Equal(["Lê Văn An"], await NamesAsync(new RosterFilter(Platform: "zalo")));
        // Only what is confirmed counts as declared on a platform.
        Assert.Empty(await NamesAsync(new RosterFilter(Platform: "facebook")));
        Assert.Equal(["Lê Văn Bình"], await NamesAsync(new RosterFilter(Platform: RosterChoices.NoPlatform)));
        Assert.Equal(["Lê Văn Hòa"], await NamesAsync(new RosterFilter(Activity: "mien-sinh-hoat")));
        Assert.Equal(["Lê Văn Khánh"], await NamesAsync(new RosterFilter(Activity: "khong-con")));
        Assert.Equal(7, (await NamesAsync(new RosterFilter(Activity: "tat-ca"))).Length);
        Assert.Equal(5, (await NamesAsync(new RosterFilter(Work: "huu-tri"))).Length);
        Assert.Empty(await NamesAsync(new RosterFilter(Work: "duong-chuc")));
        Assert.Empty(await NamesAsync(new RosterFilter(Kind: "du-bi")));
        Assert.Equal(
            ["Lê Văn An"],
            await NamesAsync(new RosterFilter(State: "da-xac-nhan", Unit: world.Branch.Code, Kind: "chinh-thuc", Platform: "zalo"))
        );

        async Task<string[]> NamesAsync(RosterFilter filter) => (await world.RosterAsync(board, filter)).Names();
    }

    [Fact]
    public async Task Every_choice_that_the_form_offers_is_understood()
    {
        var world = await database.NewWorldAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);
        RosterFilter[] filters =
        [
            .. RosterChoices.States.Select(c => new RosterFilter(State: c.Code)),
            .. RosterChoices.Kinds.Select(c => new RosterFilter(Kind: c.Code)),
            .. RosterChoices.Works.Select(c => new RosterFilter(Work: c.Code)),
            .. RosterChoices.Activities.Select(c => new RosterFilter(Activity: c.Code)),
            .. Domain.Accounts.Platform.BuiltIn.Select(p => new RosterFilter(Platform: p.Code)),
        ];
        Assert.True(filters.Length > 25);

        foreach (var filter in filters)
            Assert.Empty((await world.RosterAsync(board, filter)).Page.Rows);
    }

    [Theory]
    [InlineData(nameof(RosterFilter.State))]
    [InlineData(nameof(RosterFilter.Unit))]
    [InlineData(nameof(RosterFilter.Kind))]
    [InlineData(nameof(RosterFilter.Work))]
    [InlineData(nameof(RosterFilter.Platform))]
    [InlineData(nameof(RosterFilter.Activity))]
    public async Task A_value_that_no_form_offers_is_refused_at_its_field(string field)
    {
        var world = await database.NewWorldAsync();
        var filter = field switch
        {
            nameof(RosterFilter.State) => new RosterFilter(State: "abc"),
            nameof(RosterFilter.Unit) => new RosterFilter(Unit: "khong-co"),
            nameof(RosterFilter.Kind) => new RosterFilter(Kind: "abc"),
            nameof(RosterFilter.Work) => new RosterFilter(Work: "abc"),
            nameof(RosterFilter.Platform) => new RosterFilter(Platform: "abc"),
            _ => new RosterFilter(Activity: "abc"),
        };

        var error = await world.RefusedRosterAsync(await world.ScopeAsync(Role.Board, world.District), filter);

        Assert.Equal(ErrorType.Validation, error.Type);
        Assert.Equal(field, error.Code);
    }

    [Fact]
    public async Task A_unit_outside_the_roster_is_no_filter_for_it()
    {
        var world = await database.NewWorldAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);

        var error = await world.RefusedRosterAsync(board, new RosterFilter(Unit: world.OtherBranch.Code), world.Grassroots);

        Assert.Equal(nameof(RosterFilter.Unit), error.Code);
    }

    [Theory]
    [InlineData("Thuý")]
    [InlineData("thuy")]
    [InlineData("THÚY")]
    [InlineData("  nguyen   thuy ")]
    [InlineData("thuy nguyen")]
    public async Task Search_finds_a_name_without_accents_in_any_case_and_spelling(string typed)
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(name: "Nguyễn Thị Thúy");
        await world.MemberAsync(name: "Nguyễn Thị Hoa");
        var board = await world.ScopeAsync(Role.Board, world.District);

        Assert.Equal(["Nguyễn Thị Thúy"], (await world.RosterAsync(board, new RosterFilter(typed))).Names());
        Assert.Equal(
            ["Nguyễn Thị Thúy"],
            (await world.RosterAsync(board, new RosterFilter(typed.Normalize(System.Text.NormalizationForm.FormD)))).Names()
        );
    }

    [Theory]
    [InlineData("a")]
    [InlineData("%")]
    [InlineData("__")]
    [InlineData("???")]
    public async Task A_search_without_two_letters_is_refused(string typed)
    {
        var world = await database.NewWorldAsync();

        var error = await world.RefusedRosterAsync(await world.ScopeAsync(Role.Board, world.District), new RosterFilter(typed));

        Assert.Equal(nameof(RosterFilter.Name), error.Code);
    }

    [Fact]
    public async Task A_search_is_recorded_without_its_text_and_a_mere_list_as_a_look()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(name: "Nguyễn Thị Thúy");
        var user = await world.UserAsync(null, (Role.Board, world.District));
        var board = await world.ScopeOfAsync(user);

        await world.RosterAsync(board);
        await world.RosterAsync(board, new RosterFilter("thuy"));

        var processes = await world.ReadAsync(world.Everything, db => db.Processes
            .Where(p => p.ActorId == user.Id && p.Type != ProcessType.SignedIn).OrderBy(p => p.Sequence).ToListAsync());
        Assert.Equal([ProcessType.RosterViewed, ProcessType.MembersSearched], processes.Select(p => p.Type));
        var search = processes[^1];
        Assert.Equal(world.District.Id, search.UnitId);
        var searched = await world.ReadAsync(world.Everything, db => db.ProcessEvents.Where(e => e.ProcessId == search.Id).SingleAsync());
        Assert.DoesNotContain("thuy", searched.Payload, StringComparison.OrdinalIgnoreCase);
        Assert.Null(search.Reason);
    }

    [Fact]
    public async Task The_thirty_first_search_within_a_minute_is_refused_until_the_first_is_a_minute_old()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var board = await world.ScopeAsync(Role.Board, world.District);
        for (var i = 0; i < 30; i++)
            await world.RosterAsync(board, new RosterFilter("thuy"));

        var error = await world.RefusedRosterAsync(board, new RosterFilter("thuy"));
        Assert.Equal(TestDatabase.Morning.AddMinutes(1), error.FreeFrom());
        Assert.Contains(VietnamTime.Full(TestDatabase.Morning.AddMinutes(1)), error.Description, StringComparison.Ordinal);

        await world.RosterAsync(board);
        clock.Advance(TimeSpan.FromMinutes(1));
        await world.RosterAsync(board, new RosterFilter("thuy"));
    }

    [Fact]
    public async Task Walking_the_pages_forwards_and_backwards_gives_the_full_order()
    {
        var world = await database.NewWorldAsync();
        string[] givenNames = ["An", "Ân", "Bình", "Dũng", "Đạt", "Hà", "Hạ", "Hải"];
        var names = Enumerable.Range(0, 57).Select(i => $"{(i % 3 == 0 ? "Lê" : "Trần")} Văn {givenNames[i % givenNames.Length]}").ToList();
        var members = new List<Member>();
        foreach (var (name, i) in names.Select((n, i) => (n, i)))
            members.Add(await world.MemberAsync(i % 2 == 0 ? world.Branch : world.OtherBranch, name));
        var expected = members.OrderBy(m => m.RosterKey, StringComparer.Ordinal).Select(m => m.Code).ToList();
        var board = await world.ScopeAsync(Role.Board, world.District);

        var forwards = new List<string>();
        var page = await world.RosterAsync(board);
        Assert.Null(page.Page.Before);
        var pages = 1;
        for (; ; pages++)
        {
            forwards.AddRange(page.Page.Rows.Select(r => r.Code));
            if (page.Page.After is not { } after)
                break;
            page = await world.RosterAsync(board, cursor: new PageCursor(After: after));
        }

        Assert.Equal(3, pages);
        Assert.Equal(expected, forwards);

        var backwards = page.Page.Rows.Select(r => r.Code).ToList();
        while (page.Page.Before is { } before)
        {
            page = await world.RosterAsync(board, cursor: new PageCursor(Before: before));
            backwards.InsertRange(0, page.Page.Rows.Select(r => r.Code));
        }

        Assert.Equal(expected, backwards);
        Assert.Equal(57, page.Count);
    }

    [Fact]
    public async Task A_cursor_that_names_nobody_in_scope_starts_from_the_first_page()
    {
        var world = await database.NewWorldAsync();
        var other = await database.NewWorldAsync();
        await world.MemberAsync(name: "Lê Văn An");
        var stranger = await other.MemberAsync(name: "Lê Văn Yên");

        var roster = await world.RosterAsync(
            await world.ScopeAsync(Role.Board, world.District),
            cursor: new PageCursor(After: stranger.Code)
        );

        Assert.Equal(["Lê Văn An"], roster.Names());
    }

    [Fact]
    public async Task Nobody_reads_a_roster_outside_their_unit_and_a_secretary_none_of_the_units_above()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(world.OtherBranch, "Lê Văn An");
        (AccessScope Scope, Domain.Units.Unit Unit)[] refused =
        [
            (await world.ScopeAsync(Role.Committee, world.Grassroots), world.OtherGrassroots),
            (await world.ScopeAsync(Role.Committee, world.Grassroots), world.District),
            (await world.ScopeAsync(Role.Board, world.Grassroots), world.District),
            (await world.ScopeAsync(Role.Board, world.Grassroots), world.OtherBranch),
            (await world.ScopeAsync(Role.Secretary, world.Branch), world.Grassroots),
            (await world.ScopeOfAsync(await world.UserAsync(await world.MemberAsync())), world.Branch),
        ];

        foreach (var (scope, unit) in refused)
            Assert.Equal(ErrorType.NotFound, (await world.RefusedRosterAsync(scope, RosterFilter.None, unit)).Type);
    }
}
