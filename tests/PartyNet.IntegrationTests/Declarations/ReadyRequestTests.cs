using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application.Database;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

/// <summary>What the reviewers of a unit keep ready for a return: theirs alone, few, and looked after by themselves.</summary>
public sealed class ReadyRequestTests(TestDatabase database)
{
    private const string Words = "Đồng chí ghi thêm tài khoản dùng trên điện thoại thứ hai.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_unit_adds_changes_and_takes_away_its_own_which_stand_before_those_that_ship()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var shipped = ReadyRequestDefaults.For(DefectField.Address);
        Assert.Equal(shipped, await OfferedAsync(world, world.Secretary, world.Branch));

        Assert.Null((await SaveAsync(world, world.Secretary, world.Branch, Words)).Refusal());
        Assert.Equal([Words, .. shipped], await OfferedAsync(world, world.Secretary, world.Branch));

        var own = Assert.Single(await OwnAsync(world, world.Secretary, world.Branch));
        Assert.Null((await SaveAsync(world, world.Secretary, world.Branch, "Đồng chí xem lại số máy.", own)).Refusal());
        Assert.Equal(["Đồng chí xem lại số máy.", .. shipped], await OfferedAsync(world, world.Secretary, world.Branch));

        Assert.Null((await RemoveAsync(world, world.Secretary, world.Branch, own.Id)).Refusal());
        Assert.Equal(shipped, await OfferedAsync(world, world.Secretary, world.Branch));
        Assert.Equal(2, (await world.EventsOfAsync<ReadyRequestSaved>(world.Secretary)).Count);
        Assert.Single(await world.EventsOfAsync<ReadyRequestRemoved>(world.Secretary));
    }

    [Fact]
    public async Task The_committee_that_reviews_secretaries_keeps_its_own_and_neighbours_see_and_change_nothing()
    {
        var world = await ReviewWorld.CreateAsync(database);
        await SaveAsync(world, world.Secretary, world.Branch, Words);
        await SaveAsync(world, world.CommitteeReviewer, world.Committee, "Đồng chí bí thư xem lại số máy.");
        var own = Assert.Single(await OwnAsync(world, world.Secretary, world.Branch));

        Assert.Equal(
            "Đồng chí bí thư xem lại số máy.",
            Assert.Single(await OwnAsync(world, world.CommitteeReviewer, world.Committee)).Words);
        Assert.Empty(await OwnAsync(world, world.NeighbourSecretary, world.Neighbour));
        foreach (var unit in new[] { world.Branch, world.Neighbour })
        {
            Assert.Equal(ErrorType.NotFound, (await SaveAsync(world, world.NeighbourSecretary, unit, "Khác.", own)).Refusal());
            Assert.Equal(ErrorType.NotFound, (await RemoveAsync(world, world.NeighbourSecretary, unit, own.Id)).Refusal());
        }

        // The wall behind: not even by id, whatever the query says. Whoever is above sees those below, and not the other way round.
        foreach (var (caller, seen) in new[]
        {
            (world.NeighbourSecretary, 0), (world.FarSecretary, 0), (world.Secretary, 1), (world.CommitteeReviewer, 2),
        })
            Assert.Equal(seen, await world.AsAsync(caller, CountAllAsync));
        Assert.Equal(Words, Assert.Single(await OwnAsync(world, world.Secretary, world.Branch)).Words);
    }

    [Fact]
    public async Task The_wall_takes_no_row_for_another_unit()
    {
        var world = await ReviewWorld.CreateAsync(database);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => world.AsAsync(world.Secretary, async services =>
        {
            await using var process = await services.GetRequiredService<Application.Audit.IProcesses>().BeginAsync(
                new(Domain.Audit.ProcessType.ReadyRequestsChanged, world.Branch), Stop);
            services.GetRequiredService<IPartyNetDb>().ReadyRequests.Add(
                ReadyRequest.Keep(Guid.CreateVersion7(), world.Neighbour.Id, DefectField.Use, Words));
            await process.CommitAsync(Stop);
            return true;
        }));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.IsType<PostgresException>(refused.GetBaseException()).SqlState);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(" \t ", DefectField.Address)]
    [InlineData("Một câu.", null)]
    [InlineData("Một câu.", (DefectField)9)]
    [InlineData("Thiếu đường dẫn. Đồng chí ghi thêm đường dẫn hoặc số điện thoại của tài khoản.", DefectField.Address)]
    [InlineData("Đã có.", DefectField.Address)]
    public async Task Words_without_a_field_and_those_that_are_there_already_are_refused(string words, DefectField? field)
    {
        var world = await ReviewWorld.CreateAsync(database);
        await SaveAsync(world, world.Secretary, world.Branch, "Đã có.");

        Assert.Equal(ErrorType.Validation, (await SaveAsync(world, world.Secretary, world.Branch, words, field: field)).Refusal());

        Assert.Single(await OwnAsync(world, world.Secretary, world.Branch));
    }

    [Fact]
    public async Task So_many_words_and_so_many_requests_and_no_more_also_at_once()
    {
        var world = await ReviewWorld.CreateAsync(database);
        Assert.Null((await SaveAsync(world, world.Secretary, world.Branch, new string('a', 200))).Refusal());
        Assert.Equal(ErrorType.Validation, (await SaveAsync(world, world.Secretary, world.Branch, new string('b', 201))).Refusal());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 22).Select(i => SaveAsync(world, world.Secretary, world.Branch, $"Câu số {i}.")));

        Assert.Equal(3, answers.Count(answer => answer.Refusal() == ErrorType.Validation));
        Assert.Equal(20, (await OwnAsync(world, world.Secretary, world.Branch)).Count);
    }

    [Fact]
    public async Task One_form_sent_twice_is_one_request_and_who_comes_second_is_told()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var key = Guid.CreateVersion7();
        await SaveAsync(world, world.Secretary, world.Branch, Words, key: key);
        await SaveAsync(world, world.Secretary, world.Branch, Words, key: key);
        var own = Assert.Single(await OwnAsync(world, world.Secretary, world.Branch));

        Assert.Null((await SaveAsync(world, world.CommitteeReviewer, world.Branch, "Câu của cấp ủy.", own)).Refusal());
        Assert.Equal(ErrorType.Conflict, (await SaveAsync(world, world.Secretary, world.Branch, "Câu của bí thư.", own)).Refusal());

        Assert.Equal("Câu của cấp ủy.", Assert.Single(await OwnAsync(world, world.Secretary, world.Branch)).Words);
    }

    [Fact]
    public async Task Audit_holds_which_request_was_changed_and_never_its_words()
    {
        var world = await ReviewWorld.CreateAsync(database);
        await SaveAsync(world, world.Secretary, world.Branch, "Gọi 0912 345 678 để xem lại.");
        var own = Assert.Single(await OwnAsync(world, world.Secretary, world.Branch));
        await SaveAsync(world, world.Secretary, world.Branch, "Gọi 0912 345 679 để xem lại.", own);

        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand(
            "select string_agg(difference::text, ' ') from audit.row_changes where $1 = any (row_ids)", superuser)
        {
            Parameters = { new() { Value = own.Id } },
        };
        var recorded = Assert.IsType<string>(await command.ExecuteScalarAsync(Stop));
        Assert.Contains("words", recorded, StringComparison.Ordinal);
        Assert.DoesNotContain("0912", recorded, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> OfferedAsync(ReviewWorld world, Caller caller, Unit unit)
    {
        var declaration = await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Trần Thị Bình"));
        return (await world.OpenAsync(caller, unit, declaration.Id)).Value.Ready[DefectField.Address];
    }

    private static async Task<IReadOnlyList<OwnReadyRequest>> OwnAsync(ReviewWorld world, Caller caller, Unit unit) =>
        (await world.AsAsync(caller, s => s.GetRequiredService<ListReadyRequests>()
            .HandleAsync(new ListReadyRequests.Query(unit), Stop))).Value;

    private static Task<ErrorOr<Success>> SaveAsync(
        ReviewWorld world, Caller caller, Unit unit, string words, OwnReadyRequest? own = null,
        DefectField? field = DefectField.Address, Guid? key = null) =>
        world.AsAsync(caller, s => s.GetRequiredService<SaveReadyRequest>().HandleAsync(
            new SaveReadyRequest.Command(unit, own?.Id, own?.Version ?? 0, field, words, key ?? Guid.CreateVersion7()), Stop));

    private static Task<ErrorOr<Success>> RemoveAsync(ReviewWorld world, Caller caller, Unit unit, Guid id) =>
        world.AsAsync(caller, s => s.GetRequiredService<RemoveReadyRequest>()
            .HandleAsync(new RemoveReadyRequest.Command(unit, id, Guid.CreateVersion7()), Stop));

    private static async Task<int> CountAllAsync(IServiceProvider services)
    {
        var db = services.GetRequiredService<IPartyNetDb>();
        await using var read = await db.BeginReadAsync(Stop);
        return await db.ReadyRequests.CountAsync(Stop);
    }
}
