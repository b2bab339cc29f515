using ErrorOr;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.IntegrationTests.Retention;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Nobody keeps a member out from elsewhere, nor from the next desk; and what lets the member in tells nobody anything.</summary>
[Trait("Security", "A8")]
public sealed class KnownPlaceTests(TestDatabase database)
{
    private const string Wrong = "không đúng đâu nhé";

    private readonly FakeTimeProvider _clock = new(TestDatabase.Morning);

    [Fact]
    public async Task While_a_network_is_flooded_whoever_signed_in_there_before_still_does()
    {
        var world = await database.NewWorldAsync(_clock);
        var (office, flooded) = (Visitor.NewNetwork(), Visitor.NewNetwork());
        var user = await world.UserWithPasswordAsync();
        var device = (await world.SignInAsync(user, network: office)).Value.Device;
        var newcomer = await world.UserWithPasswordAsync();
        await SignInThrottleTests.ExhaustAsync(world, office);
        await SignInThrottleTests.ExhaustAsync(world, flooded);

        // By the network alone, as a browser that keeps no cookies; by the device alone, elsewhere.
        Assert.False((await world.SignInAsync(user, network: office)).IsError);
        Assert.False((await world.SignInAsync(user, network: flooded, device: device)).IsError);
        // Who was never there waits for the flood to end.
        Assert.Equal("too-often", (await world.SignInAsync(newcomer, network: office)).FirstError.Code);
        Assert.Equal("too-often", (await world.SignInAsync(newcomer, network: flooded, device: device)).FirstError.Code);
    }

    [Fact]
    public async Task While_an_account_is_tried_from_the_same_network_its_device_still_signs_in()
    {
        var world = await database.NewWorldAsync(_clock);
        var office = Visitor.NewNetwork();
        var user = await world.UserWithPasswordAsync();
        var device = (await world.SignInAsync(user, network: office)).Value.Device;
        while ((await world.SignInAsync(user, Wrong, office)).FirstError.Code == "Password")
        {
        }

        Assert.Equal("too-often", (await world.SignInAsync(user, network: office)).FirstError.Code);
        Assert.False((await world.SignInAsync(user, network: office, device: device)).IsError);
    }

    [Fact]
    public async Task Whoever_tries_an_account_from_other_networks_keeps_nobody_out()
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await world.UserWithPasswordAsync();
        for (var i = 0; i < 10; i++)
        {
            var elsewhere = Visitor.NewNetwork();
            while ((await world.SignInAsync(user, Wrong, elsewhere)).FirstError.Code == "Password")
            {
            }
        }

