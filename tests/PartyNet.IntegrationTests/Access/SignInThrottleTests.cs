using ErrorOr;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>What wrong passwords cost, and what nothing costs.</summary>
[Trait("Security", "A7")]
public sealed class SignInThrottleTests(TestDatabase database)
{
    private const string Wrong = "không đúng đâu nhé";

    [Fact]
    public async Task After_five_wrong_passwords_from_a_network_the_right_one_waits_half_a_minute_there_and_nowhere_else()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var user = await world.UserWithPasswordAsync();
        var network = Visitor.NewNetwork();
        for (var i = 0; i < 5; i++)
            Assert.Equal("Password", (await world.SignInAsync(user, Wrong, network)).FirstError.Code);

        var blocked = (await world.SignInAsync(user, network: network)).FirstError;
        Assert.Equal(("too-often", TimeSpan.FromSeconds(30)), (blocked.Code, blocked.Wait()));
        Assert.False((await world.SignInAsync(user)).IsError);

        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("too-often", (await world.SignInAsync(user, network: network)).FirstError.Code);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await world.SignInAsync(user, network: network)).IsError);
        // The right password has forgiven the wrong ones.
        Assert.Equal("Password", (await world.SignInAsync(user, Wrong, network)).FirstError.Code);
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
                await world.SignInAsync(login, Wrong, network);
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal("Password", (await world.SignInAsync(login, Wrong, network)).FirstError.Code);
                var blocked = (await world.SignInAsync(login, Wrong, network)).FirstError;
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
            (await world.SignInAsync($"u{Guid.CreateVersion7():n}", Wrong, network)).FirstError;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sixty_guesses_at_once_are_at_most_six_checks(bool onDevice)
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserWithPasswordAsync();
        var network = Visitor.NewNetwork();
        var device = onDevice ? (await world.SignInAsync(user, network: network)).Value.Device : null;
        var hasher = new CountingHasher();

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ =>
            hasher.SignInAsync(world, new SignIn.Command(user.UserName!, Wrong, network, device))));

        // On a busy machine some are told so instead of being looked at.
        Assert.InRange(hasher.Verifications, 1, 6);
        Assert.Equal(hasher.Verifications, answers.Count(answer => answer.FirstError.Code == "Password"));
        Assert.All(
            answers.Where(answer => answer.FirstError.Code != "Password"),
            answer => Assert.Contains(answer.FirstError.Code, (string[])["too-often", "busy"]));
    }

    [Fact]
    public async Task A_refused_attempt_costs_nothing_however_often_it_is_sent()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var network = Visitor.NewNetwork();
        await ExhaustAsync(world, network);

        for (var second = 0; second < 10; second++)
        {
            for (var i = 0; i < 10; i++)
                Assert.Equal(TimeSpan.FromSeconds(1), (await TryAnybodyAsync(world, network)).Wait());
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("Password", (await TryAnybodyAsync(world, network)).Code);
        }
    }

    [Fact]
    public async Task An_account_that_must_wait_waits_no_longer_for_being_tried_meanwhile()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var user = await world.UserWithPasswordAsync();
        var network = Visitor.NewNetwork();
        for (var i = 0; i < 5; i++)
            await world.SignInAsync(user, Wrong, network);

        for (var second = 30; second > 0; second -= 10)
        {
            for (var i = 0; i < 20; i++)
                Assert.Equal(TimeSpan.FromSeconds(second), (await world.SignInAsync(user, Wrong, network)).FirstError.Wait());
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.False((await world.SignInAsync(user, network: network)).IsError);
    }

    [Fact]
    public async Task Right_passwords_cost_nothing()
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserWithPasswordAsync();
        var network = Visitor.NewNetwork();

        for (var i = 0; i < 25; i++)
            Assert.False((await world.SignInAsync(user, network: network)).IsError);
    }

    [Fact]
    public async Task Thirty_people_of_an_office_behind_one_address_are_in_within_two_minutes_typing_errors_and_all()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var office = Visitor.NewNetwork();
        var people = new List<User>();
        for (var i = 0; i < 30; i++)
            people.Add(await world.UserWithPasswordAsync());

        // Three at a time; every third types wrong once, every tenth four times.
        foreach (var (round, group) in people.Chunk(3).Index())
        {
            await Task.WhenAll(group.Select(async (user, seat) =>
            {
                var typos = seat == 0 ? 1 : seat == 1 && round % 3 == 0 ? 4 : 0;
                for (var i = 0; i < typos; i++)
                    Assert.Equal("Password", (await world.SignInAsync(user, Wrong, office)).FirstError.Code);
                Assert.False((await world.SignInAsync(user, network: office)).IsError);
            }));
            clock.Advance(TimeSpan.FromSeconds(12));
        }

        Assert.True(clock.GetUtcNow() - TestDatabase.Morning <= TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Another_replica_counts_along()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        await using var services = TestDatabase.Services(await database.InstallationAsync(), clock);
        var replica = await World.CreateAsync(services);
        var user = await world.UserWithPasswordAsync();
        var network = Visitor.NewNetwork();
        for (var i = 0; i < 5; i++)
            await (i % 2 == 0 ? world : replica).SignInAsync(user, Wrong, network);

        Assert.Equal("too-often", (await world.SignInAsync(user, network: network)).FirstError.Code);
        Assert.Equal("too-often", (await replica.SignInAsync(user, network: network)).FirstError.Code);
    }

    [Fact]
    public async Task Who_was_told_that_too_many_sign_in_at_once_has_not_guessed()
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserWithPasswordAsync();
        var network = Visitor.NewNetwork();

        for (var i = 0; i < 25; i++)
            Assert.Equal("busy", (await BusyAsync()).FirstError.Code);

        Assert.False((await world.SignInAsync(user, network: network)).IsError);

        Task<ErrorOr<SignedIn>> BusyAsync() => world.RunAsync<IServiceProvider, ErrorOr<SignedIn>>(AccessScope.Nobody, services =>
            ActivatorUtilities.CreateInstance<SignIn>(services, new BusyGuard(services.GetRequiredService<ISignInGuard>()))
                .HandleAsync(new SignIn.Command(user.UserName!, Wrong, network), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(5, "chờ 30 giây rồi")]
    [InlineData(6, "chờ 1 phút rồi")]
    [InlineData(9, "chờ 8 phút rồi")]
    public async Task How_long_to_wait_is_said_in_words(int wrong, string words)
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var (login, network) = ($"u{Guid.CreateVersion7():n}", Visitor.NewNetwork());
        for (var i = 0; i < wrong; i++)
        {
            var answer = (await world.SignInAsync(login, Wrong, network)).FirstError;
            if (answer.Wait() is { } wait)
            {
                clock.Advance(wait);
                i--;
            }
        }

        Assert.Contains(words, (await world.SignInAsync(login, Wrong, network)).FirstError.Description, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Security", "A14")]
    public async Task How_long_to_wait_with_a_slip_is_said_in_the_same_words()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var branch = await SlipWorld.CreateAsync(database, clock);
        var (code, network) = (SlipCode.New(), Visitor.NewNetwork());
        var waits = new List<string>();
        while (waits.Count < 5)
        {
            var answer = (await branch.OpenAsync(code, network: network)).FirstError;
            if (answer.Wait() is not { } wait)
                continue;
            waits.Add(answer.Description);
            clock.Advance(wait);
        }

        Assert.Contains("chờ 30 giây rồi", waits[0], StringComparison.Ordinal);
        Assert.Contains("chờ 8 phút rồi", waits[4], StringComparison.Ordinal);
    }

    internal static async Task ExhaustAsync(World world, string network)
    {
        while ((await TryAnybodyAsync(world, network)).Code == "Password")
        {
        }
    }

    internal static async Task<Error> TryAnybodyAsync(World world, string network) =>
        (await world.SignInAsync($"u{Guid.CreateVersion7():n}", Wrong, network)).FirstError;

    /// <summary>No place to hash comes free.</summary>
    private sealed class BusyGuard(ISignInGuard real) : ISignInGuard
    {
        public Task<Admission> AdmitAsync(SignInAttempt attempt, CancellationToken cancellationToken) =>
            real.AdmitAsync(attempt, cancellationToken);

        public Task TakeBackAsync(SignInAttempt attempt, Admission admission, CancellationToken cancellationToken) =>
            real.TakeBackAsync(attempt, admission, cancellationToken);

        public Task<string> WelcomeAsync(
            Guid userId, SignInAttempt attempt, Admission admission, CancellationToken cancellationToken) =>
            real.WelcomeAsync(userId, attempt, admission, cancellationToken);

        public Task<bool> TryHashAsync(Action hashing, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task PretendAsync(CancellationToken cancellationToken) => real.PretendAsync(cancellationToken);
    }
}
