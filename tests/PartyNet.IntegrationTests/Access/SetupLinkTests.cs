using ErrorOr;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

public sealed class SetupLinkTests(TestDatabase database)
{
    [Fact]
    public async Task A_link_sets_a_password_once()
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserAsync();
        var link = (await (await Administrator.InAsync(world)).LinkAsync(user)).Value;
        Assert.True(await world.CanUseAsync(link));

        Assert.False((await world.SetPasswordAsync(link)).IsError);

        Assert.False(await world.CanUseAsync(link));
        Assert.Equal(ErrorType.NotFound, (await world.SetPasswordAsync(link, "sông có khúc người có lúc")).FirstError.Type);
        Assert.False((await world.SignInAsync(user)).IsError);
    }

    [Fact]
    public async Task Of_many_who_use_a_link_at_once_one_sets_the_password()
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserAsync();
        var link = (await (await Administrator.InAsync(world)).LinkAsync(user)).Value;
        string[] passwords = ["mưa rơi trên mái tôn", "sông có khúc người có lúc", "trăng lên đầu núi biếc"];

        var answers = await Task.WhenAll(passwords.Select(password => world.SetPasswordAsync(link, password)));

        Assert.Single(answers, answer => !answer.IsError);
        for (var i = 0; i < passwords.Length; i++)
            Assert.Equal(answers[i].IsError, (await world.SignInAsync(user, passwords[i])).IsError);
    }

    [Fact]
    public async Task A_newer_link_ends_the_one_before()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync();
        var earlier = (await administrator.LinkAsync(user)).Value;

        var newer = (await administrator.LinkAsync(user)).Value;

        Assert.False(await world.CanUseAsync(earlier));
        Assert.True((await world.SetPasswordAsync(earlier)).IsError);
        Assert.True(await world.CanUseAsync(newer));
    }

    [Fact]
    public async Task Of_many_links_made_at_once_one_lives()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync();

        var links = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => administrator.LinkAsync(user)));

        var alive = 0;
        foreach (var link in links)
            alive += await world.CanUseAsync(link.Value) ? 1 : 0;
        Assert.Equal(1, alive);
    }

    [Fact]
    public async Task A_link_lives_for_seventy_two_hours()
    {
        var clock = Clock();
        var world = await database.NewWorldAsync(clock);
        var administrator = await Administrator.InAsync(world);
        var link = (await administrator.LinkAsync(await world.UserAsync())).Value;

        clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromSeconds(1));
        Assert.True(await world.CanUseAsync(link));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await world.CanUseAsync(link));
        Assert.Equal(ErrorType.NotFound, (await world.SetPasswordAsync(link)).FirstError.Type);
    }

    [Fact]
    public async Task A_link_dies_with_its_user_and_a_closed_user_gets_none()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync();
        var link = (await administrator.LinkAsync(user)).Value;

        await administrator.CloseAsync(user);

        Assert.False(await world.CanUseAsync(link));
        Assert.Equal(ErrorType.NotFound, (await world.SetPasswordAsync(link)).FirstError.Type);
        Assert.Equal(ErrorType.NotFound, (await administrator.LinkAsync(user)).FirstError.Type);
        Assert.Equal(ErrorType.NotFound, (await administrator.LinkAsync(Guid.CreateVersion7())).FirstError.Type);
    }

    [Fact]
    public async Task The_database_holds_no_code_by_which_a_password_could_be_set()
    {
        var world = await database.NewWorldAsync();
        var link = (await (await Administrator.InAsync(world)).LinkAsync(await world.UserAsync())).Value;

        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var search = superuser.CreateCommand();
        search.CommandText =
            """
            select (select count(*) from access.setup_links l where position(convert_to($1, 'UTF8') in l.code_hash) > 0)
                + (select count(*) from audit.process_events e where position($1 in e.payload::text) > 0)
                + (select count(*) from audit.row_changes c where position($1 in coalesce(c.difference::text, '')) > 0)
            """;
        search.Parameters.Add(new() { Value = link });

        Assert.Equal(0L, await search.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private static Microsoft.Extensions.Time.Testing.FakeTimeProvider Clock() => new(TestDatabase.Morning);
}