        Assert.False((await world.SignInAsync(user)).IsError);
    }

    [Fact]
    public async Task A_device_counts_its_own_wrong_passwords_and_nobody_elses()
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await world.UserWithPasswordAsync();
        var network = Visitor.NewNetwork();
        var (device, other) = ((await world.SignInAsync(user)).Value.Device, (await world.SignInAsync(user)).Value.Device);
        foreach (var expected in (int[])[30, 60])
        {
            while ((await world.SignInAsync(user, Wrong, network, device)).FirstError.Code == "Password")
            {
            }

            var blocked = (await world.SignInAsync(user, network: Visitor.NewNetwork(), device: device)).FirstError;
            Assert.Equal(TimeSpan.FromSeconds(expected), blocked.Wait());
            Assert.False((await world.SignInAsync(user, network: network, device: other)).IsError);
            _clock.Advance(TimeSpan.FromSeconds(expected));
        }

        Assert.Equal("Password", (await SignInThrottleTests.TryAnybodyAsync(world, network)).Code);
        Assert.False((await world.SignInAsync(user, network: network, device: device)).IsError);
    }

    [Fact]
    public async Task A_browser_that_two_people_share_is_known_of_both()
    {
        var world = await database.NewWorldAsync(_clock);
        var (one, two) = (await world.UserWithPasswordAsync(), await world.UserWithPasswordAsync());
        var device = (await world.SignInAsync(one)).Value.Device;
        Assert.Equal(device, (await world.SignInAsync(two, device: device)).Value.Device);
        var flooded = Visitor.NewNetwork();
        await SignInThrottleTests.ExhaustAsync(world, flooded);

        Assert.False((await world.SignInAsync(one, network: flooded, device: device)).IsError);
        Assert.False((await world.SignInAsync(two, network: flooded, device: device)).IsError);
    }

    /// <summary>In a flooded network as in any other: no answer and no amount of work says which logins there are.</summary>
    [Fact]
    [Trait("Security", "A1")]
    public async Task Neither_a_device_nor_a_network_tells_a_stranger_which_logins_there_are()
    {
        var world = await database.NewWorldAsync(_clock);
        var administrator = await Administrator.InAsync(world);
        var office = Visitor.NewNetwork();
        var stranger = (await world.SignInAsync(await world.UserWithPasswordAsync())).Value.Device;
        var (known, closed) = (await world.UserWithPasswordAsync(), await world.UserWithPasswordAsync());
        foreach (var user in (User[])[known, closed])
            Assert.False((await world.SignInAsync(user, network: office)).IsError);
        await administrator.CloseAsync(closed);
        var nobody = $"u{Guid.CreateVersion7():n}";

        var calm = await AnswersAsync();
        Assert.Equal("Password", calm[0].Code);
        await SignInThrottleTests.ExhaustAsync(world, office);
        var flooded = await AnswersAsync();

        Assert.All(calm, answer => Assert.Equal(calm[0], answer));
        Assert.Equal("too-often", flooded[0].Code);
        Assert.All(flooded, answer => Assert.Equal((flooded[0].Description, flooded[0].Wait()), (answer.Description, answer.Wait())));

        async Task<List<Error>> AnswersAsync()
        {
            var answers = new List<Error>();
            foreach (var device in (string?[])[null, stranger, "chẳng phải thiết bị nào"])
            {
                answers.Add((await world.SignInAsync(nobody, Wrong, office, device)).FirstError);
                answers.Add((await world.SignInAsync(known, Wrong, office, device)).FirstError);
                answers.Add((await world.SignInAsync(closed, Visitor.Password, office, device)).FirstError);
            }

            return answers;
        }
    }

    [Fact]
    public async Task A_new_password_and_closing_forget_every_device_and_network_and_a_role_does_not()
    {
        var world = await database.NewWorldAsync(_clock);
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserWithPasswordAsync();
        var office = Visitor.NewNetwork();
        var device = (await world.SignInAsync(user, network: office)).Value.Device;
        await SignInThrottleTests.ExhaustAsync(world, office);

        await administrator.GiveAsync(user, Role.Board, world.District);
        Assert.False((await world.SignInAsync(user, network: office, device: device)).IsError);

        const string password = "sông có khúc người có lúc";
        await world.SetPasswordAsync((await administrator.LinkAsync(user)).Value, password);
        Assert.Equal("too-often", (await world.SignInAsync(user, password, office, device)).FirstError.Code);
        Assert.False((await world.SignInAsync(user, password)).IsError);

        await administrator.CloseAsync(user);
        Assert.Equal(0L, await CountPlacesAsync(user));
    }

    [Fact]
    public async Task A_place_is_known_for_180_days_and_a_user_in_twenty_of_them()
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await world.UserWithPasswordAsync();
        var device = (await world.SignInAsync(user)).Value.Device;
        foreach (var expected in (long[])[14, 20])
        {
            for (var i = 0; i < 12; i++)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                Assert.False((await world.SignInAsync(user, device: device)).IsError);
            }

            Assert.Equal(expected, await CountPlacesAsync(user));
        }

        _clock.Advance(TimeSpan.FromDays(180));
        var flooded = Visitor.NewNetwork();
        await SignInThrottleTests.ExhaustAsync(world, flooded);
        Assert.Equal("too-often", (await world.SignInAsync(user, network: flooded, device: device)).FirstError.Code);
    }

    [Fact]
    public async Task Counts_are_forgotten_after_a_day_and_places_after_180()
    {
        await using var own = await database.NewDatabaseAsync();
        await using var app = DataSources.ForApp(own.AppConnectionString);
        await using var services = TestDatabase.Services(new(app, own.OwnerConnectionString, KeyRing.Generate(), isDemo: false), _clock);
        var world = await World.CreateAsync(services);
        await world.SignInAsync(await world.UserWithPasswordAsync());
        await SignInThrottleTests.TryAnybodyAsync(world, Visitor.NewNetwork());

        Assert.Equal([(1, 3L), (178, 0L)], [await LeftAsync(1, "sign_in_attempts"), await LeftAsync(178, "sign_in_attempts")]);
        Assert.Equal([(0, 2L), (1, 0L)], [await LeftAsync(0, "known_places"), await LeftAsync(1, "known_places")]);

        async Task<(int Days, long Rows)> LeftAsync(int days, string table)
        {
            _clock.Advance(TimeSpan.FromDays(days));
            await Forget.OneAsync(app, "attempts", _clock.GetUtcNow());
            await Forget.OneAsync(app, "places", _clock.GetUtcNow());
            await using var superuser = new Npgsql.NpgsqlConnection(own.AdminConnectionString);
            await superuser.OpenAsync(TestContext.Current.CancellationToken);
            await using var count = superuser.CreateCommand();
            count.CommandText = $"select count(*) from access.{table}";
            return (days, (long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
        }
    }

    [Fact]
    public async Task The_database_holds_no_secret_of_a_device()
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await world.UserWithPasswordAsync();
        var device = (await world.SignInAsync(user)).Value.Device!;

        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var search = superuser.CreateCommand();
        search.CommandText =
            "select count(*) from access.known_places p where p.user_id = $1 and position(convert_to($2, 'UTF8') in p.key) > 0";
        search.Parameters.Add(new() { Value = user.Id });
        search.Parameters.Add(new() { Value = device });
        Assert.True(device.Length >= 43);
        Assert.Equal(0L, await search.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private async Task<long> CountPlacesAsync(User user)
    {
        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var count = superuser.CreateCommand();
        count.CommandText = "select count(*) from access.known_places where user_id = $1";
        count.Parameters.Add(new() { Value = user.Id });
        return (long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
