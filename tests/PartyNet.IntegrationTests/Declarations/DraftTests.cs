using System.Text;
using ErrorOr;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Access;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

public sealed class DraftTests(TestDatabase database)
{
    [Fact]
    public async Task Every_step_is_saved_and_found_again_in_another_session()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var account = await declarer.BeginAccountAsync("facebook");

        await declarer.TypeAsync(account, "fb.com/Nguyen.Van.A", use: null);
        Assert.False((await declarer.DraftAsync()).IsComplete);
        Assert.Equal("fb.com/Nguyen.Van.A", (await declarer.DraftAsync()).Content.Find(account)!.Typed);

        await declarer.DescribeAsync(account, AccountUse.RunByMember, "  Tổ dân phố   14 ");
        var elsewhere = await declarer.World.ScopeOfAsync(declarer.User);
        var draft = (await declarer.World.RunAsync<GetMyDraft, ErrorOr<MyDraft>>(
            elsewhere, get => get.HandleAsync(CancellationToken.None))).Value;
        var saved = Assert.Single(draft.Content.Accounts);
        Assert.Equal(new DraftAccount(account, "facebook", "fb.com/Nguyen.Van.A", "Tổ dân phố 14", AccountUse.RunByMember), saved);
        Assert.True(draft.IsComplete);
        Assert.Equal(TestDatabase.Morning, draft.SavedAt);
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_and_said_at_its_field()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var account = await declarer.BeginAccountAsync("zalo");

        var step = await declarer.TypeAsync(account, "hoa hồng nhỏ");

