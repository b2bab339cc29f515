using System.Text;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Units;
using PartyNet.IntegrationTests.Retention;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

/// <summary>What a reviewer has noted and not decided is there again afterwards, for nobody else, and not for ever.</summary>
[Trait("Security", "S3")]
public sealed class ReviewDraftTests(TestDatabase database)
{
    private static readonly DefectNote Note = new(null, DefectField.WholeList, true, "Thiếu Zalo 0912 345 678.");

    [Fact]
    public async Task Notes_are_shown_again_as_they_were_left()
    {
        var (world, declaration) = await PendingAsync();
        DefectNote[] notes =
        [
            Note, new(Guid.CreateVersion7(), DefectField.Use, false, "  hỏi lại\nbí thư  "), new(null, DefectField.Use, false, " "),
        ];

        var saved = await SaveAsync(world, world.Secretary, world.Branch, declaration, notes);

        Assert.Equal(TestDatabase.Morning, saved.Value);
        var kept = (await world.OpenAsync(world.Secretary, world.Branch, declaration.Id)).Value.Kept!;
        Assert.Equal(notes[..2], kept.Notes);
        Assert.Equal(TestDatabase.Morning, kept.SavedAt);
    }

    [Fact]
    public async Task The_latest_counts_and_an_emptied_form_leaves_nothing()
    {
        var (world, declaration) = await PendingAsync();
        await SaveAsync(world, world.Secretary, world.Branch, declaration, Note);

        await SaveAsync(world, world.Secretary, world.Branch, declaration, Note with { Note = "Thiếu Facebook." });
        Assert.Equal("Thiếu Facebook.", Assert.Single((await KeptAsync(world, declaration))!.Notes).Note);

        await SaveAsync(world, world.Secretary, world.Branch, declaration, Note with { Ticked = false, Note = "" });
        Assert.Null(await KeptAsync(world, declaration));
        Assert.Equal(0L, await RowsAsync(declaration));
    }

