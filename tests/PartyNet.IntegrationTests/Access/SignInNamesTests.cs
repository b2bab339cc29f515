using PartyNet.Application.Access;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Under which names a member signs in, besides the login itself.</summary>
public sealed class SignInNamesTests(TestDatabase database)
{
    [Fact]
    public async Task A_member_signs_in_by_their_code_however_it_is_written_and_whatever_their_login_is()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync();
        var user = await world.UserWithPasswordAsync(member);
        var code = member.Code;

        string[] ways =
        [
            code, code.ToLowerInvariant(), $"{code[..5]}-{code[5..]}", $" {code[..3]} {code[3..]} ",
            code.Replace('0', 'o').Replace('1', 'l'),
        ];
        foreach (var typed in ways)
        {
            var session = await world.SignInAsync(typed, Visitor.Password, Visitor.NewNetwork());
            Assert.Equal(user.Id, session.Value.UserId);
        }
    }

    [Fact]
    public async Task A_member_signs_in_by_a_phone_that_nobody_else_has()
    {
        var world = await database.NewWorldAsync();
        var phone = UniquePhone();
        var user = await world.UserWithPasswordAsync(await world.MemberAsync(phone: phone.E164));

        foreach (var typed in new[] { phone.National, phone.E164, phone.Display, phone.Display.Replace(' ', '.') })
        {
            var session = await world.SignInAsync(typed, Visitor.Password, Visitor.NewNetwork());
            Assert.Equal(user.Id, session.Value.UserId);
        }
    }

    [Fact]
    public async Task A_phone_that_two_members_share_signs_in_neither_and_is_answered_like_any_wrong_name()
    {
        var world = await database.NewWorldAsync();
        var phone = UniquePhone();
        var user = await world.UserWithPasswordAsync(await world.MemberAsync(phone: phone.E164));
        Assert.False((await world.SignInAsync(phone.National, Visitor.Password, Visitor.NewNetwork())).IsError);
        await world.MemberAsync(phone: phone.E164);

        var shared = await world.SignInAsync(phone.National, Visitor.Password, Visitor.NewNetwork());
        var unknown = await world.SignInAsync(UniquePhone().National, Visitor.Password, Visitor.NewNetwork());

        Assert.Equal(unknown.FirstError, shared.FirstError);
        Assert.False((await world.SignInAsync(user, Visitor.Password)).IsError);
    }

    [Fact]
    public async Task A_closed_user_is_reached_by_no_name()
    {
        var world = await database.NewWorldAsync();
        var phone = UniquePhone();
        var member = await world.MemberAsync(phone: phone.E164);
        var user = await world.UserWithPasswordAsync(member);
        await (await Administrator.InAsync(world)).CloseAsync(user);

        foreach (var name in new[] { user.UserName!, member.Code, phone.National })
            Assert.True((await world.SignInAsync(name, Visitor.Password, Visitor.NewNetwork())).IsError);
    }

    [Fact]
    public async Task Another_way_to_write_the_name_is_not_another_five_guesses()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync();
        await world.UserWithPasswordAsync(member);
        var network = Visitor.NewNetwork();
        string[] ways = [member.Code, $"{member.Code[..2]}-{member.Code[2..]}", $"{member.Code[..3]} {member.Code[3..]}"];

        for (var i = 0; i < 5; i++)
            Assert.Equal("Password", (await world.SignInAsync(ways[i % ways.Length], "không đúng đâu nhé", network)).FirstError.Code);

        foreach (var way in ways)
            Assert.Equal("too-often", (await world.SignInAsync(way, "không đúng đâu nhé", network)).FirstError.Code);
    }

    /// <summary>Whoever is not at the door learns nothing from the function behind it.</summary>
    [Fact]
    public async Task Nobody_but_the_sign_in_machinery_is_told_whose_a_name_is()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync();
        var user = await world.UserAsync(member);

        var asked = await world.ReadAsync(await world.CommitteeAsync(), db => Task.FromResult(
            db.FindLogin(user.NormalizedUserName!, member.Code, []).ToList()));
        var atTheDoor = await world.ReadAsync(AccessScope.SignIn, db => Task.FromResult(
            db.FindLogin(user.NormalizedUserName!, member.Code, []).ToList()));

        Assert.Empty(asked);
        Assert.Equal(user.Id, Assert.Single(atTheDoor).UserId);
    }

    /// <summary>Numbers are the installation's, not the world's: one that no other test has.</summary>
    private static VietnamesePhoneNumber UniquePhone()
    {
        var digits = System.Security.Cryptography.RandomNumberGenerator.GetString("0123456789", 8);
        Assert.True(VietnamesePhoneNumber.TryParse($"09{digits}", out var phone, out _));
        return phone;
    }
}