        Assert.Equal(("Address", ErrorType.Validation), (step.FirstError.Code, step.FirstError.Type));
        Assert.NotEmpty(step.FirstError.Description);
        Assert.Equal("hoa hồng nhỏ", (await declarer.DraftAsync()).Content.Find(account)!.Typed);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("fb.com/abc\0def")]
    [InlineData("\uD800")]
    [InlineData("\uDC00\uD800 fb.com/x")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("javascript:alert(1)")]
    [InlineData("\u200B\u200B\uFEFF")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Hostile_text_is_a_problem_of_the_field_and_never_an_exception(string? typed)
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var account = await declarer.BeginAccountAsync("facebook");

        var step = await declarer.TypeAsync(account, typed);

        Assert.Equal("Address", step.FirstError.Code);
        Assert.False((await declarer.DraftAsync()).IsComplete);
    }

    [Fact]
    public async Task Invisible_characters_around_an_address_do_no_harm()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var account = await declarer.BeginAccountAsync("zalo");

        Assert.False((await declarer.TypeAsync(account, "\u200B 0912\u00A0345 678\uFEFF")).IsError);

        Assert.Equal("+84912345678", (await declarer.DraftAsync()).Content.Find(account)!.Address.Key);
    }

    [Fact]
    public async Task A_megabyte_is_refused_and_what_was_there_stays()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var account = await declarer.AddAsync("zalo", "0912345678");

        var step = await declarer.TypeAsync(account, new string('9', 1_000_000));

        Assert.Equal("Address", step.FirstError.Code);
        Assert.Equal("0912345678", (await declarer.DraftAsync()).Content.Find(account)!.Typed);
    }

    [Theory]
    [InlineData(null, "Hoa", "Use")]
    [InlineData((AccountUse)99, "Hoa", "Use")]
    [InlineData(AccountUse.Personal, "tên \uD800 hỏng", "DisplayName")]
    public async Task Whose_it_is_must_be_said_and_the_name_be_readable(AccountUse? use, string name, string field)
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var account = await declarer.AddAsync("zalo", "0912345678");

        Assert.Equal(field, (await declarer.DescribeAsync(account, use, name)).FirstError.Code);
    }

    [Fact]
    public async Task A_display_name_has_at_most_a_hundred_characters()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var account = await declarer.AddAsync("zalo", "0912345678");

        Assert.False((await declarer.DescribeAsync(account, displayName: new string('ư', AccountDetails.DisplayNameLength))).IsError);
        Assert.Equal(
            "DisplayName",
            (await declarer.DescribeAsync(account, displayName: new string('ư', AccountDetails.DisplayNameLength + 1))).FirstError.Code
        );
    }

    [Theory]
    [InlineData("facebook.com/nguyen.van.a", "https://m.facebook.com/NguyenVanA?locale=vi_VN")]
    [InlineData("https://www.facebook.com/profile.php?id=61550000002633", "https://www.facebook.com/p/Chi-Bo-14-61550000002633/")]
    [InlineData("https://www.facebook.com/pg/chibokhu14", "facebook.com/chi.bo.khu14")]
    public async Task The_same_account_twice_is_told_at_the_field_however_it_is_written(string first, string second)
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("facebook", first);
        var again = await declarer.BeginAccountAsync("facebook");

        var step = await declarer.TypeAsync(again, second);

        Assert.Equal("Address", step.FirstError.Code);
        Assert.Contains("đã có trong danh sách", step.FirstError.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_an_account_that_is_not_on_the_list_begins_no_draft()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();

        var removed = await declarer.RunAsync<RemoveAccountFromDraft, ErrorOr<Success>>(
            remove => remove.HandleAsync(Guid.CreateVersion7(), TestContext.Current.CancellationToken));

        Assert.False(removed.IsError);
        Assert.False((await declarer.DraftAsync()).IsStored);
    }

    [Fact]
    public async Task A_list_holds_twenty_accounts_and_no_more()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var late = await declarer.BeginAccountAsync("zalo");
        for (var i = 0; i < Draft.MaxAccounts; i++)
            await declarer.AddAsync("zalo", $"09123456{i:00}");

        Assert.Equal("Platform", (await declarer.ChooseAsync(Guid.CreateVersion7(), "zalo")).FirstError.Code);
        Assert.Equal("Platform", (await declarer.TypeAsync(late, "0987654321")).FirstError.Code);
        Assert.Equal(Draft.MaxAccounts, (await declarer.DraftAsync()).Content.Accounts.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("myspace")]
    public async Task A_platform_must_be_one_of_the_list(string? platform)
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());

        var step = await declarer.ChooseAsync(Guid.CreateVersion7(), platform is null ? [] : [platform]);

        Assert.Equal("Platform", step.FirstError.Code);
        Assert.False((await declarer.DraftAsync()).IsStored);
    }

    [Fact]
    public void Accounts_of_one_form_have_an_id_for_each_platform_whichever_of_them_one_comes_from()
    {
        var key = Guid.CreateVersion7();

        var ids = Platform.BuiltIn.Select(p => AccountIds.Of(key, p)).ToList();

        Assert.Distinct(ids);
        Assert.All(ids, id => Assert.Equal(ids, Platform.BuiltIn.Select(p => AccountIds.Of(id, p))));
        Assert.NotEqual(ids[0], AccountIds.Of(Guid.CreateVersion7(), Platform.BuiltIn[0]));
    }

    [Fact]
    public async Task What_is_right_in_a_form_is_kept_beside_what_is_wrong()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var account = await declarer.AddAsync("zalo", "0912345678", displayName: "Hoa");

        var step = await declarer.DescribeAsync(account, AccountUse.RunByMember, new string('a', AccountDetails.DisplayNameLength + 1));

        Assert.Equal("DisplayName", Assert.Single(step.Errors).Code);
        var kept = (await declarer.DraftAsync()).Content.Find(account)!;
        Assert.Equal((AccountUse.RunByMember, "Hoa", "0912345678"), (kept.Use, kept.DisplayName, kept.Typed));
    }

    [Fact]
    public async Task The_same_form_sent_twelve_times_at_once_adds_one_account()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var account = await declarer.BeginAccountAsync("tiktok");

        var steps = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => declarer.TypeAsync(account, "@an.nguyen")));

        Assert.DoesNotContain(steps, s => s.IsError);
        Assert.Equal(account, Assert.Single((await declarer.DraftAsync()).Content.Accounts).Id);
    }

    [Fact]
    public async Task A_platform_that_is_chosen_leaves_nothing_behind_until_the_address_is_typed()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var key = Guid.CreateVersion7();
        Assert.Equal([Platform.Facebook], (await declarer.ChooseAsync(key, "facebook")).Value);
        Assert.Equal([Platform.Zalo, Platform.TikTok], (await declarer.ChooseAsync(key, "tiktok", "zalo")).Value);
        Assert.False((await declarer.DraftAsync()).IsStored);

        var account = await declarer.BeginAccountAsync("tiktok");
        Assert.True((await declarer.TypeAsync(account, " \u200B ")).IsError);
        Assert.False((await declarer.DraftAsync()).IsStored);
        await declarer.TypeAsync(account, "@an.nguyen");
        Assert.Equal("tiktok", Assert.Single((await declarer.DraftAsync()).Content.Accounts).PlatformCode);
    }

    [Fact]
    public async Task Going_back_to_the_choice_changes_no_account_that_has_its_address()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var facebook = await declarer.BeginAccountAsync("facebook");
        await declarer.TypeAsync(facebook, "fb.com/nguyen.van.a");

        Assert.Equal(facebook, AccountIds.Of(facebook, (await declarer.ChooseAsync(facebook, "facebook")).Value.Single()));
        var tiktok = AccountIds.Of(facebook, (await declarer.ChooseAsync(facebook, "tiktok")).Value.Single());
        Assert.NotEqual(facebook, tiktok);
        Assert.Equal(ErrorType.NotFound, (await declarer.TypeAsync(tiktok, "@an.nguyen")).FirstError.Type);

        Assert.Equal("fb.com/nguyen.van.a", Assert.Single((await declarer.DraftAsync()).Content.Accounts).Typed);
    }

    [Fact]
    public async Task An_emptied_field_leaves_the_address_that_was_there()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var account = await declarer.AddAsync("zalo", "0912345678");

        Assert.Equal("Address", (await declarer.TypeAsync(account, "")).FirstError.Code);

        Assert.Equal("0912345678", (await declarer.DraftAsync()).Content.Find(account)!.Typed);
    }

    [Fact]
    public async Task Accounts_without_an_address_of_older_drafts_are_gone_when_the_draft_is_read()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var (facebook, zalo) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await declarer.RunAsync<DraftStore, ErrorOr<Success>>(store => store.ChangeAsync(
            AccessRequirement.Member,
            draft => draft with { Accounts = [new(facebook, "facebook"), new(zalo, "zalo", "0912345678", null, AccountUse.Personal)] },
            CancellationToken.None));

        var draft = await declarer.DraftAsync();

        Assert.Equal(zalo, Assert.Single(draft.Content.Accounts).Id);
        Assert.True(draft.IsComplete);
        Assert.False((await declarer.PostAsync(await declarer.PageAsync())).IsError);
    }

    [Fact]
    public async Task Steps_from_many_tabs_at_once_follow_each_other_and_none_is_lost()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());

        var added = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => declarer.AddAsync("zalo", $"091234567{i}")));

        Assert.Equal(added.Order(), (await declarer.DraftAsync()).Content.Accounts.Select(a => a.Id).Order());
    }

    [Fact]
    public async Task No_accounts_is_an_answer_that_a_list_contradicts()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        Task<ErrorOr<Success>> AnswerAsync() =>
            declarer.RunAsync<AnswerNoAccounts, ErrorOr<Success>>(answer => answer.HandleAsync(CancellationToken.None));
        var account = await declarer.AddAsync("zalo", "0912345678");
        Assert.Equal("Platform", (await AnswerAsync()).FirstError.Code);

        await declarer.RunAsync<RemoveAccountFromDraft, ErrorOr<Success>>(remove => remove.HandleAsync(account, CancellationToken.None));
        Assert.Null((await declarer.DraftAsync()).Content.Answer);
        Assert.False((await AnswerAsync()).IsError);
        Assert.Equal(DeclarationAnswer.NoAccounts, (await declarer.DraftAsync()).Content.Answer);

        await declarer.BeginAccountAsync("zalo");
        Assert.Equal(DeclarationAnswer.NoAccounts, (await declarer.DraftAsync()).Content.Answer);
        await declarer.AddAsync("zalo", "0912345678");
        Assert.Equal(DeclarationAnswer.HasAccounts, (await declarer.DraftAsync()).Content.Answer);
    }

    [Fact]
    public async Task An_account_that_is_not_in_the_draft_does_not_exist()
    {
        var world = await database.NewWorldAsync();
        var declarer = await Declarer.InAsync(world);
        var other = await Declarer.InAsync(world);
        var foreign = await other.AddAsync("zalo", "0912345678");

        Assert.Equal(ErrorType.NotFound, (await declarer.TypeAsync(foreign, "0912345678")).FirstError.Type);
        Assert.Equal(ErrorType.NotFound, (await declarer.DescribeAsync(foreign)).FirstError.Type);
        Assert.True(
            (
                await declarer.RunAsync<GetDraftAccount, ErrorOr<MyDraftAccount>>(
                    get => get.HandleAsync(new(foreign), CancellationToken.None))
            ).IsError
        );
    }

    [Fact]
    public async Task The_members_own_number_is_suggested_for_the_first_Zalo_account_only()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync(), phone: "+84912345678");
        async Task<string?> SuggestionAsync(Guid account, string platform) =>
            (await declarer.RunAsync<GetDraftAccount, ErrorOr<MyDraftAccount>>(
                get => get.HandleAsync(new(account, platform), CancellationToken.None))).Value.Suggestion;

        var first = await declarer.BeginAccountAsync("zalo");
        Assert.Equal("0912 345 678", await SuggestionAsync(first, "zalo"));
        Assert.Null(await SuggestionAsync(await declarer.BeginAccountAsync("facebook"), "facebook"));
        await declarer.TypeAsync(first, "0987654321");
        Assert.Null(await SuggestionAsync(first, "zalo"));
        Assert.Null(await SuggestionAsync(await declarer.BeginAccountAsync("zalo"), "zalo"));
    }

    [Fact]
    public async Task A_discarded_draft_leaves_nothing_behind()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912345678");

        await declarer.RunAsync<DiscardDraft, ErrorOr<Deleted>>(discard => discard.HandleAsync(CancellationToken.None));

        var draft = await declarer.DraftAsync();
        Assert.False(draft.IsStored);
        Assert.Empty(draft.Content.Accounts);
    }

    [Fact]
    public async Task A_draft_is_seen_by_its_member_alone_even_in_the_database()
    {
        var world = await database.NewWorldAsync();
        var declarer = await Declarer.InAsync(world);
        await declarer.AddAsync("zalo", "0912345678");
        var neighbour = await Declarer.InAsync(world);
        var secretary = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Secretary, world.Branch)));
        var board = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Board, world.District)));

        Assert.Equal(1, await DraftsSeenAsync(declarer.Scope, declarer.Member.Id));
        Assert.Equal(0, await DraftsSeenAsync(neighbour.Scope, declarer.Member.Id));
        Assert.Equal(0, await DraftsSeenAsync(secretary, declarer.Member.Id));
        Assert.Equal(0, await DraftsSeenAsync(board, declarer.Member.Id));
        Assert.Equal(0, await DraftsSeenAsync(AccessScope.Nobody, declarer.Member.Id));
    }

    [Fact]
    public async Task A_stored_draft_cannot_be_read_without_the_keys()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912345678", displayName: "Hoa Nguyễn");

        await using var connection = await ConnectAsync(declarer.Scope);
        await using var command = new NpgsqlCommand("select content from registry.declaration_drafts", connection);
        var content = Encoding.UTF8.GetString((byte[])(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);

        Assert.DoesNotContain("0912345678", content, StringComparison.Ordinal);
        Assert.DoesNotContain("Hoa", content, StringComparison.Ordinal);
        Assert.DoesNotContain("zalo", content, StringComparison.Ordinal);
    }

    private async Task<long> DraftsSeenAsync(AccessScope scope, Guid member)
    {
        await using var connection = await ConnectAsync(scope);
        await using var command = new NpgsqlCommand("select count(*) from registry.declaration_drafts where member_id = $1", connection)
        {
            Parameters = { new() { Value = member } },
        };
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>The application's role on a connection that says nothing but who is asking.</summary>
    private async Task<NpgsqlConnection> ConnectAsync(AccessScope scope)
    {
        var connection = await (await database.InstallationAsync()).App.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            "select set_config('app.user', $1, false), set_config('app.member', $2, false), set_config('app.scope_from', $3, "
                + "false), set_config('app.scope_to', $4, false)",
            connection
        );
        foreach (var value in new[] { scope.UserId?.ToString() ?? "", scope.MemberId?.ToString() ?? "", scope.From.Value, scope.To.Value })
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
