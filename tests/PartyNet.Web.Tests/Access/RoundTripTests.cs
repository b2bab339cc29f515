using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Access;

/// <summary>What each page costs on the way to the database and back, counted on the wire.</summary>
public sealed class RoundTripTests(Site site)
{
    /// <summary>One for the session, two for what the page reads, or reads and writes down.</summary>
    private const int Most = 3;

    private const int FewestPages = 26;

    [Fact]
    public async Task Each_page_takes_three_round_trips_at_most_the_session_included()
    {
        await using var wire = new Wire();
        await using var counted = new Site(site, wire.LeadThrough);
        var cast = await Cast.CreateAsync(counted);

        var costs = await CostsAsync(wire, cast, PageTable.Rows);

        Assert.True(costs.Select(c => c.Row.Shape).Distinct().Count() >= FewestPages, $"Only {costs.Count} answers were looked at.");
        Assert.True(costs.Exists(c => c.RoundTrips == Most), "Nothing was counted.");
        var tooMany = costs.Where(c => c.RoundTrips > Most).Select(c => c.ToString());
        Assert.True(!tooMany.Any(), string.Join('\n', tooMany));
    }

    /// <summary>
    /// Lists as somebody walks, narrows and searches them, and what each takes. What makes more than two: a cursor that names nobody; a
    /// unit that is chosen, on which all else hangs; few who match, where it is asked how far was looked; a search, which is looked up
    /// and then read; a page with members on it, which is written down after it was read; and the form of an export, which begins with how
    /// the unit has its lists.
    /// </summary>
    private static readonly (string Role, string Address, int RoundTrips)[] Lists =
    [
        ("ban", "/ban/{district}/thong-ke", 2),
        ("ban", "/ban/{district}/danh-sach", 3),
        ("ban", "/ban/{district}/danh-sach?moi-trang=100", 3),
        ("ban", "/ban/{district}/danh-sach?sau={member}", 3),
        ("ban", "/ban/{district}/danh-sach?truoc={member}", 3),
        ("ban", "/ban/{district}/danh-sach?sau=khong-co", 4),
        ("ban", "/ban/{district}/danh-sach?truoc=khong-co&trang-thai=chua-ke-khai", 3),
        ("ban", "/ban/{district}/danh-sach?chi-bo={grassroots}", 4),
        ("ban", "/ban/{district}/danh-sach?chi-bo={grassroots}&trang-thai=da-xac-nhan&sau={member}", 3),
        ("ban", "/ban/{district}/danh-sach?loai=du-bi", 3),
        ("ban", "/ban/{district}/danh-sach?mang=tiktok&cong-tac=huu-tri&sau={member}", 3),
        ("ban", "/ban/{district}/danh-sach?mang=tiktok&truoc={member}", 3),
        ("ban", "/ban/{district}/danh-sach?loai=du-bi&chi-bo={grassroots}", 4),
        ("ban", "/ban/{district}/danh-sach?q=nguyen", 4),
        ("ban", "/ban/{district}/danh-sach?q=nguyen&loai=chinh-thuc&sau={member}", 4),
        ("ban", "/ban/{district}/danh-sach?q=nguyen&chi-bo={grassroots}", 5),
        ("ban", "/ban/{district}/danh-sach/xuat?chi-bo={grassroots}", 4),
        ("ban", "/ban/{district}/danh-sach/xuat?q=nguyen", 5),
        ("ban", "/ban/{district}/to-chuc?sau={branch}", 2),
        ("ban", "/ban/{district}/to-chuc?truoc={branch}", 2),
        ("ban", "/ban/{district}/to-chuc?q=khu", 3),
        ("ban", "/ban/{district}/to-chuc?q=khu&sau={branch}", 3),
        ("bi-thu", "/chi-bo/{branch}?sau=0.{member}", 3),
        ("bi-thu", "/chi-bo/{branch}?truoc=5.{member}", 4),
        ("bi-thu", "/chi-bo/{branch}?sau=khong-co", 3),
        ("bi-thu", "/chi-bo/{branch}?sau=2.khong-co", 4),
        ("bi-thu", "/chi-bo/{branch}/dang-vien?sau={member}", 3),
        ("bi-thu", "/chi-bo/{branch}/dang-vien?tinh-trang=cho-xem-xet&truoc={member}", 3),
        ("bi-thu", "/chi-bo/{branch}/dang-vien?sau=khong-co", 4),
        ("bi-thu", "/chi-bo/{branch}/dang-vien?q=nguyen", 4),
        ("bi-thu", "/chi-bo/{branch}/ra-soat?sau={declaration}", 2),
        ("bi-thu", "/chi-bo/{branch}/ra-soat?q=nguyen", 4),
        ("cap-uy", "/chi-bo/{grassroots}/ra-soat?tat-ca=1", 3),
        ("cap-uy", "/chi-bo/{grassroots}/ra-soat?tat-ca=1&truoc={no-id}", 4),
        ("cap-uy", "/chi-bo/{second-branch}/phan-cong?thoi-giu={user-grant}", 2),
        ("ban", "/ban/{grassroots}/phan-cong?vua-thoi={user-grant}", 3),
        ("quan-tri", "/quan-tri/nguoi-dung/{user}?hoi=Closed", 2),
        ("quan-tri", "/quan-tri?sau={user-login}", 2),
        ("quan-tri", "/quan-tri?truoc={user-login}", 2),
        ("quan-tri", "/quan-tri/loai-to-chuc", 2),
        ("quan-tri", "/quan-tri/loai-to-chuc/{kind}", 2),
        ("quan-tri", "/quan-tri?q=khu", 3),
        ("quan-tri", "/quan-tri?q={login}&sau={user-login}", 3),
        ("dang-vien", "/du-lieu-cua-toi/ai-da-xem?sau={sighting}", 2),
        ("anonymous", "/dat-mat-khau/{link}", 1),
        ("quan-tri", "/dat-mat-khau/{used-link}", 2),
    ];

