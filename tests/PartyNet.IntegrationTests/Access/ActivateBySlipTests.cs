using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.IntegrationTests.Retention;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Getting in by a slip, and not getting in by one.</summary>
[Trait("Security", "A14")]
public sealed class ActivateBySlipTests(TestDatabase database)
{
    private const string WrongDate = "04/02/1960";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_password_the_member_is_in_and_comes_back_by_it()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync("Trần Văn Bình");
        var slip = await branch.SlipAsync(member);

        var session = (await branch.EnterAsync(slip.Code, Visitor.Password)).Value;

        var caller = (await branch.World.OpenAsync(session.Reference))!;
        Assert.Equal((member.Id, "Trần Văn Bình", 0), (caller.Scope.MemberId, caller.FullName, caller.Roles.Count));
        Assert.False((await branch.World.SignInAsync(slip.Login, Visitor.Password, Visitor.NewNetwork())).IsError);
        Assert.Equal(SlipState.Activated, await branch.StateAsync(member));
    }

    [Fact]
    public async Task By_the_slip_alone_the_member_is_in_once_and_has_no_password()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var slip = await branch.SlipAsync(member);

        var session = (await branch.EnterAsync(slip.Code)).Value;

        Assert.NotNull(await branch.World.OpenAsync(session.Reference));
        Assert.Null((await branch.UserAsync(member)).PasswordHash);
        Assert.Equal(SlipState.UsedOnce, await branch.StateAsync(member));
        Assert.True((await branch.OpenAsync(slip.Code)).IsError);
    }

    [Fact]
    public async Task A_lost_password_is_replaced_by_a_new_slip_and_every_session_from_before_ends()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var before = (await branch.EnterAsync((await branch.SlipAsync(member)).Code, Visitor.Password)).Value;
        var slip = await branch.SlipAsync(member);
        Assert.NotNull(await branch.World.OpenAsync(before.Reference));

        Assert.False((await branch.EnterAsync(slip.Code, "sông có khúc người có lúc")).IsError);

        Assert.Null(await branch.World.OpenAsync(before.Reference));
        Assert.True((await branch.World.SignInAsync(slip.Login, Visitor.Password, Visitor.NewNetwork())).IsError);
        Assert.False((await branch.World.SignInAsync(slip.Login, "sông có khúc người có lúc", Visitor.NewNetwork())).IsError);
    }

    [Theory]
    [InlineData("03/02/1960", "3.2.1960", true)]
    [InlineData("03/02/1960", "1960-02-03", true)]
    [InlineData("03/02/1960", "1960", false)]
    [InlineData("03/02/1960", "03/02/1961", false)]
    [InlineData("03/02/1960", "02/03/1960", false)]
    [InlineData("1960", "1960", true)]
    [InlineData("1960", "03/02/1960", true)]
    [InlineData("1960", "1961", false)]
    public async Task The_date_of_birth_is_asked_for_as_far_as_it_is_held(string held, string typed, bool isRight)
    {
        var branch = await SlipWorld.CreateAsync(database);
        var slip = await branch.SlipAsync(await branch.MemberAsync(birth: held));

        Assert.Equal(isRight, !(await branch.OpenAsync(slip.Code, typed)).IsError);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_and_counts_as_no_try()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var slip = await branch.SlipAsync(member);

        var answers = new List<ErrorOr<Guid>>();
        for (var i = 0; i < 6; i++)
        {
            answers.Add(await branch.World.RunAsync<OpenSlip, ErrorOr<Guid>>(AccessScope.Nobody, use => use.HandleAsync(
                new OpenSlip.Command(slip.Code.Signs[..19], "31/02/1960", Visitor.NewNetwork()), Stop)));
            answers.Add(await branch.OpenAsync(slip.Code, "hôm qua"));
        }

        Assert.Equal(["Code", "BirthDate"], answers[0].Errors.Select(e => e.Code));
        Assert.StartsWith("Sai ở nhóm 4", answers[0].FirstError.Description, StringComparison.Ordinal);
        Assert.All(answers, answer => Assert.Equal("BirthDate", answer.Errors[^1].Code));
        Assert.Equal(0, (await branch.StoredAsync(member)).WrongTries);
    }

    /// <summary>A2: whatever is wrong, one answer.</summary>
    [Fact]
    [Trait("Security", "A2")]
    public async Task Unknown_wrong_used_replaced_expired_frozen_lost_and_foreign_get_one_answer()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var branch = await SlipWorld.CreateAsync(database, clock);
        var expired = await branch.SlipAsync(await branch.MemberAsync());
        clock.Advance(TimeSpan.FromDays(36));
        branch = await branch.LaterAsync();
        var wrong = await branch.SlipAsync(await branch.MemberAsync());
        var used = await branch.SlipAsync(await branch.MemberAsync());
        await branch.EnterAsync(used.Code);
        var member = await branch.MemberAsync();
        var replaced = await branch.SlipAsync(member);
        await branch.SlipAsync(member);
        var frozen = await branch.SlipAsync(await branch.MemberAsync());
        for (var i = 0; i < ActivationSlip.MostTries; i++)
            await branch.OpenAsync(frozen.Code, WrongDate);
        var loser = await branch.MemberAsync();
        var lost = await branch.SlipAsync(loser);
        await branch.LoseAsync(loser);
        var foreign = await (await SlipWorld.CreateAsync(database, clock)).ForeignSlipAsync(new DateOnly(1971, 4, 5));
        var gone = await branch.MemberAsync();
        var ofGone = await branch.SlipAsync(gone);
        await branch.World.WriteAsync(ProcessType.MembersImported, db =>
        {
            db.Members.Attach(gone);
            gone.ChangeStatus(ActivityStatus.Left);
        });

        var answers = new[]
        {
            await branch.OpenAsync(SlipCode.New()),
            await branch.OpenAsync(wrong.Code, WrongDate),
            await branch.OpenAsync(used.Code),
            await branch.OpenAsync(replaced.Code),
            await branch.OpenAsync(expired.Code),
            await branch.OpenAsync(frozen.Code),
            await branch.OpenAsync(ofGone.Code),
            await branch.OpenAsync(lost.Code),
            await branch.OpenAsync(foreign.Code),
        };

        Assert.Equal((ErrorType.Validation, "Code"), (answers[0].FirstError.Type, answers[0].FirstError.Code));
        Assert.All(answers, answer => Assert.Equal(answers[0].Errors, answer.Errors));
    }

    [Fact]
    public async Task Five_wrong_dates_freeze_the_slip_and_the_member_sees_it()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var slip = await branch.SlipAsync(member);
        for (var i = 0; i < 4; i++)
            Assert.True((await branch.OpenAsync(slip.Code, WrongDate)).IsError);
        Assert.False((await branch.OpenAsync(slip.Code)).IsError);

        Assert.True((await branch.OpenAsync(slip.Code, WrongDate)).IsError);

        Assert.True((await branch.OpenAsync(slip.Code)).IsError);
        Assert.Equal(SlipState.Frozen, await branch.StateAsync(member));
        Assert.Equal(1, await FreezesAsync(branch, member));
        // A new slip is the way out.
        Assert.False((await branch.EnterAsync((await branch.SlipAsync(member)).Code)).IsError);
    }

    [Fact]
    public async Task Of_sixty_guesses_twenty_at_once_from_as_many_networks_five_are_looked_at()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var slip = await branch.SlipAsync(member);

        var answers = new ErrorOr<Guid>[60];
        // Not all sixty have a connection of their own within three seconds on a busy machine.
        var twenty = new ParallelOptions { MaxDegreeOfParallelism = 20, CancellationToken = Stop };
        await Parallel.ForAsync(0, answers.Length, twenty, async (i, _) =>
            answers[i] = await branch.OpenAsync(slip.Code, $"{1 + i % 28:00}/03/1961"));

        Assert.All(answers, answer => Assert.Equal(answers[0].Errors, answer.Errors));
        Assert.Equal(ActivationSlip.MostTries, (await branch.StoredAsync(member)).WrongTries);
        Assert.Equal(1, await FreezesAsync(branch, member));
        Assert.True((await branch.OpenAsync(slip.Code)).IsError);
    }

    [Fact]
    public async Task From_one_network_the_sixth_try_with_a_code_waits_whether_the_code_is_known_or_not()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var known = (await branch.SlipAsync(await branch.MemberAsync())).Code;

        foreach (var code in new[] { known, SlipCode.New() })
        {
            var network = Visitor.NewNetwork();
            for (var i = 0; i < 5; i++)
                Assert.Equal("Code", (await branch.OpenAsync(code, WrongDate, network)).FirstError.Code);
            Assert.Equal("too-often", (await branch.OpenAsync(code, WrongDate, network)).FirstError.Code);
        }
    }

    [Fact]
    public async Task The_same_attempt_sent_twice_is_one_use_and_lets_in_both_times()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var branch = await SlipWorld.CreateAsync(database, clock);
        var member = await branch.MemberAsync();
        var opened = (await branch.OpenAsync((await branch.SlipAsync(member)).Code)).Value;
        var attempt = Guid.CreateVersion7();

        var entered = await Task.WhenAll(
            branch.UseAsync(opened, Visitor.Password, attempt), branch.UseAsync(opened, Visitor.Password, attempt));

        Assert.All(entered, e => Assert.False(e.IsError));
        foreach (var session in entered)
            Assert.Equal(member.Id, (await branch.World.OpenAsync(session.Value.Reference))!.Scope.MemberId);
        Assert.Equal(ErrorType.NotFound, (await branch.UseAsync(opened, Visitor.Password)).FirstError.Type);
        clock.Advance(ActivationSlip.Repeatable);
        Assert.Equal(ErrorType.NotFound, (await branch.UseAsync(opened, Visitor.Password, attempt)).FirstError.Type);
    }

    [Fact]
    public async Task A_weak_password_leaves_the_slip_as_it_was()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var opened = (await branch.OpenAsync((await branch.SlipAsync(member)).Code)).Value;

        Assert.Equal("Password", (await branch.UseAsync(opened, "ngắn quá")).FirstError.Code);

        Assert.Equal(SlipState.Printed, await branch.StateAsync(member));
        Assert.False((await branch.UseAsync(opened, Visitor.Password)).IsError);
    }

    [Fact]
    public async Task Who_is_given_a_role_meanwhile_needs_a_slip_from_above()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var slip = await branch.SlipAsync(member);
        var opened = (await branch.OpenAsync(slip.Code)).Value;
        var user = await branch.UserAsync(member);
        await branch.World.WriteAsync(ProcessType.GrantGiven, db => db.Grants.Add(Grant.Give(
            Guid.CreateVersion7(), user.Id, member.Id, Role.Secretary, branch.World.Branch, TestDatabase.Morning)));

        Assert.True((await branch.OpenAsync(slip.Code)).IsError);
        Assert.Equal(ErrorType.NotFound, (await branch.UseAsync(opened)).FirstError.Type);
    }

    [Fact]
    public async Task A_closed_login_is_not_opened_by_a_slip()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var slip = await branch.SlipAsync(member);
        var administrator = await Administrator.InAsync(branch.World);

        await administrator.CloseAsync(await branch.UserAsync(member));

        Assert.True((await branch.OpenAsync(slip.Code)).IsError);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sông có khúc người có lúc")]
    public async Task Setup_links_sessions_and_known_places_end_with_the_use_of_a_slip(string? password)
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        await branch.EnterAsync((await branch.SlipAsync(member)).Code, Visitor.Password);
        var user = await branch.UserAsync(member);
        var session = (await branch.World.SignInAsync(user)).Value;
        var slip = await branch.SlipAsync(member);
        var link = (await (await Administrator.InAsync(branch.World)).LinkAsync(user)).Value;
        Assert.NotEqual(0, await KnownPlacesAsync());

        Assert.False((await branch.EnterAsync(slip.Code, password)).IsError);

        Assert.False(await branch.World.CanUseAsync(link));
        Assert.Equal(0, await KnownPlacesAsync());
        Assert.Null(await branch.World.OpenAsync(session.Reference));
        Assert.Equal(SessionEnd.SlipUsed, (await branch.World.EndAsync(session.Reference))!.Why);

        Task<int> KnownPlacesAsync() =>
            branch.World.ReadAsync(AccessScope.SignIn, db => db.KnownPlaces.CountAsync(p => p.UserId == user.Id, Stop));
    }

    /// <summary>Who knows the member tries their numbers first; the slip stays as it was.</summary>
    [Fact]
    [Trait("Security", "A4")]
    public async Task A_password_that_holds_a_number_of_the_member_is_refused()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.World.MemberAsync(phone: "+84905123987", shape: m => m.Born(SlipWorld.Birthday));
        var opened = (await branch.OpenAsync((await branch.SlipAsync(member)).Code)).Value;

        Assert.Equal("Password", (await branch.UseAsync(opened, "mai vàng 0905123987")).FirstError.Code);

        Assert.Equal(SlipState.Printed, await branch.StateAsync(member));
    }

    /// <summary>C6: what nobody asks for any more is forgotten.</summary>
    [Fact]
    [Trait("Security", "C6")]
    public async Task A_slip_is_forgotten_ninety_days_after_its_last_day()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var (old, kept) = (await branch.MemberAsync(), await branch.MemberAsync());
        await AgeAsync(old, TestDatabase.Morning.AddDays(-90));
        await AgeAsync(kept, TestDatabase.Morning.AddDays(-90).AddSeconds(1));

        await Forget.OneAsync((await database.InstallationAsync()).App, "slips", TestDatabase.Morning);

        Assert.Equal(SlipState.None, await branch.StateAsync(old));
        Assert.Equal(SlipState.Expired, await branch.StateAsync(kept));

        async Task AgeAsync(Member member, DateTimeOffset expired)
        {
            await branch.SlipAsync(member);
            await using var superuser = await database.OpenAsSuperuserAsync();
            await using var age = new NpgsqlCommand("update access.activation_slips set expires_at = $1 where member_id = $2", superuser);
            age.Parameters.Add(new() { Value = expired });
            age.Parameters.Add(new() { Value = member.Id });
            Assert.Equal(1, await age.ExecuteNonQueryAsync(Stop));
        }
    }

    [Fact]
    public async Task The_member_reads_of_a_frozen_slip_that_nobody_signed_in_has_tried_it()
    {
        var branch = await SlipWorld.CreateAsync(database);
        var member = await branch.MemberAsync();
        var slip = await branch.SlipAsync(member);
        for (var i = 0; i < ActivationSlip.MostTries; i++)
            await branch.OpenAsync(slip.Code, WrongDate);

        Assert.Contains(await branch.SeenByAsync(member), row => row is { Type: ProcessType.SlipFrozen, Role: null, IsOwn: false });
    }

    private static Task<int> FreezesAsync(SlipWorld branch, Member member) => branch.World.ReadAsync(
        branch.World.Everything with { MemberId = member.Id },
        db => db.ProcessSubjects.Where(s => s.MemberId == member.Id)
            .Join(db.Processes, s => s.ProcessId, p => p.Id, (s, p) => p.Type).CountAsync(type => type == ProcessType.SlipFrozen, Stop));
}
