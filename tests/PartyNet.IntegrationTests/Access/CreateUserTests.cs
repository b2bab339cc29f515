using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

public sealed class CreateUserTests(TestDatabase database)
{
    [Fact]
    public async Task A_new_user_has_no_role_and_no_password_and_a_link_to_set_one()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var login = NewLogin();

        var created = (await administrator.CreateAsync(login)).Value;

        var row = Assert.Single((await administrator.ListAsync(login)).Rows);
        Assert.Equal((created.Id, login, false, false, 0), (row.Id, row.Login, row.IsMember, row.HasPassword, row.Grants.Count));
        Assert.True((await world.SignInAsync(login, Visitor.Password, Visitor.NewNetwork())).IsError);
        Assert.False((await world.SetPasswordAsync(created.SetupCode!)).IsError);
        Assert.False((await world.SignInAsync(login, Visitor.Password, Visitor.NewNetwork())).IsError);
        var recorded = Assert.Single(await world.EventsByAsync<UserCreated>(administrator.User.Id));
        Assert.DoesNotContain(login, recorded, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abcd")]
    [InlineData("0905")]
    [InlineData("bithu.khu-14")]
    [InlineData("a..-")]
    public async Task A_login_is_made_of_plain_letters_digits_dots_and_hyphens(string login)
    {
        var administrator = await Administrator.InAsync(await database.NewWorldAsync());

        Assert.False((await administrator.CreateAsync(login)).IsError);
    }

    [Fact]
    public async Task A_login_has_forty_characters_at_most()
    {
        var administrator = await Administrator.InAsync(await database.NewWorldAsync());
        var forty = NewLogin().PadRight(40, 'x');

        Assert.False((await administrator.CreateAsync(forty)).IsError);
        Assert.Equal("Login", (await administrator.CreateAsync(forty + "x")).FirstError.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("-abcd")]
    [InlineData(".abcd")]
    [InlineData("bi thu")]
    [InlineData("bíthư")]
    [InlineData("bi_thu")]
    [InlineData("bithu@xa")]
    [InlineData("bithu\ndeputy")]
    [InlineData("bіthu")]
    public async Task Any_other_login_is_refused_at_its_field(string login)
    {
        var administrator = await Administrator.InAsync(await database.NewWorldAsync());

        var refused = (await administrator.CreateAsync(login)).FirstError;

        Assert.Equal((ErrorType.Validation, "Login"), (refused.Type, refused.Code));
    }

    [Fact]
    public async Task A_login_is_kept_in_lower_case_without_blanks_around_it_and_is_one_in_every_case()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var login = NewLogin();

        await administrator.CreateAsync($"  {login.ToUpperInvariant()} ");

        Assert.Equal([login], (await administrator.ListAsync(login)).Rows.Select(u => u.Login));
        foreach (var again in (string[])[login, login.ToUpperInvariant(), $" {login}\t"])
            Assert.Equal("Login", (await administrator.CreateAsync(again)).FirstError.Code);
    }

    [Fact]
    public async Task Of_many_who_create_the_same_login_at_once_one_does()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var login = NewLogin();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => administrator.CreateAsync(login)));

        Assert.Single(answers, answer => !answer.IsError);
        Assert.All(answers.Where(answer => answer.IsError), answer => Assert.Equal("Login", answer.FirstError.Code));
        Assert.Single((await administrator.ListAsync(login)).Rows);
    }

    [Fact]
    public async Task A_member_is_bound_by_code_and_signs_in_as_that_member()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var member = await world.MemberAsync();

        var created = (await administrator.CreateAsync(NewLogin(), $" {member.Code} ")).Value;

        var user = await world.ReadAsync(world.Everything, db => db.Users.AsNoTracking().SingleAsync(u => u.Id == created.Id));
        Assert.Equal(member.Id, (await world.ScopeOfAsync(user)).MemberId);
    }

    [Fact]
    public async Task A_code_is_read_as_people_write_it_down()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var member = await world.MemberAsync();
        var written = member.Code.ToLowerInvariant().Replace('0', 'o').Replace('1', 'l').Insert(5, "-");

        Assert.False((await administrator.CreateAsync(NewLogin(), $" {written} ")).IsError);
    }

    [Fact]
    public async Task A_code_of_nobody_is_told_at_its_field_and_nobody_is_created()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var login = NewLogin();

        foreach (var code in (string[])["khong-co-ai", "A\0B", "%"])
            Assert.Equal("MemberCode", (await administrator.CreateAsync(login, code)).FirstError.Code);
        Assert.Empty((await administrator.ListAsync(login)).Rows);
    }

    [Fact]
    public async Task A_member_has_one_open_user_and_may_get_another_when_that_one_is_closed()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var member = await world.MemberAsync();
        var first = (await administrator.CreateAsync(NewLogin(), member.Code)).Value;

        Assert.Equal("MemberCode", (await administrator.CreateAsync(NewLogin(), member.Code)).FirstError.Code);
        await administrator.CloseAsync(first.Id);
        Assert.False((await administrator.CreateAsync(NewLogin(), member.Code)).IsError);
    }

    [Fact]
    public async Task Of_many_who_bind_the_same_member_at_once_one_does()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var member = await world.MemberAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => administrator.CreateAsync(NewLogin(), member.Code)));

        Assert.Single(answers, answer => !answer.IsError);
    }

    private static string NewLogin() => $"u{Guid.CreateVersion7():n}"[..24] + Guid.CreateVersion7().ToString("n")[^8..];
}