    [Fact]
    public async Task A_list_that_is_walked_narrowed_or_searched_takes_as_many_as_are_said_here()
    {
        await using var wire = new Wire();
        await using var counted = new Site(site, wire.LeadThrough);
        var cast = await Cast.CreateAsync(counted);
        // Somebody stands before and after each row that an address names.
        await cast.FillAsync("{neighbour-declaration} {declaration} {member} {secretary-declaration}", "ban", Guid.Empty);

        var taken = new List<(string, string, int)>();
        foreach (var (role, address, _) in Lists)
            taken.Add((role, address, await CountAsync(wire, cast, address, role)));

        Assert.Equal(Lists, taken);
    }

    [Fact]
    public async Task A_refusal_is_written_down_in_one_round_trip_after_the_session()
    {
        await using var wire = new Wire();
        await using var counted = new Site(site, wire.LeadThrough);
        var cast = await Cast.CreateAsync(counted);
        var row = PageTable.Rows.Single(r => r.Address == "/ban/{sibling-district}/danh-sach");

        Assert.Equal(2, (await CostAsync(wire, cast, row, "ban")).RoundTrips);
    }

    [Fact]
    public async Task What_goes_over_the_wire_is_counted()
    {
        await using var wire = new Wire();
        await using var counted = new Site(site, wire.LeadThrough);
        await using var request = (await counted.ServicesAsync()).CreateAsyncScope();
        var db = request.ServiceProvider.GetRequiredService<IPartyNetDb>();
        var processes = request.ServiceProvider.GetRequiredService<IProcesses>();
        var none = TestContext.Current.CancellationToken;
        await db.UnitKinds.CountAsync(none);

        Assert.Equal(4, await CountAsync(wire, async () =>
        {
            await using var read = await db.BeginReadAsync(none);
            for (var i = 0; i < 4; i++)
                await db.UnitKinds.CountAsync(none);
        }));
        Assert.Equal(1, await CountAsync(wire, () => db.TogetherAsync(
            () => db.UnitKinds.CountAsync(none), () => db.Units.AnyAsync(none), () => db.UnitKinds.ToListAsync(none), none)));
        Assert.Equal(3, await CountAsync(wire, async () =>
        {
            await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SignInFailed), none);
            process.Record(new { Something = 1 });
            await process.CommitAsync(none);
        }));
    }

    private static async Task<List<Cost>> CostsAsync(Wire wire, Cast cast, IEnumerable<AccessRow> rows)
    {
        var costs = new List<Cost>();
        foreach (var row in rows)
        {
            foreach (var role in AccessTable.Roles.Where(role => row[role] == "200"))
                costs.Add(await CostAsync(wire, cast, row, role));
        }

        return costs;
    }

    /// <summary>The first time warms up connections and statements.</summary>
    private static async Task<int> CountAsync(Wire wire, Cast cast, string address, string role)
    {
        var browser = await cast.BrowserAsync(role);
        address = await cast.FillAsync(address, role, Guid.CreateVersion7());
        using var first = await browser.GetAsync(address);
        return await CountAsync(wire, async () => (await browser.GetAsync(address)).Dispose());
    }

    private static async Task<Cost> CostAsync(Wire wire, Cast cast, AccessRow row, string role) =>
        new(row, role, await CountAsync(wire, cast, row.Address, role));

    private static async Task<int> CountAsync(Wire wire, Func<Task> work)
    {
        var before = wire.RoundTrips;
        await work();
        return wire.RoundTrips - before;
    }

    private sealed record Cost(AccessRow Row, string Role, int RoundTrips)
    {
        public override string ToString() => $"{Row.Address} as {Role}: {RoundTrips} round trips";
    }
}
