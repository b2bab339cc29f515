using System.Text;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.IntegrationTests.Declarations;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Members;

/// <summary>A member asks that the roster be put right; the branch, or the level above it, decides; nobody decides their own.</summary>
public sealed class FactCorrectionTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ho-ten", "TRẦN THỊ BÍNH", "Trần Thị Bính")]
    [InlineData("ngay-sinh", "3/2/1956", "1956-02-03/1956")]
    [InlineData("ngay-sinh", "1957", "/1957")]
    [InlineData("ngay-vao-dang", "19.5.1990", "1990-05-19")]
    [InlineData("ngay-chinh-thuc", "19/05/1981", "1981-05-19")]
    [InlineData("tinh-trang", "dự bị, miễn sinh hoạt", "Probationary/Exempt")]
    [InlineData("cong-tac", "đương chức", "Serving")]
    [InlineData("chuc-vu", "Chi ủy viên", "Chi ủy viên")]
    [InlineData("noi-cu-tru", "Chi bộ Tổ 5", "Chi bộ Tổ 5")]
    public async Task What_is_accepted_stands_in_the_roster_as_an_import_would_have_put_it(string fact, string value, string stored)
    {
        var world = await ReviewWorld.CreateAsync(database);
        var (member, caller) = await MemberAsync(world);
        Assert.Null((await AskAsync(world, caller, fact, value)).Refusal());
        Assert.NotEqual(stored, await StoredAsync(world, member, fact));

        var waiting = Assert.Single((await HomeAsync(world, world.Secretary, world.Branch)).Corrections);
        Assert.Null((await AcceptAsync(world, world.Secretary, world.Branch, waiting.Id)).Refusal());

        Assert.Equal(stored, await StoredAsync(world, member, fact));
        Assert.Equal(CorrectionStatus.Accepted, Assert.Single(await OwnAsync(world, caller)).Status);
        Assert.Single(await world.EventsOfAsync<FactCorrectionAccepted>(world.Secretary));
        var home = await HomeAsync(world, world.Secretary, world.Branch);
        Assert.Empty(home.Corrections);
        Assert.Equal(fact == "tinh-trang" ? 1 : 0, home.Counts.Exempt);
        Assert.Equal(2, home.Counts.OnRoll);
    }

    [Theory]
    [InlineData("dien-thoai", "0912 345 678", "+84912345678", IndexedField.Phone)]
    [InlineData("so-the", "001056000123", "001056000123", IndexedField.CardNumber)]
    [InlineData("so-dinh-danh", "001056000124", "001056000124", IndexedField.CitizenNumber)]
    public async Task A_number_is_masked_until_it_is_shown_for_a_purpose_and_found_by_its_index_once_accepted(
        string fact, string value, string canonical, IndexedField index)
    {
        var world = await ReviewWorld.CreateAsync(database);
        var (member, caller) = await MemberAsync(world, phone: "+84905000001");
        await AskAsync(world, caller, fact, value);
        var id = Assert.Single(await OwnAsync(world, caller)).Id;

        var shown = (await OpenAsync(world, world.Secretary, world.Branch, id)).Value;
        Assert.DoesNotContain(canonical[^6..], shown.Proposed.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.EndsWith(canonical[^3..], shown.Proposed.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var revealed = await world.AsAsync(world.Secretary, s => s.GetRequiredService<RevealProposedNumber>()
            .HandleAsync(new RevealProposedNumber.Command(world.Branch, id), Stop));
        Assert.Equal(value, revealed.Value.Value);
        Assert.Single(await world.EventsOfAsync<NumberRevealed>(world.Secretary));
        await AssertSealedAsync(id, value, canonical);

        await AcceptAsync(world, world.Secretary, world.Branch, id);

        var digests = await world.ReadAsync(db => db.BlindIndexes.Where(b => b.OwnerId == member.Id && b.Field == index)
            .Select(b => b.Digest).ToListAsync(Stop));
        var expected = await world.AsAsync(world.Secretary, s => Task.FromResult(
            s.GetRequiredService<ISecrets>().Index(index, canonical).Select(v => v.Digest).ToList()));
        Assert.Equal(expected, digests);
        Assert.Equal(
            ErrorType.Validation, (await AskAsync(world, caller, fact, value)).Refusal());
    }

    [Fact]
    public async Task A_number_that_a_correction_replaces_still_finds_its_member()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var (member, caller) = await MemberAsync(world);
        foreach (var number in new[] { "001056000124", "001056000125" })
        {
            await AskAsync(world, caller, "so-dinh-danh", number);
            var asked = Assert.Single(await OwnAsync(world, caller), correction => correction.DecidedAt is null);
            await AcceptAsync(world, world.Secretary, world.Branch, asked.Id);
        }

        var former = await world.ReadAsync(db => db.BlindIndexes
            .Where(b => b.MemberId == member.Id && b.Field == IndexedField.FormerNumber).Select(b => b.Digest).ToListAsync(Stop));
        var expected = await world.AsAsync(world.Secretary, s => Task.FromResult(
            s.GetRequiredService<ISecrets>().Index(IndexedField.FormerNumber, "001056000124").Select(v => v.Digest).ToList()));

        Assert.Equal(expected, former);
        Assert.Equal(1, await world.ReadAsync(db => db.FormerNumbers.CountAsync(n => n.MemberId == member.Id, Stop)));
    }

    [Theory]
    [InlineData("ngay-sinh", "31/02/1956")]
    [InlineData("ngay-vao-dang", "1980")]
    [InlineData("dien-thoai", "0912 345 67")]
    [InlineData("so-the", "12")]
    [InlineData("ho-ten", "Trần Thị 2")]
    [InlineData("tinh-trang", "không rõ")]
    [InlineData("ho-ten", "trần thị bình")]
    [InlineData("chuc-vu", " ")]
    [InlineData("khong-co", "Trần")]
    public async Task What_an_import_would_refuse_and_what_the_roster_says_already_is_no_request(string fact, string value)
    {
        var world = await ReviewWorld.CreateAsync(database);
        var (_, caller) = await MemberAsync(world);

        var refused = await AskAsync(world, caller, fact, value);

        Assert.Equal(ErrorType.Validation, refused.Refusal());
        Assert.False(string.IsNullOrWhiteSpace(refused.FirstError.Description));
        Assert.Empty(await OwnAsync(world, caller));
    }

    [Fact]
    public async Task One_request_is_open_for_a_fact_also_at_once_and_may_be_taken_back()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var (_, caller) = await MemberAsync(world);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => AskAsync(world, caller, "chuc-vu", $"Tổ trưởng {i}")));
        Assert.Equal(1, answers.Count(answer => !answer.IsError));
        Assert.Null((await AskAsync(world, caller, "cong-tac", "đương chức")).Refusal());

        var open = (await OwnAsync(world, caller)).Single(own => own.Fact == MemberFact.Position);
        Assert.Equal(ErrorType.NotFound, (await WithdrawAsync(world, world.Secretary, open.Id)).Refusal());
        Assert.Null((await WithdrawAsync(world, caller, open.Id)).Refusal());
        Assert.Equal(ErrorType.Conflict, (await WithdrawAsync(world, caller, open.Id)).Refusal());
        Assert.Equal(ErrorType.Conflict, (await AcceptAsync(world, world.Secretary, world.Branch, open.Id, version: 2)).Refusal());
        Assert.Null((await AskAsync(world, caller, "chuc-vu", "Tổ phó")).Refusal());
        Assert.Equal(2, (await HomeAsync(world, world.Secretary, world.Branch)).Corrections.Count);
    }

    [Fact]
    public async Task A_refusal_has_a_reason_which_the_member_reads_and_the_roster_stays()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var (member, caller) = await MemberAsync(world);
        await AskAsync(world, caller, "ngay-sinh", "03/02/1956");
        var id = Assert.Single(await OwnAsync(world, caller)).Id;

        Assert.Equal(ErrorType.Validation, (await RefuseAsync(world, world.Secretary, world.Branch, id, " ")).Refusal());
        Assert.Null((await RefuseAsync(world, world.Secretary, world.Branch, id, "Lý lịch ghi năm 1970.")).Refusal());

        var own = Assert.Single(await OwnAsync(world, caller));
        Assert.Equal((CorrectionStatus.Refused, "Lý lịch ghi năm 1970."), (own.Status, own.Answer));
        Assert.Equal("/1970", await StoredAsync(world, member, "ngay-sinh"));
        Assert.Equal(ErrorType.Conflict, (await AcceptAsync(world, world.Secretary, world.Branch, id)).Refusal());
        await AssertSealedAsync(id, "Lý lịch", "1956");
    }

    [Fact]
    [Trait("Security", "Z9")]
    public async Task Nobody_decides_their_own_and_a_secretarys_goes_to_the_level_above()
    {
        var world = await ReviewWorld.CreateAsync(database);
        await AskAsync(world, world.Secretary, "chuc-vu", "Bí thư, trưởng khu");
        var ofSecretary = Assert.Single(await OwnAsync(world, world.Secretary)).Id;
        var deputy = await world.AddMemberAsync(world.Branch, "Phó Một");
        var deputys = await world.AddUserAsync(deputy, (Role.Deputy, world.Branch));
        await AskAsync(world, deputys, "chuc-vu", "Phó bí thư");
        var ofDeputy = Assert.Single(await OwnAsync(world, deputys)).Id;
        var second = await world.AddUnboundUserAsync(deputy, Role.Deputy, world.Branch);

        (Caller, Guid)[] own = [(world.Secretary, ofSecretary), (deputys, ofSecretary), (deputys, ofDeputy), (second, ofDeputy)];
        foreach (var (caller, id) in own)
        {
            Assert.Equal(ErrorType.Forbidden, (await AcceptAsync(world, caller, world.Branch, id)).Refusal());
            Assert.Equal(ErrorType.Forbidden, (await RefuseAsync(world, caller, world.Branch, id, "Không.")).Refusal());
            Assert.NotNull((await OpenAsync(world, caller, world.Branch, id)).Value.Refusal);
        }

        foreach (var id in new[] { ofSecretary, ofDeputy })
        {
            Assert.Equal(ErrorType.NotFound, (await AcceptAsync(world, world.NeighbourSecretary, world.Branch, id)).Refusal());
            Assert.Equal(ErrorType.NotFound, (await AcceptAsync(world, world.NeighbourSecretary, world.Neighbour, id)).Refusal());
            Assert.Equal(ErrorType.NotFound, (await OpenAsync(world, world.FarSecretary, world.FarBranch, id)).Refusal());
        }

        Assert.Equal([ofDeputy], (await HomeAsync(world, world.Secretary, world.Branch)).Corrections.Select(c => c.Id));
        Assert.Empty((await HomeAsync(world, deputys, world.Branch)).Corrections);
        Assert.Equal([ofSecretary], (await HomeAsync(world, world.CommitteeReviewer, world.Committee)).Corrections.Select(c => c.Id));
        Assert.Empty((await HomeAsync(world, world.NeighbourSecretary, world.Neighbour)).Corrections);
        Assert.Null((await AcceptAsync(world, world.CommitteeReviewer, world.Committee, ofSecretary)).Refusal());
        Assert.Null((await AcceptAsync(world, world.Secretary, world.Branch, ofDeputy)).Refusal());
    }

    [Fact]
    public async Task What_waits_of_somebody_who_becomes_secretary_goes_up_with_the_role()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.FarBranch, "Sắp Làm Thư");
        var caller = await world.AddUserAsync(member);
        await AskAsync(world, caller, "cong-tac", "đương chức");
        var id = Assert.Single(await OwnAsync(world, caller)).Id;
        Assert.Single((await HomeAsync(world, world.FarSecretary, world.FarBranch)).Corrections);

        await world.GiveAsync(member, Role.Secretary, world.FarBranch, world.Clock.GetUtcNow().AddMinutes(-1));

        Assert.Empty((await HomeAsync(world, world.FarSecretary, world.FarBranch)).Corrections);
        Assert.Equal(id, Assert.Single((await HomeAsync(world, world.Board, world.District)).Corrections).Id);
    }

    [Fact]
    public async Task Two_decisions_at_once_are_one_and_one_form_sent_twice_too()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var (_, caller) = await MemberAsync(world);
        await AskAsync(world, caller, "chuc-vu", "Tổ trưởng");
        var id = Assert.Single(await OwnAsync(world, caller)).Id;
        var key = Guid.CreateVersion7();

        var decisions = await Task.WhenAll(
            AcceptAsync(world, world.Secretary, world.Branch, id, key: key),
            AcceptAsync(world, world.Secretary, world.Branch, id, key: key),
            RefuseAsync(world, world.CommitteeReviewer, world.Branch, id, "Không."));

        var status = Assert.Single(await OwnAsync(world, caller)).Status;
        Assert.Equal(status == CorrectionStatus.Accepted ? 2 : 1, decisions.Count(decision => !decision.IsError));
        Assert.Equal(
            1,
            (await world.EventsOfAsync<FactCorrectionAccepted>(world.Secretary)).Count
                + (await world.EventsOfAsync<FactCorrectionRefused>(world.CommitteeReviewer)).Count);
    }

    [Fact]
    public async Task The_wall_shows_a_neighbour_no_row_and_takes_none_for_somebody_else()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var (member, caller) = await MemberAsync(world);
        await AskAsync(world, caller, "chuc-vu", "Tổ trưởng");
        var other = await world.AddUserAsync(await world.AddMemberAsync(world.Branch, "Hồ Văn Thường"));

        foreach (var (who, seen) in new[]
        {
            (world.NeighbourSecretary, 0), (world.FarSecretary, 0), (other, 0), (caller, 1), (world.Secretary, 1), (world.Board, 1),
        })
            Assert.Equal(seen, await world.AsAsync(who, CountAllAsync));
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => world.AsAsync(other, async services =>
        {
            await using var process = await services.GetRequiredService<IProcesses>().BeginAsync(
                new(ProcessType.FactCorrectionAsked, ForSelf: true), Stop);
            services.GetRequiredService<IPartyNetDb>().FactCorrections.Add(
                FactCorrection.Ask(Guid.CreateVersion7(), member, MemberFact.Work, [1], process.At));
            await process.CommitAsync(Stop);
            return true;
        }));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.IsType<PostgresException>(refused.GetBaseException()).SqlState);
    }

    private static async Task<(Member Member, Caller Caller)> MemberAsync(ReviewWorld world, string? phone = null)
    {
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Bình", phone);
        return (member, await world.AddUserAsync(member));
    }

    /// <summary>Nothing of what was asked or answered stands in the table or in audit as it reads.</summary>
    private async Task AssertSealedAsync(Guid id, params string[] secrets)
    {
        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand(
            """
            select content, coalesce(answer, ''), coalesce((
                select string_agg(r.difference::text, ' ') from audit.row_changes r where c.id = any (r.row_ids)), '')
            from registry.fact_corrections c where c.id = $1
            """, superuser)
        {
            Parameters = { new() { Value = id } },
        };
        await using var row = await command.ExecuteReaderAsync(Stop);
        Assert.True(await row.ReadAsync(Stop));
        var text = Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(0)) + Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(1))
            + row.GetString(2);
        foreach (var secret in secrets)
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    private static async Task<string> StoredAsync(ReviewWorld world, Member member, string fact)
    {
        var stored = await world.FindAsync(member);
        return fact switch
        {
            "ho-ten" => stored.FullName,
            "ngay-sinh" => FormattableString.Invariant($"{stored.BirthDate:yyyy-MM-dd}/{stored.BirthYear}"),
            "ngay-vao-dang" => FormattableString.Invariant($"{stored.JoinedOn:yyyy-MM-dd}"),
            "ngay-chinh-thuc" => FormattableString.Invariant($"{stored.OfficialOn:yyyy-MM-dd}"),
            "tinh-trang" => $"{stored.Kind}/{stored.ActivityStatus}",
            "cong-tac" => stored.WorkStatus.ToString(),
            "chuc-vu" => stored.Position ?? "",
            _ => await world.ReadAsync(db => db.ResidenceLinks.Where(l => l.MemberId == member.Id)
                .Select(l => l.ResidenceUnitName).SingleOrDefaultAsync(Stop)) ?? "",
        };
    }

    private static Task<ErrorOr<Success>> AskAsync(ReviewWorld world, Caller caller, string fact, string value) =>
        world.AsAsync(caller, s => s.GetRequiredService<AskFactCorrection>().HandleAsync(
            new AskFactCorrection.Command(fact, value, "Theo giấy tờ gốc.", Guid.CreateVersion7()), Stop));

    private static Task<ErrorOr<Success>> WithdrawAsync(ReviewWorld world, Caller caller, Guid id) =>
        world.AsAsync(caller, s => s.GetRequiredService<WithdrawFactCorrection>()
            .HandleAsync(new WithdrawFactCorrection.Command(id, Guid.CreateVersion7()), Stop));

    private static async Task<IReadOnlyList<MyCorrection>> OwnAsync(ReviewWorld world, Caller caller) =>
        (await world.AsAsync(caller, s => s.GetRequiredService<ListMyCorrections>().HandleAsync(Stop))).Value;

    private static Task<ErrorOr<CorrectionUnderReview>> OpenAsync(ReviewWorld world, Caller caller, Unit unit, Guid id) =>
        world.AsAsync(caller, s => s.GetRequiredService<GetFactCorrection>()
            .HandleAsync(new GetFactCorrection.Query(unit, id), Stop));

    private static Task<ErrorOr<Success>> AcceptAsync(
        ReviewWorld world, Caller caller, Unit unit, Guid id, int version = 1, Guid? key = null) =>
        world.AsAsync(caller, s => s.GetRequiredService<AcceptFactCorrection>()
            .HandleAsync(new AcceptFactCorrection.Command(unit, id, version, key ?? Guid.CreateVersion7()), Stop));

    private static Task<ErrorOr<Success>> RefuseAsync(ReviewWorld world, Caller caller, Unit unit, Guid id, string reason) =>
        world.AsAsync(caller, s => s.GetRequiredService<RefuseFactCorrection>()
            .HandleAsync(new RefuseFactCorrection.Command(unit, id, 1, reason, Guid.CreateVersion7()), Stop));

    private static async Task<BranchHome> HomeAsync(ReviewWorld world, Caller caller, Unit unit) =>
        (await world.AsAsync(caller, s => s.GetRequiredService<GetBranchHome>()
            .HandleAsync(new GetBranchHome.Query(unit), Stop))).Value;

    private static async Task<int> CountAllAsync(IServiceProvider services)
    {
        var db = services.GetRequiredService<IPartyNetDb>();
        await using var read = await db.BeginReadAsync(Stop);
        return await db.FactCorrections.IgnoreQueryFilters([IPartyNetDb.ScopeFilter]).CountAsync(Stop);
    }
}
