using System.Globalization;
using Npgsql;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Access;

/// <summary>
/// Whoever is signed in and refused leaves exactly one event, with the route and nothing of what the address named: at the door of a page,
/// by its handler, or by a use case behind it.
/// </summary>
[Trait("Security", "G2")]
public sealed class RefusalRecordTests(RefusalRecordTests.OwnSite own) : IClassFixture<RefusalRecordTests.OwnSite>
{
    private const int FewestRefusals = 300;

    [Fact]
    public async Task Each_page_that_is_refused_leaves_one_event()
    {
        var cast = await Cast.CreateAsync(own.Site);
        var (looked, wrong) = (0, new List<string>());
        await using var database = await own.Site.Database.OpenAsSuperuserAsync();
        foreach (var row in PageTable.Rows.Where(row => !row.Address.StartsWith("/loi/", StringComparison.Ordinal)))
        {
            foreach (var role in AccessTable.Roles.Where(role => role != "anonymous"))
            {
                var browser = await cast.BrowserAsync(role);
                var address = await cast.FillAsync(row.Address, role, Guid.CreateVersion7());
                var before = await CountAsync(database);
                using var answer = await browser.GetAsync(address);
                var events = await CountAsync(database) - before;
                if (events != (row[role] == "404" ? 1 : 0))
                    wrong.Add($"{row.Address} as {role}: {events} events");
                looked += row[role] == "404" ? 1 : 0;
            }
        }

        Assert.True(looked >= FewestRefusals, $"Only {looked} refusals were looked at.");
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_filter_or_form_that_names_what_is_out_of_reach_leaves_one_event_although_the_page_is_shown()
    {
        var world = await own.Site.Database.NewWorldAsync();
        var committee = await own.Site.SignedInAsync(await world.UserAsync(null, (Role.Committee, world.Grassroots)));
        await using var database = await own.Site.Database.OpenAsSuperuserAsync();
        var before = await CountAsync(database);

        using var foreign = await committee.GetAsync($"/ban/{world.Grassroots.Code}/danh-sach?chi-bo={world.OtherBranch.Code}");
        Assert.Equal(before + 1, await CountAsync(database));
        using var wrong = await committee.GetAsync($"/ban/{world.Grassroots.Code}/danh-sach?loai=khong-co");
        Assert.Equal(before + 1, await CountAsync(database));
    }

    [Fact]
    public async Task The_event_tells_route_and_handler_and_nothing_that_the_address_named()
    {
        var world = await own.Site.Database.NewWorldAsync();
        var user = await world.UserAsync(null, (Role.Secretary, world.Branch));
        var secretary = await own.Site.SignedInAsync(user);
        var foreign = await world.DeclareAsync(await world.MemberAsync(world.OtherBranch), ("zalo", "0905000001"));

        using var opened = await secretary.GetAsync($"/chi-bo/{world.Branch.Code}/ra-soat/{foreign.Id}");
        using var elsewhere = await secretary.GetAsync($"/chi-bo/{world.OtherBranch.Code}/ra-soat");

        await using var database = await own.Site.Database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand(
            """
            select array_agg(e.payload::text order by p.sequence) from audit.processes p join audit.process_events e on e.process_id = p.id
            where p.actor_id = $1 and e.type = 'PageRefused'
            """, database)
        {
            Parameters = { new() { Value = user.Id } },
        };
        var told = (string[])(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(
            [
                """{"route": "chi-bo/{unit}/ra-soat/{declaration:guid}", "method": "GET", "handler": ""}""",
                """{"route": "chi-bo/{unit}/ra-soat", "method": "GET", "handler": null}""",
            ],
            told);
    }

    private static async Task<long> CountAsync(NpgsqlConnection database)
    {
        await using var command = new NpgsqlCommand(
            $"select count(*) from audit.processes where type = {((int)ProcessType.AccessDenied).ToString(CultureInfo.InvariantCulture)}",
            database);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public sealed class OwnSite : IAsyncDisposable
    {
        public Site Site { get; } = new();

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
