using ErrorOr;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

public sealed class SignInTests(TestDatabase database)
{
    [Fact]
    public async Task Login_and_password_start_a_session_of_that_user()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync(name: "Trần Thị Bình");
        var user = await world.UserWithPasswordAsync(member);

        var session = (await world.SignInAsync(user)).Value;

        var caller = (await world.OpenAsync(session.Reference))!;
        Assert.Equal((user.Id, member.Id, "Trần Thị Bình"), (caller.Scope.UserId, caller.Scope.MemberId, caller.FullName));
        Assert.Single(await world.EventsByAsync<SessionStarted>(user.Id));
    }

    [Fact]
    public async Task A_login_is_read_in_any_case_and_without_blanks_around_it()
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserWithPasswordAsync();

        Assert.False((await world.SignInAsync($" {user.UserName!.ToUpperInvariant()} ", Visitor.Password, Visitor.NewNetwork())).IsError);
    }

    [Fact]
    public async Task Unknown_wrong_closed_and_not_activated_get_one_answer_after_the_same_work()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var known = await world.UserWithPasswordAsync();
        var closed = await world.UserWithPasswordAsync();
        await administrator.CloseAsync(closed);
        var notActivated = await world.UserAsync();

        var answers = new[]
        {
            await CountedAsync(world, $"u{Guid.CreateVersion7():n}", Visitor.Password),
            await CountedAsync(world, known.UserName!, "không đúng đâu nhé"),
            await CountedAsync(world, closed.UserName!, Visitor.Password),
            await CountedAsync(world, closed.UserName!, "không đúng đâu nhé"),
            await CountedAsync(world, notActivated.UserName!, Visitor.Password),
        };

        Assert.Equal((ErrorType.Validation, "Password"), (answers[0].Answer.FirstError.Type, answers[0].Answer.FirstError.Code));
        Assert.All(answers, answer => Assert.Equal(answers[0].Answer.FirstError, answer.Answer.FirstError));
        Assert.All(answers, answer => Assert.Equal(1, answer.Verifications));
    }

    [Theory]
    [InlineData("", "mưa rơi trên mái tôn")]
    [InlineData("   ", "mưa rơi trên mái tôn")]
    [InlineData("bithu.khu14", "")]
    [InlineData("bithu\0", "mưa rơi trên mái tôn")]
    [InlineData("bithu.khu14", "mưa rơi\0trên mái tôn")]
    public async Task What_nobody_can_have_is_refused_with_the_same_answer(string login, string password)
    {
        var world = await database.NewWorldAsync();
        var wrong = (await world.SignInAsync($"u{Guid.CreateVersion7():n}", Visitor.Password, Visitor.NewNetwork())).FirstError;

        Assert.Equal(wrong, (await world.SignInAsync(login, password, Visitor.NewNetwork())).FirstError);
        Assert.Equal(wrong, (await world.SignInAsync(new string('a', 300), password, Visitor.NewNetwork())).FirstError);
        Assert.Equal(wrong, (await world.SignInAsync("bithu.khu14", new string('a', 300), Visitor.NewNetwork())).FirstError);
    }

    [Fact]
    public async Task What_was_tried_stands_nowhere_in_audit()
    {
        var world = await database.NewWorldAsync();
        var (login, password) = ($"u{Guid.CreateVersion7():n}", $"mưa rơi {Guid.CreateVersion7():n}");

        await world.SignInAsync(login, password, Visitor.NewNetwork());

        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var search = superuser.CreateCommand();
        search.CommandText =
            """
            select (select count(*) from audit.process_events where position($1 in payload::text) + position($2 in payload::text) > 0)
                + (select count(*) from audit.processes p where position($1 in p::text) + position($2 in p::text) > 0)
            """;
        search.Parameters.Add(new() { Value = login });
        search.Parameters.Add(new() { Value = password });
        Assert.Equal(0L, await search.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task After_five_wrong_passwords_from_a_network_the_right_one_waits_half_a_minute_there_and_nowhere_else()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var user = await world.UserWithPasswordAsync();
        var network = Visitor.NewNetwork();
        for (var i = 0; i < 5; i++)
            Assert.Equal("Password", (await world.SignInAsync(user, "không đúng đâu nhé", network)).FirstError.Code);

        var blocked = (await world.SignInAsync(user, network: network)).FirstError;
        Assert.Equal(("too-often", TimeSpan.FromSeconds(30)), (blocked.Code, blocked.Wait()));
        Assert.False((await world.SignInAsync(user)).IsError);

        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("too-often", (await world.SignInAsync(user, network: network)).FirstError.Code);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await world.SignInAsync(user, network: network)).IsError);
        // The right password has forgiven the wrong ones.
        Assert.Equal("Password", (await world.SignInAsync(user, "không đúng đâu nhé", network)).FirstError.Code);
        Assert.False((await world.SignInAsync(user, network: network)).IsError);
    }

    [Fact]
    public async Task Waiting_grows_with_every_further_wrong_password_and_an_unknown_login_waits_alike()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var known = (await world.UserWithPasswordAsync()).UserName!;

        int[] expected = [30, 60, 120, 240];
        Assert.Equal(expected, await WaitsAsync(known));
        Assert.Equal(expected, await WaitsAsync($"u{Guid.CreateVersion7():n}"));

        async Task<List<int>> WaitsAsync(string login)
        {
            var network = Visitor.NewNetwork();
            var waits = new List<int>();
            for (var i = 0; i < 4; i++)
                await world.SignInAsync(login, "không đúng đâu nhé", network);
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal("Password", (await world.SignInAsync(login, "không đúng đâu nhé", network)).FirstError.Code);
                var blocked = (await world.SignInAsync(login, "không đúng đâu nhé", network)).FirstError;
                waits.Add((int)blocked.Wait()!.Value.TotalSeconds);
                clock.Advance(TimeSpan.FromSeconds(waits[^1]));
            }

            return waits;
        }
    }

    [Fact]
    public async Task A_network_has_twenty_attempts_at_once_and_one_a_second_after_that()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var network = Visitor.NewNetwork();
        for (var i = 0; i < 20; i++)
            Assert.Equal("Password", (await TryAnybodyAsync()).Code);

        Assert.Equal("too-often", (await TryAnybodyAsync()).Code);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("Password", (await TryAnybodyAsync()).Code);

        async Task<Error> TryAnybodyAsync() =>
            (await world.SignInAsync($"u{Guid.CreateVersion7():n}", "không đúng đâu nhé", network)).FirstError;
    }

    [Fact]
    public async Task Sixty_guesses_at_once_are_not_sixty_checks()
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserWithPasswordAsync();
        var network = Visitor.NewNetwork();

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => world.SignInAsync(user, "không đúng đâu nhé", network)));

        Assert.Equal(5, answers.Count(answer => answer.FirstError.Code == "Password"));
    }

    /// <summary>Signs in with a hasher that counts how often a password was verified.</summary>
    private static async Task<(ErrorOr<SignedIn> Answer, int Verifications)> CountedAsync(World world, string login, string password)
    {
        var hasher = new CountingHasher();
        var answer = await world.RunAsync<IServiceProvider, ErrorOr<SignedIn>>(AccessScope.Nobody, services =>
        {
            hasher.Real = services.GetRequiredService<IPasswordHasher<User>>();
            return ActivatorUtilities.CreateInstance<SignIn>(services, hasher)
                .HandleAsync(new SignIn.Command(login, password, Visitor.NewNetwork()), TestContext.Current.CancellationToken);
        });
        return (answer, hasher.Verifications);
    }

    private sealed class CountingHasher : IPasswordHasher<User>
    {
        public IPasswordHasher<User> Real { get; set; } = null!;

        public int Verifications { get; private set; }

        public string HashPassword(User user, string password) => Real.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            Verifications++;
            return Real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
