using Microsoft.Extensions.Time.Testing;
using PartyNet.Infrastructure.Identity;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>
/// Passwords are hashed in a bounded queue: a rush of sign-ins leaves a core to those who are in, and nobody waits for long.
/// </summary>
[Trait("Security", "A6")]
public sealed class HashingQueueTests(TestDatabase database)
{
    /// <summary>One core stays free, where there is more than one.</summary>
    private static readonly int Places = Math.Max(1, Environment.ProcessorCount - 1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_who_hash_at_once_as_many_do_as_there_are_cores_but_one_and_the_others_follow()
    {
        using var guard = await GuardAsync(new FakeTimeProvider());
        using var all = new CountdownEvent(Places);
        using var gate = new ManualResetEventSlim();
        var (running, most) = (0, 0);
        void Hash()
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (!all.IsSet)
                all.Signal();
            gate.Wait(Stop);
            Interlocked.Decrement(ref running);
        }

        var asked = Enumerable.Range(0, Places + 5).Select(_ => guard.TryHashAsync(Hash, Stop)).ToList();
        all.Wait(Stop);
        Assert.DoesNotContain(asked, task => task.IsCompleted);
        gate.Set();

        Assert.All(await Task.WhenAll(asked), Assert.True);
        Assert.Equal(Places, most);
    }

    [Fact]
    public async Task Whoever_waits_for_five_seconds_is_told_so_and_does_not_hash()
    {
        var clock = new FakeTimeProvider();
        using var guard = await GuardAsync(clock);
        using var gate = new ManualResetEventSlim();
        var hashing = Enumerable.Range(0, Places).Select(_ => guard.TryHashAsync(() => gate.Wait(Stop), Stop)).ToList();
        var hashed = false;

        var waiting = guard.TryHashAsync(() => hashed = true, Stop);
        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.False(await waiting);
        Assert.False(hashed);
        gate.Set();
        Assert.All(await Task.WhenAll(hashing), Assert.True);
        Assert.True(await guard.TryHashAsync(() => hashed = true, Stop));
        Assert.True(hashed);
    }

    [Fact]
    public async Task Whoever_goes_away_while_waiting_leaves_no_place_taken()
    {
        using var guard = await GuardAsync(new FakeTimeProvider());
        using var gate = new ManualResetEventSlim();
        using var gone = new CancellationTokenSource();
        var hashing = Enumerable.Range(0, Places).Select(_ => guard.TryHashAsync(() => gate.Wait(Stop), Stop)).ToList();

        var waiting = guard.TryHashAsync(() => { }, gone.Token);
        await gone.CancelAsync();
        gate.Set();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.All(await Task.WhenAll(hashing), Assert.True);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, Places).Select(_ => guard.TryHashAsync(() => { }, Stop))), Assert.True);
    }

    private async Task<SignInGuard> GuardAsync(TimeProvider clock) => new((await database.InstallationAsync()).App, clock);

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = most; now > seen;)
            seen = Interlocked.CompareExchange(ref most, now, seen);
    }
}