    [Fact]
    public async Task Nobody_else_sees_them_and_the_database_holds_no_word_of_them()
    {
        var (world, declaration) = await PendingAsync();
        await SaveAsync(world, world.Secretary, world.Branch, declaration, Note);

        Assert.Null((await world.OpenAsync(world.CommitteeReviewer, world.Committee, declaration.Id)).Value.Kept);
        foreach (var other in new[] { world.CommitteeReviewer, world.Board, world.NeighbourSecretary })
            Assert.Empty(await world.AsAsync(other, s => DraftsAsync(s, declaration)));
        Assert.Single(await world.AsAsync(world.Secretary, s => DraftsAsync(s, declaration)));
        await using var connection = await database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand("select content from registry.review_drafts where declaration_id = $1", connection)
        {
            Parameters = { new() { Value = declaration.Id } },
        };
        var content = Encoding.UTF8.GetString((byte[])(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
        Assert.DoesNotContain("0912", content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task They_are_gone_with_the_decision_and_nothing_is_saved_after_it(bool confirms)
    {
        var (world, declaration) = await PendingAsync();
        await SaveAsync(world, world.Secretary, world.Branch, declaration, Note);

        var decided = confirms
            ? await world.ConfirmAsync(world.Secretary, world.Branch, declaration)
            : await world.ReturnAsync(world.Secretary, world.Branch, declaration);

        Assert.False(decided.IsError);
        Assert.Equal(0L, await RowsAsync(declaration));
        Assert.Equal(ErrorType.Conflict, (await SaveAsync(world, world.Secretary, world.Branch, declaration, Note)).Refusal());
        Assert.Equal(0L, await RowsAsync(declaration));
    }

    [Fact]
    public async Task Whoever_was_too_late_still_finds_the_own_notes()
    {
        var (world, declaration) = await PendingAsync();
        await SaveAsync(world, world.Secretary, world.Branch, declaration, Note);

        await world.ConfirmAsync(world.CommitteeReviewer, world.Committee, declaration);

        Assert.Equal(Note, Assert.Single((await KeptAsync(world, declaration))!.Notes));
    }

    [Fact]
    public async Task Only_who_may_decide_may_note()
    {
        var (world, declaration) = await PendingAsync();

        Assert.Equal(ErrorType.NotFound, (await SaveAsync(world, world.NeighbourSecretary, world.Branch, declaration, Note)).Refusal());
        Assert.Equal(ErrorType.NotFound, (await SaveAsync(world, world.NeighbourSecretary, world.Neighbour, declaration, Note)).Refusal());
        var secretary = await world.ReadAsync(db => db.Members.SingleAsync(m => m.Id == world.Secretary.MemberId));
        var own = await world.SubmitAsync(secretary, new TypedAccount("zalo", "0987654321"));
        Assert.Equal(ErrorType.Forbidden, (await SaveAsync(world, world.Secretary, world.Branch, own, Note)).Refusal());
        Assert.Equal(0L, await RowsAsync(declaration) + await RowsAsync(own));
    }

    [Fact]
    public async Task More_than_any_form_holds_is_refused()
    {
        var (world, declaration) = await PendingAsync();

        var saved = await SaveAsync(world, world.Secretary, world.Branch, declaration, Note with { Note = new string('a', 100_000) });

        Assert.Equal(ErrorType.Validation, saved.Refusal());
        Assert.Equal(0L, await RowsAsync(declaration));
    }

    [Fact]
    public async Task After_a_week_they_are_not_shown_and_the_row_is_forgotten()
    {
        var (world, declaration) = await PendingAsync();
        var other = await world.AddMemberAsync(world.Branch, "Lê Thị Mới");
        var fresh = await world.SubmitAsync(other, new TypedAccount("zalo", "0987654321"));
        await SaveAsync(world, world.Secretary, world.Branch, declaration, Note);
        await SaveAsync(world, world.Secretary, world.Branch, fresh, Note);
        await using var connection = await database.OpenAsSuperuserAsync();
        Task MoveAsync(Declaration noted, string to) =>
            ExecuteAsync(connection, $"update registry.review_drafts set saved_at = {to} where declaration_id = '{noted.Id}'");
        await MoveAsync(declaration, "saved_at - interval '7 days'");
        Assert.NotNull(await KeptAsync(world, declaration));
        await MoveAsync(declaration, "saved_at - interval '1 minute'");
        Assert.Null(await KeptAsync(world, declaration));

        await MoveAsync(declaration, "now() - interval '8 days'");
        await MoveAsync(fresh, "now()");
        await Forget.OneAsync((await database.InstallationAsync()).App, "review-notes", TestDatabase.Morning.AddYears(100));

        Assert.Equal((0L, 1L), (await RowsAsync(declaration), await RowsAsync(fresh)));
    }

    private async Task<(ReviewWorld World, Declaration Declaration)> PendingAsync()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Bình");
        return (world, await world.SubmitAsync(member, new TypedAccount("zalo", "0912345678")));
    }

    private static Task<ErrorOr<DateTimeOffset>> SaveAsync(
        ReviewWorld world, Caller caller, Unit unit, Declaration declaration, params DefectNote[] notes) =>
        world.AsAsync(caller, s => s.GetRequiredService<SaveReviewDraft>().HandleAsync(
            new SaveReviewDraft.Command(unit, declaration.Id, declaration.Version, notes), TestContext.Current.CancellationToken));

    private static async Task<KeptNotes?> KeptAsync(ReviewWorld world, Declaration declaration) =>
        (await world.OpenAsync(world.Secretary, world.Branch, declaration.Id)).Value.Kept;

    private static async Task<List<Guid>> DraftsAsync(IServiceProvider services, Declaration declaration)
    {
        var db = services.GetRequiredService<Application.Database.IPartyNetDb>();
        await using var read = await db.BeginReadAsync(TestContext.Current.CancellationToken);
        return await db.ReviewDrafts.Where(d => d.DeclarationId == declaration.Id).Select(d => d.Id).ToListAsync();
    }

    private async Task<long> RowsAsync(Declaration declaration)
    {
        await using var connection = await database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand("select count(*) from registry.review_drafts where declaration_id = $1", connection)
        {
            Parameters = { new() { Value = declaration.Id } },
        };
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
