using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>
/// A passkey is the second factor of whoever holds a role: it ends the grace, is asked for after a password, and is not lost by slips.
/// </summary>
[Trait("Security", "A10")]
public sealed class PasskeyFactorTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _clock = new(TestDatabase.Morning);

    [Fact]
    public async Task Who_has_a_passkey_and_no_app_has_enrolled()
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await world.WithoutFactorAsync(await world.UserAsync(null, (Role.Board, world.District)));
        _clock.Advance(TimeSpan.FromDays(14));
        var late = await world.ScopeOfAsync(user);
        Assert.True(late.MustEnrol);

        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(late, device);

        var scope = (await world.OpenAsync((await world.SignInAsync(device)).Value.Reference))!.Scope;
        Assert.Null(scope.FactorDue);
        var export = AccessRequirement.AtUnit(Permissions.ExportRoster).Again();
        Assert.Null(new AccessContext { Scope = scope }.Refusal(export, world.District));
    }

    [Fact]
    public async Task After_a_password_staff_are_asked_for_it_and_members_are_not()
    {
        var world = await database.NewWorldAsync(_clock);
        var staff = await world.WithoutFactorAsync(
            await world.UserWithPasswordAsync(await world.MemberAsync(), (Role.Secretary, world.Branch)));
        var member = await world.UserWithPasswordAsync(await world.MemberAsync());
        Assert.False((await world.SignInAsync(staff)).IsError);
        using var device = new SoftPasskey();
        using var second = new SoftPasskey();
        await world.AddPasskeyAsync(await world.ScopeOfAsync(staff), device);
        await world.AddPasskeyAsync(await world.ScopeOfAsync(member), second);

        var half = (await world.SignInAsync(staff)).FirstError.Half()!;

        Assert.Equal((false, true), (half.HasApp, half.HasPasskey));
        Assert.False((await world.SignInAsync(member)).IsError);
        Assert.False((await world.SignInAsync(device)).IsError);
    }

    [Fact]
    [Trait("Security", "A12")]
    public async Task Who_has_a_passkey_alone_gets_ten_codes_each_of_which_lets_in_once_after_the_password()
    {
        var world = await database.NewWorldAsync(_clock);
        var staff = await world.WithoutFactorAsync(
            await world.UserWithPasswordAsync(await world.MemberAsync(), (Role.Secretary, world.Branch)));
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(await world.ScopeOfAsync(staff), device);
        Assert.False((await world.SignInAsync(staff)).FirstError.Half()!.HasCodes);

        var codes = await NewCodesAsync(world, await world.ScopeOfAsync(staff));

        Assert.Equal(10, codes!.Distinct().Count());
        var half = (await world.SignInAsync(staff)).FirstError.Half()!;
        Assert.Equal((false, true, true), (half.HasApp, half.HasPasskey, half.HasCodes));
        var tries = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CodeAsync(world, half, codes![0])));
        Assert.Equal(staff.Id, Assert.Single(tries, one => !one.IsError).Value.UserId);
        Assert.True((await CodeAsync(world, half, "123456")).IsError);
        Assert.Single(await world.ReadAsync(await world.ScopeOfAsync(staff), db =>
            db.Processes.Where(p => p.Type == ProcessType.RecoveryCodesShown && p.ActorId == staff.Id).ToListAsync()));
    }

    [Fact]
    [Trait("Security", "A12")]
    public async Task Codes_are_for_whoever_has_something_to_lose_and_end_with_it()
    {
        var world = await database.NewWorldAsync(_clock);
        var member = await world.ScopeOfAsync(await world.UserAsync(await world.MemberAsync()));
        Assert.Null(await NewCodesAsync(world, member));
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(member, device);
        Assert.NotNull(await NewCodesAsync(world, member));

        Assert.False((await world.RemovePasskeyAsync(member, Assert.Single(await world.PasskeysAsync(member)).Id)).IsError);

        Assert.Empty(await world.ReadAsync(member, db => db.RecoveryCodes.Where(c => c.UserId == member.UserId).ToListAsync()));
    }

    private static async Task<IReadOnlyList<string>?> NewCodesAsync(World world, AccessScope scope)
    {
        var renewed = await world.RunAsync<RenewRecoveryCodes, ErrorOr<Success>>(scope, use =>
            use.HandleAsync(new RenewRecoveryCodes.Command(Guid.CreateVersion7()), Stop));
        if (renewed.IsError)
            return null;
        var shown = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            world.RunAsync<ShowRecoveryCodes, ErrorOr<ShownCodes>>(scope, use => use.HandleAsync(Stop))));
        return Assert.Single(shown, one => one.Value.Codes is not null).Value.Codes;
    }

    private static Task<ErrorOr<SignedIn>> CodeAsync(World world, HalfSignedIn half, string code) =>
        world.RunAsync<SignInWithCode, ErrorOr<SignedIn>>(AccessScope.Nobody, use => use.HandleAsync(
            new SignInWithCode.Command(half, code, Visitor.NewNetwork()), Stop));

    /// <summary>The app or the passkey: who has both shows one of them.</summary>
    [Fact]
    public async Task Who_has_an_app_too_gets_in_by_the_passkey_alone()
    {
        var world = await database.NewWorldAsync(_clock);
        var staff = await world.UserWithPasswordAsync(await world.MemberAsync(), (Role.Secretary, world.Branch));
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(await world.ScopeOfAsync(staff), device);

        var half = (await world.SignInAsync(staff)).FirstError.Half()!;

        Assert.Equal((true, true), (half.HasApp, half.HasPasskey));
        Assert.Equal(staff.Id, (await world.SignInAsync(device)).Value.UserId);
    }

    [Fact]
    public async Task Staff_keep_one_second_factor_and_members_need_none()
    {
        var world = await database.NewWorldAsync(_clock);
        var staff = await world.WithoutFactorAsync(await world.UserAsync(await world.MemberAsync(), (Role.Secretary, world.Branch)));
        var (scope, member) = (await world.ScopeOfAsync(staff), await world.ScopeOfAsync(await world.UserAsync(await world.MemberAsync())));
        using var first = new SoftPasskey();
        using var second = new SoftPasskey();
        using var theirs = new SoftPasskey();
        await world.AddPasskeyAsync(scope, first);
        await world.AddPasskeyAsync(scope, second);
        await world.AddPasskeyAsync(member, theirs);
        var passkeys = await world.PasskeysAsync(scope);

        var removed = await Task.WhenAll(passkeys.Select(p => world.RemovePasskeyAsync(scope, p.Id)));

        Assert.Equal(ErrorType.Forbidden, Assert.Single(removed, one => one.IsError).FirstError.Type);
        Assert.False((await world.RemovePasskeyAsync(member, Assert.Single(await world.PasskeysAsync(member)).Id)).IsError);
        await world.WithFactorAsync(staff);
        Assert.False((await world.RemovePasskeyAsync(scope, Assert.Single(await world.PasskeysAsync(scope)).Id)).IsError);
    }

    [Fact]
    [Trait("Security", "A15")]
    public async Task A_slip_stands_for_the_password_and_the_operator_takes_passkeys_away()
    {
        var slips = await SlipWorld.CreateAsync(database, _clock);
        var world = slips.World;
        var deputy = await slips.MemberAsync();
        var user = await world.WithoutFactorAsync(await world.UserAsync(deputy, (Role.Deputy, world.Branch)));
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(await world.ScopeOfAsync(user), device);
        var printed = await slips.PrintAsync(await world.CommitteeAsync(), world.Branch, deputy);

        var entered = await slips.EnterAsync(printed.Value.Slips[0].Code, Visitor.Password);

        Assert.True(entered.FirstError.Half()!.HasPasskey);
        Assert.False((await world.SignInAsync(device)).IsError);
        Assert.False((await world.RunAsync<ResetSecondFactor, ErrorOr<string>>(AccessScope.Operator(), use =>
            use.HandleAsync(new ResetSecondFactor.Command(user.UserName!), TestContext.Current.CancellationToken))).IsError);
        Assert.True((await world.SignInAsync(device)).IsError);
        Assert.False((await world.SignInAsync(user)).IsError);
    }
}
