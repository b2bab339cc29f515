using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

public sealed class GrantTests(TestDatabase database)
{
    [Theory]
    [InlineData(Role.Board)]
    [InlineData(Role.Administrator)]
    public async Task A_role_works_from_the_next_sign_in_on(Role role)
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync();
        var unit = role == Role.Board ? world.District : null;

        Assert.False((await administrator.GiveAsync(user, role, unit)).IsError);

        var session = await world.SessionAsync(await world.FreshAsync(user));
        var held = Assert.Single((await world.OpenAsync(session))!.Scope.Grants);
        Assert.Equal((role, unit?.Id, unit?.Path), (held.Role, held.UnitId, held.Path));
        var given = Assert.Single(await world.EventsByAsync<GrantGiven>(administrator.User.Id));
        Assert.Contains(user.Id.ToString(), given, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_given_to_a_member_says_whose_declaration_goes_to_the_level_above()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var member = await world.MemberAsync();
        var user = await world.UserAsync(member);

        await administrator.GiveAsync(user, Role.Board, world.District);

        Assert.Equal(member.Id, Assert.Single(await administrator.GrantsAsync(user)).MemberId);
    }

    [Theory]
    [InlineData(Role.Board, "", "UnitCode")]
    [InlineData(Role.Board, "   ", "UnitCode")]
    [InlineData(Role.Board, "t-khong-co", "UnitCode")]
    [InlineData(Role.Board, "t-\0", "UnitCode")]
    [InlineData(null, "{branch}", "Role")]
    [InlineData((Role)9, "{branch}", "Role")]
    // Other roles come down the tree, and a board that is no root's does too.
    [InlineData(Role.Secretary, "{branch}", "Role")]
    [InlineData(Role.Deputy, "{branch}", "Role")]
    [InlineData(Role.Committee, "{grassroots}", "Role")]
    [InlineData(Role.Board, "{grassroots}", "UnitCode")]
    [InlineData(Role.Board, "{branch}", "UnitCode")]
    public async Task A_role_at_the_wrong_place_is_refused_at_its_field(Role? role, string place, string field)
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync();
        var code = place switch
        {
            "{branch}" => world.Branch.Code,
            "{grassroots}" => world.Grassroots.Code,
            "{district}" => world.District.Code,
            _ => place,
        };

        var refused = (await administrator.GiveAsync(user.Id, role, code)).FirstError;

        Assert.Equal((ErrorType.Validation, field), (refused.Type, refused.Code));
        Assert.Empty(await administrator.GrantsAsync(user));
    }

    [Fact]
    public async Task A_code_of_a_unit_may_be_typed_in_capitals_as_phones_write_it()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync();

        Assert.False((await administrator.GiveAsync(user.Id, Role.Board, $" {world.District.Code.ToUpperInvariant()} ")).IsError);
        Assert.Equal(world.District.Id, Assert.Single(await administrator.GrantsAsync(user)).UnitId);
    }

    [Fact]
    public async Task A_role_that_somebody_holds_is_not_given_again_until_it_has_ended()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync(null, (Role.Board, world.District));

        Assert.Equal("Role", (await administrator.GiveAsync(user, Role.Board, world.District)).FirstError.Code);
        Assert.False((await administrator.GiveAsync(user, Role.Administrator)).IsError);

        await administrator.RevokeAsync(user.Id, (await administrator.GrantsAsync(user)).Single(g => g.UnitId == world.District.Id).Id);
        Assert.False((await administrator.GiveAsync(user, Role.Board, world.District)).IsError);
    }

    [Fact]
    public async Task Of_many_who_give_the_same_role_at_once_one_does()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => administrator.GiveAsync(user, Role.Board, world.District)));

        Assert.Single(answers, answer => !answer.IsError);
        Assert.Single(await administrator.GrantsAsync(user));
    }

    [Fact]
    public async Task Nobody_gives_themselves_a_role()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);

        Assert.Equal(ErrorType.Forbidden, (await administrator.GiveAsync(administrator.User, Role.Board, world.District)).FirstError.Type);
        Assert.Single(await administrator.GrantsAsync(administrator.User));
    }

    [Fact]
    public async Task Who_is_not_there_or_closed_gets_no_role()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var closed = await world.UserAsync();
        await administrator.CloseAsync(closed);

        Assert.Equal(ErrorType.NotFound, (await administrator.GiveAsync(closed, Role.Board, world.District)).FirstError.Type);
        var nobody = Guid.CreateVersion7();
        Assert.Equal(ErrorType.NotFound, (await administrator.GiveAsync(nobody, Role.Board, world.District.Code)).FirstError.Type);
    }

    /// <summary>The administrator brings in the first of a board; who is on it takes in the others.</summary>
    [Fact]
    [Trait("Security", "Z6")]
    public async Task A_root_that_has_a_board_gets_no_other_from_the_administrator()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var (first, second) = (await world.UserAsync(), await world.UserAsync());
        Assert.False((await administrator.GiveAsync(first, Role.Board, world.District)).IsError);

        var refused = (await administrator.GiveAsync(second, Role.Board, world.District)).FirstError;

        Assert.Equal("UnitCode", refused.Code);
        Assert.Contains("trang “Phân công”", refused.Description, StringComparison.Ordinal);
        Assert.Empty(await administrator.GrantsAsync(second));
        Assert.False((await administrator.RevokeAsync(first)).IsError);
        Assert.False((await administrator.GiveAsync(second, Role.Board, world.District)).IsError);
    }

    [Fact]
    public async Task A_role_that_has_ended_reaches_nothing_at_the_next_sign_in()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync(await world.MemberAsync(), (Role.Secretary, world.Branch));
        var session = await world.SessionAsync(user);
        Assert.Single((await world.OpenAsync(session))!.Scope.Grants);

        Assert.False((await administrator.RevokeAsync(user)).IsError);

        Assert.Null(await world.OpenAsync(session));
        var scope = (await world.OpenAsync(await world.SessionAsync(await world.FreshAsync(user))))!.Scope;
        Assert.Empty(scope.Grants);
        Assert.NotNull(scope.MemberId);
        Assert.Single(await world.EventsByAsync<GrantRevoked>(administrator.User.Id));
    }

    [Fact]
    public async Task A_role_ends_once_and_under_its_own_user()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync(null, (Role.Secretary, world.Branch));
        var grant = Assert.Single(await administrator.GrantsAsync(user)).Id;

        Assert.Equal(ErrorType.NotFound, (await administrator.RevokeAsync((await world.UserAsync()).Id, grant)).FirstError.Type);
        Assert.Null(Assert.Single(await administrator.GrantsAsync(user)).ValidTo);
        Assert.False((await administrator.RevokeAsync(user.Id, grant)).IsError);
        Assert.Equal(ErrorType.NotFound, (await administrator.RevokeAsync(user.Id, grant)).FirstError.Type);
        Assert.Equal(world.Clock.GetUtcNow(), Assert.Single(await administrator.GrantsAsync(user)).ValidTo);
    }
}
