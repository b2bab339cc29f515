using System.Net;
using Npgsql;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Branch;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.SignIn;

/// <summary>Whatever is wrong with a slip, the answer is one, and so is the work for it.</summary>
[Trait("Security", "A14")]
[Trait("Security", "A2")]
public sealed class RefusedSlipTests(Site site)
{
    public const string WrongDate = "04/02/1960";

    /// <summary>Status and body, but for what the visitor typed and the token of the form.</summary>
    [Fact]
    public async Task Unknown_wrong_used_replaced_expired_frozen_lost_and_foreign_slips_get_the_same_page()
    {
        var answers = new List<(HttpStatusCode Status, string Body)>();
        foreach (var (code, birthDate) in await WrongSlipsAsync())
            answers.Add(await RefusalAsync(site, code, birthDate));

        Assert.Equal(8, answers.Count);
        Assert.Equal(HttpStatusCode.BadRequest, answers[0].Status);
        Assert.Contains("không khớp, hoặc phiếu không còn dùng được", answers[0].Body, StringComparison.Ordinal);
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
    }

    /// <summary>Nobody waits longer for one than for another: each is answered after as many round trips to the database.</summary>
    [Fact]
    public async Task They_are_answered_after_the_same_work()
    {
        await using var wire = new Wire();
        await using var counted = new Site(site, wire.LeadThrough);
        var slips = await WrongSlipsAsync();
        // Connections and statements are made ready by one that does not count.
        await RefusalAsync(counted, SlipCode.New().Written, SlipSite.BirthDate);

        var taken = new List<int>();
        foreach (var (code, birthDate) in slips)
        {
            var browser = await counted.StrangerAsync();
            var form = SiteBrowser.FormWith(await browser.OpenAsync("/kich-hoat"), "Tiếp tục");
            var before = wire.RoundTrips;
            (await browser.SubmitAsync(form, "/kich-hoat", ("Form.Code", code), ("Form.BirthDate", birthDate))).Dispose();
            taken.Add(wire.RoundTrips - before);
        }

        Assert.True(taken[0] > 4, $"{taken[0]} round trips are too few for a slip that is looked at.");
        Assert.All(taken, one => Assert.Equal(taken[0], one));
    }

    internal static async Task<(HttpStatusCode Status, string Body)> RefusalAsync(Site site, string code, string birthDate)
    {
        var browser = await site.StrangerAsync();
        using var response = await browser.FillInAsync("/kich-hoat", "Tiếp tục", ("Form.Code", code), ("Form.BirthDate", birthDate));
        var page = await SiteBrowser.ReadAsync(response);
        foreach (var typed in page.QuerySelectorAll("input"))
            typed.RemoveAttribute("value");
        return (response.StatusCode, page.QuerySelector("main")!.InnerHtml);
    }

    /// <summary>A slip of each kind that lets nobody in, and what is typed with it.</summary>
    private async Task<IReadOnlyList<(string Code, string BirthDate)>> WrongSlipsAsync()
    {
        var branch = await SlipSite.CreateAsync(site);
        var wrong = await branch.SlipAsync(await branch.MemberAsync("Nguyễn Văn Sai"));
        var used = await branch.SlipAsync(await branch.MemberAsync("Nguyễn Văn Dùng"));
        var entering = await site.VisitorAsync();
        await ActivatePageTests.OpenAsync(entering, used);
        (await entering.FillInAsync("/kich-hoat/chon", "Chỉ dùng phiếu cho lần này")).Dispose();
        var member = await branch.MemberAsync("Nguyễn Văn Thay");
        var replaced = await branch.SlipAsync(member);
        await branch.SlipAsync(member);
        var old = await branch.MemberAsync("Nguyễn Văn Cũ");
        var expired = await branch.SlipAsync(old);
        await ExpireAsync(old.Id);
        var frozen = await branch.SlipAsync(await branch.MemberAsync("Nguyễn Văn Khóa"));
        for (var i = 0; i < 5; i++)
            await RefusalAsync(site, frozen, WrongDate);
        var loser = await branch.MemberAsync("Nguyễn Văn Mất");
        var lost = await branch.SlipAsync(loser);
        (await branch.LoseAsync(loser)).Dispose();
        var neighbour = await branch.World.MemberAsync(name: "Nguyễn Văn Láng", shape: m => m.Born(new DateOnly(1971, 4, 5)));
        var foreign = await branch.SlipAsync(neighbour);
        return
        [
            (SlipCode.New().Written, SlipSite.BirthDate), (wrong, WrongDate), (used, SlipSite.BirthDate), (replaced, SlipSite.BirthDate),
            (expired, SlipSite.BirthDate), (frozen, SlipSite.BirthDate), (lost, SlipSite.BirthDate), (foreign, SlipSite.BirthDate),
        ];
    }

    private async Task ExpireAsync(Guid member)
    {
        await using var superuser = await site.Database.OpenAsSuperuserAsync();
        await using var expire = new NpgsqlCommand("update access.activation_slips set expires_at = $1 where member_id = $2", superuser);
        expire.Parameters.Add(new() { Value = TestDatabase.Morning });
        expire.Parameters.Add(new() { Value = member });
        Assert.Equal(1, await expire.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
