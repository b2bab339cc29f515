using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

public sealed class SubmitConcurrencyTests(TestDatabase database)
{
    [Fact]
    [Trait("Security", "B1")]
    public async Task Twelve_posts_of_one_form_make_one_declaration_and_get_one_answer()
    {
        var declarer = await DraftedAsync();
        var page = await declarer.PageAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => declarer.PostAsync(page)));

        Assert.All(results, r => Assert.Equal(1, r.Value));
        Assert.Single(await declarer.DeclarationsAsync());
        Assert.Equal(1, await EventsAsync(declarer));
    }

    [Fact]
    public async Task The_same_form_sent_again_later_gets_the_same_answer()
    {
        var declarer = await DraftedAsync();
        var page = await declarer.PageAsync();
        await declarer.PostAsync(page);
        await declarer.ConfirmAsync();

        Assert.Equal(1, (await declarer.PostAsync(page)).Value);
        Assert.Single(await declarer.DeclarationsAsync());
    }

    [Fact]
    public async Task Twelve_tabs_with_forms_of_their_own_make_one_declaration_too()
    {
        var declarer = await DraftedAsync();
        var page = await declarer.PageAsync();

        var results = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => declarer.PostAsync(page with { RequestKey = Guid.CreateVersion7() }))
        );

        Assert.All(results, r => Assert.Equal(1, r.Value));
        Assert.Single(await declarer.DeclarationsAsync());
        Assert.Equal(1, await EventsAsync(declarer));
    }

    [Fact]
    public async Task A_decision_made_meanwhile_is_a_conflict_that_keeps_the_draft()
    {
        var declarer = await DraftedAsync();
        await declarer.SubmitAsync();
        await declarer.AddAsync("tiktok", "@abc.vn");
        var page = await declarer.PageAsync();
        await declarer.ReturnAsync((1, DefectField.Address, "Sai số."));

        Assert.Equal(ErrorType.Conflict, (await declarer.PostAsync(page)).FirstError.Type);

        var draft = await declarer.DraftAsync();
        Assert.True(draft.IsStale);
        Assert.Equal(["zalo", "tiktok"], draft.Content.Accounts.Select(a => a.PlatformCode));
        Assert.Equal(ErrorType.Conflict, (await declarer.PostAsync(await declarer.PageAsync())).FirstError.Type);
    }

    [Fact]
    public async Task After_looking_at_the_decision_the_member_goes_on_with_the_same_draft()
    {
        var declarer = await DraftedAsync();
        await declarer.SubmitAsync();
        await declarer.AddAsync("tiktok", "@abc.vn");
        await declarer.ReturnAsync((1, DefectField.Address, "Sai số."));

        await declarer.RunAsync<KeepDraft, ErrorOr<Success>>(keep => keep.HandleAsync(CancellationToken.None));

        var draft = await declarer.DraftAsync();
        Assert.False(draft.IsStale);
        Assert.Equal("Sai số.", Assert.Single(draft.DefectsOf(draft.Content.Accounts[0].Id)).Note);
        Assert.Equal((2, 2), ((await declarer.SubmitAsync()).Number, (await declarer.DeclarationAsync(2)).AccountCount));
    }

    [Fact]
    public async Task A_form_shown_before_the_decision_does_not_pass_even_without_a_draft()
    {
        var declarer = await DraftedAsync();
        await declarer.SubmitAsync();
        await declarer.ConfirmAsync();
        var before = await declarer.DeclarationAsync(1);

        var result = await declarer.PostAsync(await declarer.PageAsync() with { BasedOn = new DraftBasis(before.Id, before.Version - 1) });

        Assert.Equal(ErrorType.Conflict, result.FirstError.Type);
    }

    [Fact]
    public async Task Of_a_replacement_and_a_confirmation_at_once_exactly_one_wins()
    {
        for (var round = 0; round < 10; round++)
        {
            var declarer = await DraftedAsync();
            var pending = await declarer.SubmitAsync();
            await declarer.AddAsync("tiktok", "@abc.vn");
            var page = await declarer.PageAsync();

            var replacing = declarer.PostAsync(page);
            var confirming = declarer.ConfirmAsync(pending);
            var replaced = await replacing;
            var confirmed = await confirming;

            Assert.NotEqual(confirmed, !replaced.IsError);
            var declarations = await declarer.DeclarationsAsync();
            var member = await declarer.StoredMemberAsync();
            if (confirmed)
            {
                Assert.Equal(ErrorType.Conflict, replaced.FirstError.Type);
                Assert.Equal([DeclarationStatus.Confirmed], declarations.Select(d => d.Status));
                Assert.Equal((DeclarationState.Confirmed, declarations[0].Id), (member.DeclarationState, member.CurrentDeclarationId));
                Assert.Equal(2, (await declarer.DraftAsync()).Content.Accounts.Count);
            }
            else
            {
                Assert.Equal([DeclarationStatus.Withdrawn, DeclarationStatus.Submitted], declarations.Select(d => d.Status));
                Assert.Equal((DeclarationState.Submitted, null), (member.DeclarationState, member.CurrentDeclarationId));
            }
        }
    }

    private static Task<int> EventsAsync(Declarer declarer) =>
        declarer.World.ReadAsync(
            declarer.Scope,
            db =>
                db.ProcessSubjects.Where(s => s.MemberId == declarer.Member.Id)
                    .Join(db.Processes, s => s.ProcessId, p => p.Id, (s, p) => p)
                    .CountAsync(p => p.Type == ProcessType.DeclarationSubmitted)
        );

    private async Task<Declarer> DraftedAsync()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912345678");
        return declarer;
    }
}
