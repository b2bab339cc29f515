using System.Security.Cryptography;
using System.Text;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>The second factor of staff: asked for after the password, each code once, enrolled within the days of grace.</summary>
public sealed class SecondFactorTests(TestDatabase database)
{
    private readonly FakeTimeProvider _clock = new(TestDatabase.Morning);

    [Fact]
    [Trait("Security", "A10")]
    public async Task The_password_alone_begins_no_session()
    {
        var (world, user) = await StaffAsync();

        var answer = await world.SignInAsync(user);

        Assert.True(answer.IsError);
        Assert.Equal(user.Id, answer.FirstError.Half()!.UserId);
        Assert.Equal(0, await SessionsAsync(world, user));
        var session = (await CodeAsync(world, answer.FirstError.Half()!, Now())).Value;
        Assert.NotNull(await world.OpenAsync(session.Reference));
    }

    [Fact]
    [Trait("Security", "A9")]
    public async Task Of_ten_who_use_one_code_at_once_one_gets_in()
    {
        var (world, user) = await StaffAsync();
        var half = await HalfAsync(world, user);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CodeAsync(world, half, Now())));

        Assert.Single(answers, answer => !answer.IsError);
        Assert.Equal(1, await SessionsAsync(world, user));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True((await CodeAsync(world, half, Totp.CodeAt(World.Seed, Totp.StepAt(TestDatabase.Morning)))).IsError);
        Assert.False((await CodeAsync(world, half, Now())).IsError);
    }

    [Fact]
    [Trait("Security", "A12")]
    public async Task Of_twenty_who_use_one_recovery_code_at_once_one_gets_in()
    {
        var (world, user) = await StaffAsync();
        var codes = await NewCodesAsync(world, user);
        Assert.Equal(10, codes.Count);
        var half = await HalfAsync(world, user);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CodeAsync(world, half, codes[0])));

        Assert.Single(answers, answer => !answer.IsError);
        Assert.True((await CodeAsync(world, half, codes[0])).IsError);
        Assert.False((await CodeAsync(world, half, RecoveryCode.Written(codes[9]).ToLowerInvariant())).IsError);
    }

    [Fact]
    [Trait("Security", "A12")]
    public async Task Recovery_codes_are_shown_once_kept_as_keyed_hashes_and_replaced_whole()
    {
        var (world, user) = await StaffAsync();
        var scope = await world.ScopeOfAsync(user);
        var before = await NewCodesAsync(world, user, scope);
        Assert.Null((await ShowAsync(world, scope)).Codes);

        var stored = await world.ReadAsync(scope, db => db.RecoveryCodes.Where(c => c.UserId == user.Id).ToListAsync());
        Assert.All(stored, one => Assert.DoesNotContain(
            before, code => SHA256.HashData(Encoding.UTF8.GetBytes(code)).SequenceEqual(one.Digest)));
        Assert.Equal(10, stored.Select(one => Convert.ToHexString(one.Digest)).Distinct().Count());

        await NewCodesAsync(world, user, scope);
        Assert.True((await CodeAsync(world, await HalfAsync(world, user), before[1])).IsError);
    }

    [Fact]
    [Trait("Security", "A12")]
    public async Task A_recovery_code_is_its_owners_alone_and_waits_for_no_place_to_hash()
    {
        var (world, user) = await StaffAsync();
        var other = await world.UserWithPasswordAsync(await world.MemberAsync(), (Role.Secretary, world.SecondBranch));
        var codes = await NewCodesAsync(world, user);
        var (half, halfOfOther) = (await HalfAsync(world, user), await HalfAsync(world, other));
        using var gate = new ManualResetEventSlim();

        var answers = await world.RunAsync<ISignInGuard, List<ErrorOr<SignedIn>>>(AccessScope.Nobody, async guard =>
        {
            var stop = TestContext.Current.CancellationToken;
            var hashing = Enumerable.Range(0, Environment.ProcessorCount)
                .Select(_ => guard.TryHashAsync(() => gate.Wait(stop), stop)).ToList();
            List<ErrorOr<SignedIn>> given = [await CodeAsync(world, halfOfOther, codes[0]), await CodeAsync(world, half, codes[0])];
            gate.Set();
            await Task.WhenAll(hashing);
            return given;
        });

        Assert.Equal([true, false], answers.Select(answer => answer.IsError));
    }

    /// <summary>Who knows the password must not begin anew with it after each four guesses.</summary>
    [Fact]
    [Trait("Security", "A9")]
    public async Task Wrong_codes_are_counted_with_the_passwords_and_the_right_password_forgets_none()
    {
        var (world, user) = await StaffAsync();
        var network = Visitor.NewNetwork();
        for (var i = 0; i < 5; i++)
        {
            var half = (await world.SignInAsync(user, network: network)).FirstError.Half()!;
            Assert.Equal(ErrorType.Validation, (await CodeAsync(world, half, "000000", network)).FirstError.Type);
        }

        Assert.NotNull((await world.SignInAsync(user, network: network)).FirstError.Wait());
        Assert.Null((await world.SignInAsync(user)).FirstError.Wait());
    }

    [Fact]
    [Trait("Security", "A9")]
    public async Task A_wrong_code_a_used_one_and_a_wrong_recovery_code_are_answered_alike()
    {
        var (world, user) = await StaffAsync();
        var half = await HalfAsync(world, user);
        await CodeAsync(world, half, Now());

        var answers = new[]
        {
            await CodeAsync(world, half, Now()),
            await CodeAsync(world, half, "000000"),
            await CodeAsync(world, half, "ABCD-EFGH-JKMN-PQRS"),
            await CodeAsync(world, half with { Stamp = "old" }, Now()),
            await CodeAsync(world, half with { UserId = Guid.CreateVersion7() }, Now()),
        };

        Assert.Single(answers.Select(answer => (answer.FirstError.Code, answer.FirstError.Description)).Distinct());
    }

    [Fact]
    [Trait("Security", "A10")]
    public async Task Grace_ends_by_its_date_and_then_roles_reach_nothing_until_an_app_is_enrolled()
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await world.WithoutFactorAsync(await world.UserAsync(null, (Role.Board, world.District)));

        var inGrace = (await world.OpenAsync(await world.SessionAsync(user)))!.Scope;
        Assert.Equal(TestDatabase.Morning.AddDays(13), inGrace.FactorDue);
        Assert.Null(new AccessContext { Scope = inGrace }.Refusal(AccessRequirement.AtUnit(Permissions.ViewCoverage), world.District));
        var export = AccessRequirement.AtUnit(Permissions.ExportRoster).Again();
        Assert.Equal(ErrorType.Forbidden, new AccessContext { Scope = inGrace }.Refusal(export, world.District)!.Value.Type);

        _clock.Advance(TimeSpan.FromDays(13));
        var over = await world.ScopeOfAsync(user);
        Assert.True(over.MustEnrol);
        Assert.Empty(over.Grants);
        Assert.False((await EnrolAsync(world, over)).IsError);
        var enrolled = (await world.OpenAsync(await world.SessionAsync(user)))!.Scope;
        Assert.Null(enrolled.FactorDue);
        Assert.Null(new AccessContext { Scope = enrolled }.Refusal(export, world.District));
    }

    [Fact]
    [Trait("Security", "A13")]
    public async Task The_seed_is_stored_sealed_and_another_users_offer_is_none()
    {
        var world = await database.NewWorldAsync(_clock);
        var (scope, other) = (await world.ScopeOfAsync(await world.UserAsync()), await world.ScopeOfAsync(await world.UserAsync()));
        var offer = await OfferAsync(world, scope);

        Assert.True((await EnrolAsync(world, other, offer)).IsError);
        Assert.False((await EnrolAsync(world, scope, offer)).IsError);

        var stored = await world.ReadAsync(scope, db => db.Authenticators.SingleAsync(a => a.UserId == scope.UserId));
        var seed = Decoded(offer.Written);
        Assert.Equal(-1, stored.Seed.AsSpan().IndexOf(seed));
        Assert.NotEqual(offer.Written, (await OfferAsync(world, scope)).Written);
    }

    [Fact]
    [Trait("Security", "A15")]
    public async Task A_new_password_keeps_the_second_factor_and_the_operator_takes_it_away()
    {
        var (world, user) = await StaffAsync();
        var link = await world.RunAsync<ResetSecondFactor, ErrorOr<string>>(AccessScope.Operator(), use =>
            use.HandleAsync(new ResetSecondFactor.Command(user.UserName!), TestContext.Current.CancellationToken));

        Assert.False((await world.SetPasswordAsync(link.Value)).IsError);
        Assert.False((await world.SignInAsync(user)).IsError);
        Assert.True((await world.RunAsync<ResetSecondFactor, ErrorOr<string>>(AccessScope.Operator(), use =>
            use.HandleAsync(new ResetSecondFactor.Command(user.UserName!), TestContext.Current.CancellationToken))).IsError);
    }

    private async Task<(World World, User User)> StaffAsync()
    {
        var world = await database.NewWorldAsync(_clock);
        return (world, await world.UserWithPasswordAsync(await world.MemberAsync(), (Role.Secretary, world.Branch)));
    }

    private static async Task<HalfSignedIn> HalfAsync(World world, User user) => (await world.SignInAsync(user)).FirstError.Half()!;

    private string Now() => Totp.CodeAt(World.Seed, Totp.StepAt(_clock.GetUtcNow()));

    private static Task<ErrorOr<SignedIn>> CodeAsync(World world, HalfSignedIn half, string code, string? network = null) =>
        world.RunAsync<SignInWithCode, ErrorOr<SignedIn>>(AccessScope.Nobody, use => use.HandleAsync(
            new SignInWithCode.Command(half, code, network ?? Visitor.NewNetwork()), TestContext.Current.CancellationToken));

    private static async Task<IReadOnlyList<string>> NewCodesAsync(World world, User user, AccessScope? scope = null)
    {
        scope ??= await world.ScopeOfAsync(user);
        var renewed = await world.RunAsync<RenewRecoveryCodes, ErrorOr<Success>>(scope, use =>
            use.HandleAsync(new RenewRecoveryCodes.Command(Guid.CreateVersion7()), TestContext.Current.CancellationToken));
        Assert.False(renewed.IsError);
        return (await ShowAsync(world, scope)).Codes!;
    }

    private static async Task<ShownCodes> ShowAsync(World world, AccessScope scope) =>
        (await world.RunAsync<ShowRecoveryCodes, ErrorOr<ShownCodes>>(
            scope, use => use.HandleAsync(TestContext.Current.CancellationToken))).Value;

    private static async Task<OfferedSeed> OfferAsync(World world, AccessScope scope) =>
        (await world.RunAsync<GetMyFactor, ErrorOr<MyFactor>>(
            scope, use => use.HandleAsync(new GetMyFactor.Query(), TestContext.Current.CancellationToken))).Value.Offer;

    private async Task<ErrorOr<Success>> EnrolAsync(World world, AccessScope scope, OfferedSeed? offer = null)
    {
        offer ??= await OfferAsync(world, scope);
        var code = Totp.CodeAt(Decoded(offer.Written), Totp.StepAt(_clock.GetUtcNow()));
        return await world.RunAsync<EnrolAuthenticator, ErrorOr<Success>>(scope, use => use.HandleAsync(
            new EnrolAuthenticator.Command(offer.Sealed, code, Guid.CreateVersion7()), TestContext.Current.CancellationToken));
    }

    /// <summary>As an app reads what is typed by hand.</summary>
    private static byte[] Decoded(string base32)
    {
        var bits = string.Concat(base32.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }

    private static Task<int> SessionsAsync(World world, User user) =>
        world.ReadAsync(AccessScope.SignIn, db => db.Sessions.CountAsync(s => s.UserId == user.Id));
}
