using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Declarations;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

public sealed class SubmitDeclarationTests(TestDatabase database)
{
    [Fact]
    public async Task A_submitted_draft_becomes_declaration_number_one_and_is_gone()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912 345 678", displayName: "Hoa Nguyễn");
        await declarer.AddAsync("facebook", "https://www.facebook.com/groups/chibokhu14", AccountUse.RunByMember);

        var declaration = await declarer.SubmitAsync();

        Assert.Equal(
            (1, DeclarationStatus.Submitted, DeclarationAnswer.HasAccounts, 2),
            (declaration.Number, declaration.Status, declaration.Answer, declaration.AccountCount)
        );
        Assert.Equal((false, null, TestDatabase.Morning), (declaration.Unchanged, declaration.PreviousId, declaration.SubmittedAt));
        var member = await declarer.StoredMemberAsync();
        Assert.Equal(
            (DeclarationState.Submitted, TestDatabase.Morning, null),
            (member.DeclarationState, member.DeclarationStateAt, member.CurrentDeclarationId)
        );
        Assert.False((await declarer.DraftAsync()).IsStored);
    }

    [Fact]
    public async Task The_accounts_are_frozen_sealed_and_found_by_equality()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912 345 678");
        await declarer.AddAsync("facebook", "fb.com/share/1YxwPSZJfw", AccountUse.RunByMember, "Tổ 14");
        var declaration = await declarer.SubmitAsync();

        var accounts = await declarer.World.ReadAsync(
            declarer.World.Everything,
            db => db.DeclaredAccounts.AsNoTracking().Where(a => a.DeclarationId == declaration.Id).OrderBy(a => a.Position).ToListAsync()
        );
        Assert.Equal(
            [(1, "zalo", AccountUse.Personal, AccountFlags.None), (2, "facebook", AccountUse.RunByMember, AccountFlags.FullLinkNeeded)],
            accounts.Select(a => (a.Position, a.PlatformCode, a.Use, a.Flags))
        );
        Assert.All(accounts, a => Assert.Equal(declarer.World.Branch.Path, a.UnitPath));

        var receipt = await declarer.RunAsync<GetMyReceipt, ErrorOr<MyReceipt>>(get => get.HandleAsync(1, CancellationToken.None));
        Assert.Equal(
            ("https://zalo.me/0912345678", "0912 345 678"),
            (receipt.Value.Accounts[0].Canonical, receipt.Value.Accounts[0].Shown)
        );
        Assert.Equal("Tổ 14", receipt.Value.Accounts[1].DisplayName);

        var value = await declarer.RunAsync<ISecrets, IReadOnlyList<BlindIndexValue>>(secrets =>
            Task.FromResult(secrets.Index(IndexedField.Account, "zalo|1|+84912345678"))
        );
        var found = await declarer.World.ReadAsync(
            declarer.World.Everything,
            db => db.BlindIndexes.Where(b => b.Digest == value[0].Digest).Select(b => b.OwnerId).ToListAsync()
        );
        Assert.Equal([accounts[0].Id], found);
    }

    [Fact]
    public async Task Direction_marks_in_what_was_typed_reach_nobody_else()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("tiktok", "\u202E@abc.vn");
        await declarer.SubmitAsync();

        Assert.Equal("@abc.vn", Assert.Single((await declarer.DraftAsync()).Content.Accounts).Typed);
    }

    [Fact]
    public async Task No_accounts_can_be_declared_too()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.RunAsync<AnswerNoAccounts, ErrorOr<Success>>(answer => answer.HandleAsync(CancellationToken.None));

        var declaration = await declarer.SubmitAsync();

        Assert.Equal((DeclarationAnswer.NoAccounts, 0), (declaration.Answer, declaration.AccountCount));
        Assert.Equal(DeclarationState.Submitted, (await declarer.StoredMemberAsync()).DeclarationState);
    }

    [Fact]
    public async Task Audit_names_the_declaration_and_the_member_in_no_role()
    {
        var world = await database.NewWorldAsync();
        var secretary = await Declarer.InAsync(world, grants: (Role.Secretary, world.Branch));
        await secretary.AddAsync("zalo", "0912345678");
        var declaration = await secretary.SubmitAsync();

        var (process, subject) = await world.ReadAsync(secretary.Scope, async db =>
        {
            var found = await db.ProcessSubjects.SingleAsync(s => s.DeclarationId == declaration.Id);
            return (await db.Processes.SingleAsync(p => p.Id == found.ProcessId), found);
        });
        Assert.Equal((ProcessType.DeclarationSubmitted, (Role?)null, world.Branch.Id), (process.Type, process.ActorRole, process.UnitId));
        Assert.Equal((secretary.User.Id, secretary.Member.Id), (process.ActorId, subject.MemberId));
    }

    [Fact]
    public async Task The_notice_that_was_read_is_stored_with_the_declaration()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var notice = await PublishAsync(declarer.World, declarer.World.District, 1);
        await declarer.AddAsync("zalo", "0912345678");

        Assert.Equal(notice.Id, (await declarer.SubmitAsync()).NoticeId);
    }

    [Fact]
    public async Task A_notice_published_meanwhile_must_be_read_first()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912345678");
        var page = await declarer.PageAsync();
        await PublishAsync(declarer.World, declarer.World.Grassroots, 1);

        Assert.Contains("vừa được cập nhật", (await declarer.PostAsync(page)).FirstError.Description, StringComparison.Ordinal);
        Assert.Empty(await declarer.DeclarationsAsync());
        Assert.False((await declarer.PostAsync(await declarer.PageAsync())).IsError);
    }

    [Fact]
    public async Task Without_the_tick_or_the_forms_key_nothing_is_submitted()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912345678");
        var page = await declarer.PageAsync();

        Assert.Equal("Attested", (await declarer.PostAsync(page with { Attested = false })).FirstError.Code);
        Assert.Equal(ErrorType.Validation, (await declarer.PostAsync(page with { RequestKey = Guid.Empty })).FirstError.Type);
        Assert.Empty(await declarer.DeclarationsAsync());
    }

    [Fact]
    public async Task Nothing_answered_and_accounts_left_unfinished_are_refused()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        Assert.Equal(ErrorType.Validation, (await declarer.PostAsync(await declarer.PageAsync())).FirstError.Type);

        await declarer.AddAsync("zalo", "0912345678");
        var unfinished = await declarer.BeginAccountAsync("facebook");
        await declarer.TypeAsync(unfinished, "không nhớ rõ", use: null);
        Assert.Contains(
            "Tài khoản 2 (Facebook)",
            (await declarer.PostAsync(await declarer.PageAsync())).FirstError.Description,
            StringComparison.Ordinal
        );

        await declarer.TypeAsync(unfinished, "fb.com/nguyen.van.a", use: null);
        Assert.Contains(
            "Tài khoản 2 (Facebook)",
            (await declarer.PostAsync(await declarer.PageAsync())).FirstError.Description,
            StringComparison.Ordinal
        );
        Assert.Empty(await declarer.DeclarationsAsync());
    }

    [Theory]
    [InlineData(ActivityStatus.Active, true)]
    [InlineData(ActivityStatus.Exempt, true)]
    [InlineData(ActivityStatus.TransferredOut, false)]
    [InlineData(ActivityStatus.Left, false)]
    [InlineData(ActivityStatus.Deceased, false)]
    public async Task Only_who_is_on_the_roll_of_the_branch_declares(ActivityStatus status, bool allowed)
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync(), shape: m => m.ChangeStatus(status));
        await declarer.AddAsync("zalo", "0912345678");

        var result = await declarer.PostAsync(await declarer.PageAsync());

        Assert.Equal(allowed, !result.IsError);
        Assert.True(allowed || result.FirstError.Type == ErrorType.Forbidden);
    }

    [Fact]
    public async Task Two_members_may_declare_one_account_and_neither_learns_of_the_other()
    {
        var world = await database.NewWorldAsync();
        var first = await Declarer.InAsync(world);
        var second = await Declarer.InAsync(world);
        foreach (var declarer in new[] { first, second })
        {
            await declarer.AddAsync("facebook", "fb.com/chung.mot.tai.khoan");
            Assert.Equal(1, (await declarer.SubmitAsync()).Number);
        }

        Assert.Equal(
            0,
            await world.ReadAsync(
                second.Scope,
                db => db.BlindIndexes.IgnoreQueryFilters(["scope"]).CountAsync(b => b.MemberId == first.Member.Id)
            )
        );
    }

    [Fact]
    public async Task A_list_that_repeats_the_confirmed_one_is_marked_unchanged()
    {
        var declarer = await ConfirmedAsync();

        var again = await declarer.SubmitAsync();

        Assert.Equal((2, true, 2), (again.Number, again.Unchanged, again.AccountCount));
        Assert.Equal((await declarer.DeclarationAsync(1)).Id, again.PreviousId);
    }

    [Fact]
    public async Task Any_difference_makes_it_a_change()
    {
        var declarer = await ConfirmedAsync();
        var account = (await declarer.DraftAsync()).Content.Accounts[0];
        await declarer.DescribeAsync(account.Id, account.Use, "Tên mới");

        Assert.False((await declarer.SubmitAsync()).Unchanged);
    }

    [Fact]
    public async Task What_was_changed_and_changed_back_is_unchanged()
    {
        var declarer = await ConfirmedAsync();
        var account = (await declarer.DraftAsync()).Content.Accounts[0];
        await declarer.DescribeAsync(account.Id, account.Use, "Tên mới");
        await declarer.DescribeAsync(account.Id, account.Use, account.DisplayName);

        Assert.True((await declarer.SubmitAsync()).Unchanged);
    }

    [Fact]
    public async Task A_confirmed_declaration_stays_in_force_until_the_next_is_confirmed()
    {
        var declarer = await ConfirmedAsync();
        await declarer.AddAsync("tiktok", "@abc.vn");
        await declarer.SubmitAsync();

        var confirmed = await declarer.DeclarationAsync(1);
        Assert.Equal(DeclarationStatus.Confirmed, confirmed.Status);
        Assert.Equal(confirmed.Id, (await declarer.StoredMemberAsync()).CurrentDeclarationId);

        await declarer.ConfirmAsync();
        Assert.Equal(
            [DeclarationStatus.Superseded, DeclarationStatus.Confirmed],
            (await declarer.DeclarationsAsync()).Select(d => d.Status)
        );
    }

    [Fact]
    public async Task A_pending_declaration_gives_way_and_is_not_what_the_next_is_compared_with()
    {
        var declarer = await ConfirmedAsync();
        await declarer.AddAsync("tiktok", "@abc.vn");
        var pending = await declarer.SubmitAsync();
        var draft = await declarer.DraftAsync();
        await declarer.DescribeAsync(draft.Content.Accounts[0].Id, AccountUse.RunByMember);

        var replacement = await declarer.SubmitAsync();

        Assert.Equal(
            [DeclarationStatus.Confirmed, DeclarationStatus.Withdrawn, DeclarationStatus.Submitted],
            (await declarer.DeclarationsAsync()).Select(d => d.Status)
        );
        Assert.Equal(pending.PreviousId, replacement.PreviousId);
        Assert.False(replacement.Unchanged);
    }

    [Fact]
    public async Task A_replacement_that_goes_back_to_the_confirmed_list_is_unchanged()
    {
        var declarer = await ConfirmedAsync();
        var added = await declarer.AddAsync("tiktok", "@abc.vn");
        await declarer.SubmitAsync();
        var tiktok = (await declarer.DraftAsync()).Content.Accounts.Single(a => a.PlatformCode == "tiktok");
        Assert.NotEqual(added, tiktok.Id);
        await declarer.RunAsync<RemoveAccountFromDraft, ErrorOr<Success>>(remove => remove.HandleAsync(tiktok.Id, CancellationToken.None));

        Assert.True((await declarer.SubmitAsync()).Unchanged);
    }

    [Fact]
    public async Task A_resubmission_takes_the_place_of_the_returned_one_and_is_compared_with_it()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();
        await declarer.ReturnAsync((1, DefectField.Address, "Số này không phải của đồng chí."));
        await declarer.TypeAsync((await declarer.DraftAsync()).Content.Accounts[0].Id, "0987654321");

        var again = await declarer.SubmitAsync();

        Assert.Equal(
            [DeclarationStatus.Superseded, DeclarationStatus.Submitted],
            (await declarer.DeclarationsAsync()).Select(d => d.Status)
        );
        Assert.Equal((2, (await declarer.DeclarationAsync(1)).Id, false), (again.Number, again.PreviousId, again.Unchanged));
    }

    [Fact]
    public async Task A_returned_declaration_that_is_sent_again_as_it_was_is_not_unchanged()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();
        await declarer.ReturnAsync((1, DefectField.Address, "Kiểm tra lại."));

        Assert.False((await declarer.SubmitAsync()).Unchanged);
    }

    private async Task<Declarer> ConfirmedAsync()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912345678", displayName: "Hoa");
        await declarer.AddAsync("facebook", "fb.com/nguyen.van.a");
        await declarer.SubmitAsync();
        await declarer.ConfirmAsync();
        return declarer;
    }

    private static async Task<UnitNotice> PublishAsync(World world, Unit unit, int number)
    {
        var notice = UnitNotice.Publish(
            Guid.CreateVersion7(),
            unit.Id,
            number,
            $"Thông báo {number} của {unit.Name}",
            "Mục đích.\n\nCăn cứ.",
            world.Clock.GetUtcNow()
        );
        await world.WriteAsync(ProcessType.NoticePublished, db => db.UnitNotices.Add(notice));
        return notice;
    }
}
