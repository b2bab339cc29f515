using ErrorOr;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

public sealed class MyDraftTests(TestDatabase database)
{
    [Fact]
    public async Task Before_the_first_word_there_is_nothing()
    {
        var draft = await (await Declarer.InAsync(await database.NewWorldAsync())).DraftAsync();

        Assert.Equal((false, false, false, null), (draft.IsStored, draft.IsComplete, draft.IsStale, draft.Latest));
        Assert.Equal("Chi bộ Khu 14", draft.Declarant.BranchName);
    }

    [Fact]
    public async Task Declaring_again_starts_from_the_latest_version_and_stores_nothing_by_looking()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912 345 678", displayName: "Hoa");
        var first = await declarer.SubmitAsync();
        await declarer.ConfirmAsync();

        var draft = await declarer.DraftAsync();

        Assert.False(draft.IsStored);
        Assert.True(draft.IsComplete);
        Assert.Equal(new DraftBasis(first.Id, first.Version + 1), draft.Content.BasedOn);
        Assert.Equal(
            ("zalo", "0912 345 678", "Hoa"),
            (draft.Content.Accounts[0].PlatformCode, draft.Content.Accounts[0].Typed, draft.Content.Accounts[0].DisplayName)
        );
    }

    [Fact]
    public async Task A_returned_declaration_shows_each_defect_at_its_field_in_the_order_of_the_list()
    {
        var declarer = await ReturnedAsync(
            (2, DefectField.DisplayName, "Ghi tên thật."),
            (2, DefectField.Address, "Đường dẫn chia sẻ, chưa rõ của ai."),
            (0, DefectField.WholeList, "Thiếu tài khoản TikTok.")
        );

        var defects = (await declarer.DraftAsync()).Defects;

        Assert.Equal(
            [
                (null, DefectField.WholeList, "Thiếu tài khoản TikTok."),
                (2, DefectField.Address, "Đường dẫn chia sẻ, chưa rõ của ai."),
                (2, DefectField.DisplayName, "Ghi tên thật."),
            ],
            defects.Select(d => (d.Account?.Position, d.Field, d.Note))
        );
        Assert.All(defects, d => Assert.False(d.IsMended));
    }

    [Fact]
    public async Task A_defect_is_mended_when_the_draft_says_something_else_about_that_very_field()
    {
        var declarer = await ReturnedAsync((2, DefectField.Address, "a"), (2, DefectField.DisplayName, "b"), (2, DefectField.Use, "c"));
        var facebook = (await declarer.DraftAsync()).Content.Accounts[1].Id;
        async Task<DefectField[]> MendedAsync() => [.. (await declarer.DraftAsync()).Defects.Where(d => d.IsMended).Select(d => d.Field)];

        await declarer.TypeAsync(facebook, "không phải đường dẫn nào cả");
        Assert.Empty(await MendedAsync());
        await declarer.TypeAsync(facebook, "facebook.com/NGUYEN.VAN.A?mibextid=1");
        Assert.Empty(await MendedAsync());

        await declarer.TypeAsync(facebook, "facebook.com/tran.thi.b");
        Assert.Equal([DefectField.Address], await MendedAsync());
        await declarer.DescribeAsync(facebook, AccountUse.Personal, "Tên thật");
        Assert.Equal([DefectField.Address, DefectField.DisplayName], await MendedAsync());
        await declarer.DescribeAsync(facebook, AccountUse.RunByMember, "Tên thật");
        Assert.Equal([DefectField.Address, DefectField.DisplayName, DefectField.Use], await MendedAsync());
    }

    [Fact]
    public async Task Taking_an_account_off_the_list_mends_its_defects_and_one_of_the_list()
    {
        var declarer = await ReturnedAsync(
            (2, DefectField.Address, "Không phải của đồng chí."),
            (0, DefectField.WholeList, "Thừa một tài khoản.")
        );
        var facebook = (await declarer.DraftAsync()).Content.Accounts[1].Id;

        await declarer.RunAsync<RemoveAccountFromDraft, ErrorOr<Success>>(remove => remove.HandleAsync(facebook, CancellationToken.None));

        Assert.All((await declarer.DraftAsync()).Defects, d => Assert.True(d.IsMended));
    }

    [Fact]
    public async Task The_task_tells_where_the_declaration_stands()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        async Task<MyTask> TaskAsync() =>
            (await declarer.RunAsync<GetMyTask, ErrorOr<MyTask>>(get => get.HandleAsync(CancellationToken.None))).Value;
        Assert.Equal(new MyTask(DeclarationState.NotDeclared, null, null, null, 0), await TaskAsync());

        await declarer.AddAsync("zalo", "0912345678");
        Assert.Equal(new MyTask(DeclarationState.NotDeclared, null, null, TestDatabase.Morning, 0), await TaskAsync());
        await declarer.SubmitAsync();
        Assert.Equal(new MyTask(DeclarationState.Submitted, 1, TestDatabase.Morning, null, 0), await TaskAsync());
        await declarer.ReturnAsync((1, DefectField.Address, "a"), (1, DefectField.Use, "b"));
        Assert.Equal(new MyTask(DeclarationState.Returned, 1, TestDatabase.Morning, null, 2), await TaskAsync());
        await declarer.SubmitAsync();
        await declarer.ConfirmAsync();
        Assert.Equal(new MyTask(DeclarationState.Confirmed, 2, TestDatabase.Morning, null, 0), await TaskAsync());
    }

    private async Task<Declarer> ReturnedAsync(params (int Position, DefectField Field, string Note)[] defects)
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.AddAsync("facebook", "fb.com/nguyen.van.a");
        await declarer.SubmitAsync();
        await declarer.ReturnAsync(defects);
        return declarer;
    }
}
