using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

public sealed class DecisionTests(TestDatabase database)
{
    private static readonly TypedAccount Zalo = new("zalo", "0912 345 678");

    [Fact]
    public async Task A_confirmed_declaration_comes_into_force_and_the_one_before_gives_way()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Bình");
        var first = await world.SubmitAsync(member, Zalo);
        Assert.Null((await world.ConfirmAsync(world.Secretary, world.Branch, first)).Refusal());
        var second = await world.SubmitAsync(member, Zalo, new TypedAccount("tiktok", "@binh.vn"));

        Assert.Null((await world.ConfirmAsync(world.Secretary, world.Branch, second)).Refusal());

        Assert.Equal(DeclarationStatus.Superseded, (await world.FindAsync(first.Id)).Status);
        var confirmed = await world.FindAsync(second.Id);
        Assert.Equal(
            (DeclarationStatus.Confirmed, world.Secretary.UserId, world.Clock.GetUtcNow()),
            (confirmed.Status, confirmed.DecidedBy, confirmed.DecidedAt)
        );
        var now = await world.FindAsync(member);
        Assert.Equal((DeclarationState.Confirmed, second.Id), (now.DeclarationState, now.CurrentDeclarationId));
    }

    [Fact]
    public async Task A_return_carries_every_defect_sealed_and_leaves_the_version_in_force_alone()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Bình");
        var first = await world.SubmitAsync(member, Zalo);
        await world.ConfirmAsync(world.Secretary, world.Branch, first);
        var second = await world.SubmitAsync(member, Zalo, new TypedAccount("facebook", "fb.com/binh.tran"));
        var accounts = await AccountsAsync(world, second);

        var answer = await world.ReturnAsync(world.Secretary, world.Branch, second,
        [
            new(accounts[0], DefectField.Address, true, "Số này của con trai đồng chí."),
            new(accounts[1], DefectField.DisplayName, true, "  Ghi tên hiển thị.\r\n"),
            new(accounts[1], DefectField.Use, false, ""),
            new(null, DefectField.WholeList, true, "Thiếu TikTok."),
        ]);

        Assert.Null(answer.Refusal());
        var now = await world.FindAsync(member);
        Assert.Equal((DeclarationState.Returned, first.Id), (now.DeclarationState, now.CurrentDeclarationId));
        Assert.Equal(DeclarationStatus.Confirmed, (await world.FindAsync(first.Id)).Status);
        var opened = (await world.OpenAsync(world.Secretary, world.Branch, second.Id)).Value;
        Assert.Equal(
            ["Số này của con trai đồng chí.", "Ghi tên hiển thị.", "Thiếu TikTok."],
            opened.Defects.Select(d => d.Note).Order(StringComparer.Ordinal).OrderBy(n => n[0] == 'T').ThenBy(n => n[0] == 'G')
        );
        Assert.Equal(3, opened.Defects.Count);
        var stored = await world.ReadAsync(db =>
            db.Defects.Where(d => d.DeclarationId == second.Id).Select(d => d.Note).ToListAsync(TestContext.Current.CancellationToken)
        );
        Assert.All(stored, note => Assert.DoesNotContain("con trai", System.Text.Encoding.UTF8.GetString(note), StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Security", "Z9")]
    public async Task A_decision_names_the_version_that_was_seen()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var declaration = await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Trần Thị Bình"), Zalo);

        foreach (var version in new[] { 0, declaration.Version - 1, declaration.Version + 1 })
        {
            Assert.Equal(ErrorType.Conflict, (await world.ConfirmAsync(world.Secretary, world.Branch, declaration, version)).Refusal());
            Assert.Equal(
                ErrorType.Conflict,
                (await world.ReturnAsync(world.Secretary, world.Branch, declaration, version: version)).Refusal()
            );
        }

        Assert.Equal(DeclarationStatus.Submitted, (await world.FindAsync(declaration.Id)).Status);
    }

    [Fact]
    [Trait("Security", "Z9")]
    public async Task A_version_that_was_withdrawn_superseded_or_decided_cannot_be_decided_again()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Bình");
        var withdrawn = await world.SubmitAsync(member, Zalo);
        var returned = await world.SubmitAsync(member, Zalo);
        await world.ReturnAsync(world.Secretary, world.Branch, returned);
        var confirmed = await world.SubmitAsync(member, Zalo);
        await world.ConfirmAsync(world.Secretary, world.Branch, confirmed);

        foreach (var id in new[] { withdrawn.Id, returned.Id, confirmed.Id })
        {
            var stored = await world.FindAsync(id);
            Assert.Equal(ErrorType.Conflict, (await world.ConfirmAsync(world.Secretary, world.Branch, stored)).Refusal());
            Assert.Equal(ErrorType.Conflict, (await world.ReturnAsync(world.Secretary, world.Branch, stored)).Refusal());
            Assert.Equal(stored.Version, (await world.FindAsync(id)).Version);
        }
    }

    [Fact]
    [Trait("Security", "G1")]
    public async Task The_same_form_sent_twelve_times_is_one_decision_with_one_event()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var declaration = await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Trần Thị Bình"), Zalo);
        var key = Guid.CreateVersion7();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => world.ReturnAsync(world.Secretary, world.Branch, declaration, key: key))
        );

        Assert.All(answers, answer => Assert.Null(answer.Refusal()));
        Assert.Single(await world.EventsAsync<DeclarationReturned>(declaration.MemberId));
        Assert.Equal(
            1,
            await world.ReadAsync(db =>
                db.Defects.CountAsync(d => d.DeclarationId == declaration.Id, TestContext.Current.CancellationToken)
            )
        );
    }

    [Fact]
    public async Task The_key_of_a_form_that_served_another_declaration_decides_nothing()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var one = await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Trần Thị Bình"), Zalo);
        var other = await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Trần Văn Cường"));
        var key = Guid.CreateVersion7();
        await world.ConfirmAsync(world.Secretary, world.Branch, one, key: key);

        Assert.Equal(ErrorType.Conflict, (await world.ConfirmAsync(world.Secretary, world.Branch, other, key: key)).Refusal());
        Assert.Equal(DeclarationStatus.Submitted, (await world.FindAsync(other.Id)).Status);
    }

    [Fact]
    [Trait("Security", "Z5")]
    public async Task Nobody_decides_their_own_by_any_sign_in_or_role()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Vũ Thị Dung");
        var declaration = await world.SubmitAsync(member, Zalo);
        Caller[] routes =
        [
            await world.AddUserAsync(member, (Role.Secretary, world.Branch)),
            await world.AddUserAsync(member, (Role.Committee, world.Committee)),
            await world.AddUserAsync(member, (Role.Board, world.District)),
            // A second sign-in that itself names no member, and is known only by its role.
            await world.AddUnboundUserAsync(member, Role.Board, world.District),
        ];

        foreach (var route in routes)
        {
            foreach (
                var unit in route.Grants.Select(g =>
                    g.UnitId == world.Branch.Id ? world.Branch
                    : g.UnitId == world.Committee.Id ? world.Committee
                    : world.District
                )
            )
            {
                Assert.Equal(ErrorType.Forbidden, (await world.ConfirmAsync(route, unit, declaration)).Refusal());
                Assert.Equal(ErrorType.Forbidden, (await world.ReturnAsync(route, unit, declaration)).Refusal());
                var page = (await world.OpenAsync(route, unit, declaration.Id)).Value;
                Assert.False(page.CanDecide);
                Assert.Contains("không tự xem xét", page.Refusal, StringComparison.Ordinal);
            }
        }

        Assert.Equal(DeclarationStatus.Submitted, (await world.FindAsync(declaration.Id)).Status);
    }

    [Fact]
    public async Task A_secretary_declaration_is_decided_above_the_branch_and_by_nobody_in_it()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var secretary = await world.ReadAsync(db =>
            db.Members.SingleAsync(m => m.Id == world.Secretary.MemberId, TestContext.Current.CancellationToken)
        );
        var declaration = await world.SubmitAsync(secretary, Zalo);
        var deputy = await world.AddUserAsync(await world.AddMemberAsync(world.Branch, "Đỗ Văn Phó"), (Role.Secretary, world.Branch));
        var committeeOfBranch = await world.AddUserAsync(null, (Role.Committee, world.Branch));

        foreach (var inside in new[] { deputy, committeeOfBranch })
        {
            Assert.Equal(ErrorType.Forbidden, (await world.ConfirmAsync(inside, world.Branch, declaration)).Refusal());
            Assert.Equal(ErrorType.Forbidden, (await world.ReturnAsync(inside, world.Branch, declaration)).Refusal());
        }

        // The page of the branch serves the committee above as well as its own.
        Assert.Null((await world.ConfirmAsync(world.CommitteeReviewer, world.Branch, declaration)).Refusal());
        Assert.Equal(DeclarationStatus.Confirmed, (await world.FindAsync(declaration.Id)).Status);
    }

    [Fact]
    [Trait("Security", "Z5")]
    public async Task Who_became_secretary_after_handing_in_is_secretary_at_the_decision_and_who_no_longer_is_is_not()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var deputy = await world.AddUserAsync(await world.AddMemberAsync(world.Branch, "Đỗ Văn Phó"), (Role.Secretary, world.Branch));
        var member = await world.AddMemberAsync(world.Branch, "Bùi Thị Mới");
        var declaration = await world.SubmitAsync(member, Zalo);
        var promoted = await world.AddUserAsync(member, (Role.Secretary, world.Branch));

        Assert.Equal(ErrorType.Forbidden, (await world.ConfirmAsync(deputy, world.Branch, declaration)).Refusal());

        await world.RevokeAsync(promoted);
        Assert.Null((await world.ConfirmAsync(deputy, world.Branch, declaration)).Refusal());
    }

    [Fact]
    [Trait("Security", "Z2")]
    public async Task Out_of_reach_is_the_same_as_not_there()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var declaration = await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Trần Thị Bình"), Zalo);
        var nobody = await world.AddUserAsync(await world.AddMemberAsync(world.Branch, "Hồ Văn Thường"));
        (Caller Caller, PartyNet.Domain.Units.Unit Unit)[] outside =
        [
            (world.NeighbourSecretary, world.Neighbour),
            (world.NeighbourSecretary, world.Branch),
            (world.FarSecretary, world.FarBranch),
            (world.FarSecretary, world.District),
            (world.Secretary, world.Neighbour),
            (world.CommitteeReviewer, world.Neighbour),
            (world.CommitteeReviewer, world.OtherCommittee),
            (world.Board, world.OtherCommittee),
            (nobody, world.Branch),
        ];

        foreach (var (caller, unit) in outside)
        {
            Assert.Equal(ErrorType.NotFound, (await world.OpenAsync(caller, unit, declaration.Id)).Refusal());
            Assert.Equal(ErrorType.NotFound, (await world.ConfirmAsync(caller, unit, declaration)).Refusal());
            Assert.Equal(ErrorType.NotFound, (await world.ReturnAsync(caller, unit, declaration)).Refusal());
        }

        Assert.Equal(ErrorType.NotFound, (await world.OpenAsync(world.Secretary, world.Branch, Guid.CreateVersion7())).Refusal());
        Assert.Equal(DeclarationStatus.Submitted, (await world.FindAsync(declaration.Id)).Status);
        Assert.Empty(await world.EventsAsync<DeclarationViewed>(declaration.MemberId));
    }

    private static Task<List<Guid>> AccountsAsync(ReviewWorld world, Declaration declaration) =>
        world.ReadAsync(db =>
            db.DeclaredAccounts.Where(a => a.DeclarationId == declaration.Id)
                .OrderBy(a => a.Position)
                .Select(a => a.Id)
                .ToListAsync(TestContext.Current.CancellationToken)
        );
}
