using ErrorOr;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Whoever gets in by a slip may keep the device that they get in on, once, and not in the place of a second factor.</summary>
[Trait("Security", "A11")]
[Trait("Security", "A14")]
public sealed class PasskeyBySlipTests(TestDatabase database)
{
    private readonly FakeTimeProvider _clock = new(TestDatabase.Morning);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_slip_is_used_up_and_the_device_opens_the_door_from_then_on()
    {
        var slips = await SlipWorld.CreateAsync(database, _clock);
        var member = await slips.MemberAsync();
        var slip = (await slips.OpenAsync((await slips.SlipAsync(member)).Code)).Value;
        using var device = new SoftPasskey();
        var offered = await OfferAsync(slips, slip, device);
        var attempt = Guid.CreateVersion7();

        // Sent twice, as by a double press.
        var first = await UseAsync(slips, slip, offered, attempt);
        var second = await UseAsync(slips, slip, offered, attempt);

        var user = await slips.UserAsync(member);
        Assert.Equal((user.Id, user.Id), (first.Value.UserId, second.Value.UserId));
        Assert.Equal(SlipUse.Passkey, (await slips.StoredAsync(member)).Use);
        Assert.Equal(SlipState.Activated, await slips.StateAsync(member));
        Assert.Equal(user.Id, (await slips.World.SignInAsync(device)).Value.UserId);
        Assert.Single(await slips.World.PasskeysAsync(await slips.World.ScopeOfAsync(user)));
        Assert.Single(await slips.World.EventsByAsync<PasskeyAdded>(user.Id));
        Assert.True((await UseAsync(slips, slip, offered, Guid.CreateVersion7())).IsError);
    }

    [Fact]
    public async Task What_is_no_passkey_leaves_the_slip_as_it_was()
    {
        var slips = await SlipWorld.CreateAsync(database, _clock);
        var member = await slips.MemberAsync();
        var slip = (await slips.OpenAsync((await slips.SlipAsync(member)).Code)).Value;
        using var careless = new SoftPasskey { ChecksUser = false };
        var other = (await slips.OpenAsync((await slips.SlipAsync(await slips.MemberAsync())).Code)).Value;
        using var foreign = new SoftPasskey();

        Assert.Equal(ErrorType.Validation, (await UseAsync(slips, slip, await OfferAsync(slips, slip, careless))).FirstError.Type);
        Assert.Equal(ErrorType.Validation, (await UseAsync(slips, slip, await OfferAsync(slips, other, foreign))).FirstError.Type);
        Assert.Equal(
            ErrorType.Validation, (await UseAsync(slips, slip, new PasskeyMaker.Offered("", Answer: null))).FirstError.Type);

        Assert.Null((await slips.StoredAsync(member)).UsedAt);
        Assert.False((await slips.UseAsync(slip)).IsError);
    }

    /// <summary>Whoever finds a slip, and knows when its member was born, must not get past the app of that member.</summary>
    [Fact]
    [Trait("Security", "A10")]
    [Trait("Security", "A15")]
    public async Task It_is_no_way_around_a_second_factor()
    {
        var slips = await SlipWorld.CreateAsync(database, _clock);
        var deputy = await slips.MemberAsync();
        await slips.World.UserAsync(deputy, (Role.Deputy, slips.World.Branch));
        var printed = await slips.PrintAsync(await slips.World.CommitteeAsync(), slips.World.Branch, deputy);
        var slip = (await slips.OpenAsync(printed.Value.Slips[0].Code)).Value;
        using var device = new SoftPasskey();

        Assert.False((await HolderAsync(slips, slip))!.MayAddPasskey);
        Assert.True((await UseAsync(slips, slip, await OfferAsync(slips, slip, device))).IsError);

        Assert.Null((await slips.StoredAsync(deputy)).UsedAt);
        Assert.True((await slips.World.SignInAsync(device)).IsError);
        Assert.True((await HolderAsync(slips, (await slips.OpenAsync((await slips.SlipAsync(await slips.MemberAsync())).Code)).Value))!
            .MayAddPasskey);
    }

    private static async Task<PasskeyMaker.Offered> OfferAsync(SlipWorld slips, Guid slip, SoftPasskey device)
    {
        var asked = (await slips.World.RunAsync<OfferPasskeyBySlip, ErrorOr<PasskeyRequest>>(
            AccessScope.Nobody, use => use.HandleAsync(new OfferPasskeyBySlip.Query(slip, PasskeyWorld.Office), Stop))).Value;
        var made = device.Make(asked.Options, PasskeyWorld.Office.Origin);
        return new PasskeyMaker.Offered("Chrome trên Android", new PasskeyAnswer(made, asked.State, PasskeyWorld.Office));
    }

    private static Task<ErrorOr<SignedIn>> UseAsync(SlipWorld slips, Guid slip, PasskeyMaker.Offered offered, Guid? attempt = null) =>
        slips.World.RunAsync<ActivateBySlip, ErrorOr<SignedIn>>(AccessScope.Nobody, use => use.HandleAsync(
            new ActivateBySlip.Command(slip, attempt ?? Guid.CreateVersion7(), null, Visitor.NewNetwork(), offered), Stop));

    private static Task<SlipHolder?> HolderAsync(SlipWorld slips, Guid slip) =>
        slips.World.RunAsync<GetSlipHolder, SlipHolder?>(AccessScope.Nobody, use => use.HandleAsync(slip, Stop));
}
