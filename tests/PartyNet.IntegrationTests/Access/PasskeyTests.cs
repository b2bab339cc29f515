using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Passkeys: made and shown by the rules, each challenge once, and nobody let in by what is foreign, copied or closed.</summary>
[Trait("Security", "A11")]
public sealed class PasskeyTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_passkey_signs_in_without_a_name_and_tells_when_it_did()
    {
        var (world, user, scope) = await MemberAsync();
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(scope, device, "  Điện thoại\tcủa ông  ");

        var session = await world.SignInAsync(device);

        Assert.Equal(user.Id, session.Value.UserId);
        Assert.Equal(user.Id, (await world.OpenAsync(session.Value.Reference))!.Scope.UserId);
        var passkey = Assert.Single(await world.PasskeysAsync(scope));
        Assert.Equal(
            ("Điện thoại của ông", PasskeyWorld.Office.Name, world.Clock.GetUtcNow()), (passkey.Name, passkey.Site, passkey.LastUsedAt));
        Assert.Single(
            await world.EventsByAsync<SessionStarted>(user.Id),
            e => e.Contains($"\"Factor\": {(int)SecondFactor.Passkey}", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Of_twenty_who_use_one_challenge_at_once_one_gets_in()
    {
        var (world, user, scope) = await MemberAsync();
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(scope, device);
        var before = await world.SessionsAsync(user.Id);
        var asked = await world.AskForPasskeyAsync();
        var answer = new PasskeyAnswer(device.Show(asked.Options, PasskeyWorld.Office.Origin), asked.State, PasskeyWorld.Office);

        var entered = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.SignInAsync(answer)));

        Assert.Single(entered, one => !one.IsError);
        Assert.Equal(before + 1, await world.SessionsAsync(user.Id));
        Assert.True((await world.SignInAsync(answer)).IsError);
    }

    [Fact]
    public async Task Of_twenty_who_add_one_passkey_at_once_one_does()
    {
        var (world, _, scope) = await MemberAsync();
        using var device = new SoftPasskey();
        var asked = await world.OfferPasskeyAsync(scope);
        var answer = new PasskeyAnswer(device.Make(asked.Options, PasskeyWorld.Office.Origin), asked.State, PasskeyWorld.Office);

        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.AddPasskeyAsync(scope, answer)));

        Assert.Single(added, one => !one.IsError);
        Assert.Single(await world.PasskeysAsync(scope));
    }

    [Theory]
    [InlineData("https://ke-khai.example.vn.evil.example")]
    [InlineData("http://ke-khai.example.vn")]
    [InlineData("https://ke-khai.example.vn:8443")]
    public async Task What_a_page_of_another_origin_got_is_refused(string origin)
    {
        var (world, _, scope) = await MemberAsync();
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(scope, device);
        var asked = await world.OfferPasskeyAsync(scope);
        using var second = new SoftPasskey();

        Assert.True((await world.SignInAsync(device, origin)).IsError);
        Assert.True((await world.AddPasskeyAsync(
            scope, new PasskeyAnswer(second.Make(asked.Options, origin), asked.State, PasskeyWorld.Office))).IsError);
        Assert.False((await world.SignInAsync(device)).IsError);
    }

    [Fact]
    public async Task A_device_that_has_not_checked_who_holds_it_is_refused()
    {
        var (world, _, scope) = await MemberAsync();
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(scope, device);
        device.ChecksUser = false;
        using var careless = new SoftPasskey { ChecksUser = false };
        var asked = await world.OfferPasskeyAsync(scope);

        Assert.True((await world.SignInAsync(device)).IsError);
        Assert.True((await world.AddPasskeyAsync(
            scope, new PasskeyAnswer(careless.Make(asked.Options, PasskeyWorld.Office.Origin), asked.State, PasskeyWorld.Office))).IsError);
        Assert.Contains("\"userVerification\":\"required\"", asked.Options, StringComparison.Ordinal);
        Assert.Contains("\"residentKey\":\"required\"", asked.Options, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_count_that_goes_back_is_refused_and_written_down()
    {
        var (world, _, scope) = await MemberAsync();
        using var device = new SoftPasskey { Count = 5 };
        await world.AddPasskeyAsync(scope, device);
        device.Count = 9;
        Assert.False((await world.SignInAsync(device)).IsError);

        foreach (var behind in new uint[] { 9, 8, 0 })
        {
            device.Count = behind;
            Assert.True((await world.SignInAsync(device)).IsError);
        }

        device.Count = 10;
        Assert.False((await world.SignInAsync(device)).IsError);
        var passkey = Assert.Single(await world.PasskeysAsync(scope));
        var suspicions = await world.ReadAsync(AccessScope.SignIn, db => db.ProcessEvents
            .Where(e => e.Type == nameof(PasskeyCountWentBack)).Select(e => e.Payload).ToListAsync(Stop));
        Assert.Equal(3, suspicions.Count(e => e.Contains(passkey.Id.ToString(), StringComparison.Ordinal)));
    }

    /// <summary>A closed user's passkeys are forgotten; one that were left would let nobody in.</summary>
    [Fact]
    [Trait("Security", "Z11")]
    public async Task A_closed_user_does_not_get_in()
    {
        var (world, user, scope) = await MemberAsync();
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(scope, device);
        var (other, otherScope) = await UserAsync(world);
        using var second = new SoftPasskey();
        await world.AddPasskeyAsync(otherScope, second);

        Assert.False((await (await Administrator.InAsync(world)).CloseAsync(user)).IsError);
        await world.WriteAsync(ProcessType.UserClosed, db => db.Users.Attach(other).Entity.ClosedAt = TestDatabase.Morning);

        Assert.True((await world.SignInAsync(device)).IsError);
        Assert.True((await world.SignInAsync(second)).IsError);
        Assert.Equal(0, await world.ReadAsync(AccessScope.SignIn, db => db.Passkeys.CountAsync(p => p.UserId == user.Id, Stop)));
    }

    [Fact]
    public async Task What_is_unknown_foreign_and_made_up_is_answered_alike()
    {
        var (world, _, scope) = await MemberAsync();
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(scope, device);
        var (other, _) = await UserAsync(world);
        using var unknown = new SoftPasskey { UserHandle = device.UserHandle };
        using var copied = new SoftPasskey { UserHandle = device.UserHandle, CredentialId = device.CredentialId };
        using var foreign = new SoftPasskey { UserHandle = Base64(other.Id), CredentialId = device.CredentialId };
        var asked = await world.AskForPasskeyAsync();
        var elsewhere = PasskeySite.Of("https", "khac.example.vn")!;
        var atAnother = await world.AskForPasskeyAsync(site: elsewhere);

        var answers = new[]
        {
            await world.SignInAsync(unknown),
            await world.SignInAsync(copied),
            await world.SignInAsync(foreign),
            await world.SignInAsync(new PasskeyAnswer("{}", asked.State, PasskeyWorld.Office)),
            await world.SignInAsync(new PasskeyAnswer("không phải JSON", asked.State, PasskeyWorld.Office)),
            await world.SignInAsync(new PasskeyAnswer(device.Show(asked.Options, PasskeyWorld.Office.Origin), "{}", PasskeyWorld.Office)),
            await world.SignInAsync(
                new PasskeyAnswer(device.Show(atAnother.Options, elsewhere.Origin), atAnother.State, PasskeyWorld.Office)),
            await world.SignInAsync(answer: null),
        };

        Assert.Single(answers.Select(answer => (answer.FirstError.Code, answer.FirstError.Description)).Distinct());
        Assert.False((await world.SignInAsync(device)).IsError);
    }

    [Fact]
    public async Task Who_signs_in_once_more_does_so_with_a_passkey_of_theirs()
    {
        var (world, user, scope) = await MemberAsync();
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(scope, device);
        var (_, otherScope) = await UserAsync(world);
        using var foreign = new SoftPasskey();
        await world.AddPasskeyAsync(otherScope, foreign);

        Assert.True((await world.SignInAsync(foreign, caller: scope)).IsError);
        Assert.Equal(user.Id, (await world.SignInAsync(device, caller: scope)).Value.UserId);
    }

    [Fact]
    public async Task What_was_made_for_somebody_else_or_known_before_is_not_kept()
    {
        var (world, _, scope) = await MemberAsync();
        var (_, otherScope) = await UserAsync(world);
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(scope, device);
        using var second = new SoftPasskey();
        var asked = await world.OfferPasskeyAsync(scope);
        var mine = new PasskeyAnswer(second.Make(asked.Options, PasskeyWorld.Office.Origin), asked.State, PasskeyWorld.Office);
        using var known = new SoftPasskey { CredentialId = device.CredentialId };
        var askedOther = await world.OfferPasskeyAsync(otherScope);

        Assert.True((await world.AddPasskeyAsync(otherScope, mine)).IsError);
        Assert.True((await world.AddPasskeyAsync(otherScope, new PasskeyAnswer(
            known.Make(askedOther.Options, PasskeyWorld.Office.Origin), askedOther.State, PasskeyWorld.Office))).IsError);
        Assert.True((await world.AddPasskeyAsync(otherScope, answer: null)).IsError);
        Assert.Empty(await world.PasskeysAsync(otherScope));
        Assert.False((await world.AddPasskeyAsync(scope, mine)).IsError);
    }

    [Fact]
    public async Task There_are_ten_and_a_removed_one_lets_nobody_in()
    {
        var (world, _, scope) = await MemberAsync();
        var devices = Enumerable.Range(0, Passkey.Most).Select(_ => new SoftPasskey()).ToList();
        foreach (var (number, device) in devices.Index())
            await world.AddPasskeyAsync(scope, device, $"Máy {number}");
        using var eleventh = new SoftPasskey();
        var asked = await world.OfferPasskeyAsync(scope);
        var answer = new PasskeyAnswer(eleventh.Make(asked.Options, PasskeyWorld.Office.Origin), asked.State, PasskeyWorld.Office);
        Assert.Equal("Name", (await world.AddPasskeyAsync(scope, answer)).FirstError.Code);

        var first = (await world.PasskeysAsync(scope)).Single(p => p.Name == "Máy 0");
        Assert.False((await world.RemovePasskeyAsync(scope, first.Id)).IsError);

        Assert.True((await world.SignInAsync(devices[0])).IsError);
        Assert.False((await world.SignInAsync(devices[1])).IsError);
        Assert.False((await world.AddPasskeyAsync(scope, answer)).IsError);
        devices.ForEach(device => device.Dispose());
    }

    [Fact]
    public async Task Nobody_removes_anothers_and_sessions_elsewhere_end_with_a_change()
    {
        var (world, user, scope) = await MemberAsync();
        var elsewhere = await world.SessionAsync(user);
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(scope, device);
        Assert.Null(await world.OpenAsync(elsewhere));
        var passkey = Assert.Single(await world.PasskeysAsync(scope));
        var (_, otherScope) = await UserAsync(world);
        var session = (await world.SignInAsync(device)).Value.Reference;

        Assert.Equal(ErrorType.NotFound, (await world.RemovePasskeyAsync(otherScope, passkey.Id)).FirstError.Type);
        Assert.False((await world.RemovePasskeyAsync(scope, passkey.Id)).IsError);

        Assert.Null(await world.OpenAsync(session));
        Assert.Single(await world.EventsByAsync<PasskeyAdded>(user.Id));
        Assert.Contains(passkey.Id.ToString(), Assert.Single(await world.EventsByAsync<PasskeyRemoved>(user.Id)), StringComparison.Ordinal);
        var seen = await world.RunAsync<GetWhoSawMyData, ErrorOr<Page<AccessToMyData>>>(
            scope, use => use.HandleAsync(new GetWhoSawMyData.Query(PageCursor.First), Stop));
        Assert.Equal([ProcessType.PasskeyRemoved, ProcessType.PasskeyAdded], seen.Value.Rows.Where(r => r.IsOwn).Select(r => r.Type));
    }

    /// <summary>Wrong ones of a network wait like wrong passwords; a right one never does.</summary>
    [Fact]
    [Trait("Security", "A8")]
    public async Task Wrong_passkeys_wait_and_a_right_one_does_not()
    {
        var (world, user, scope) = await MemberAsync();
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(scope, device);
        using var unknown = new SoftPasskey { UserHandle = device.UserHandle };
        var network = Visitor.NewNetwork();
        for (var i = 0; i < 5; i++)
            Assert.Null((await world.SignInAsync(unknown, network: network)).FirstError.Wait());

        Assert.NotNull((await world.SignInAsync(unknown, network: network)).FirstError.Wait());
        Assert.Equal(user.Id, (await world.SignInAsync(device, network: network)).Value.UserId);
    }

    private async Task<(World World, User User, AccessScope Scope)> MemberAsync()
    {
        var world = await database.NewWorldAsync();
        var (user, scope) = await UserAsync(world);
        return (world, user, scope);
    }

    private static async Task<(User User, AccessScope Scope)> UserAsync(World world)
    {
        var user = await world.UserAsync(await world.MemberAsync());
        return (user, await world.ScopeOfAsync(user));
    }

    private static string Base64(Guid user) =>
        System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(user.ToString()));
}
