using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Branch;

/// <summary>A branch whose secretary is at a browser, and members who have never signed in.</summary>
internal sealed record SlipSite(Site Site, World World, SiteBrowser Secretary)
{
    public const string BirthDate = "03/02/1960";
    public const string Button = "In phiếu cho các đồng chí đã chọn";

    public string Path => $"/chi-bo/{World.Branch.Code}/phieu-kich-hoat";

    public static async Task<SlipSite> CreateAsync(Site site)
    {
        var world = await site.Database.NewWorldAsync();
        var member = await world.MemberAsync(name: "Lê Thị Thư", phone: "+84912345678", shape: Born);
        return new SlipSite(site, world, await site.SignedInAsync(await world.UserAsync(member, (Role.Secretary, world.Branch))));
    }

    public Task<Member> SecretaryMemberAsync() => World.ReadAsync(
        World.Everything, db => db.Members.AsNoTracking().SingleAsync(m => m.FullName == "Lê Thị Thư"));

    public Task<Member> MemberAsync(string name) => World.MemberAsync(name: name, shape: Born);

    private static void Born(Member member) => member.Born(new DateOnly(1960, 2, 3));

    /// <summary>Ticks the members, states that they are printed, and presses the button.</summary>
    public async Task<IHtmlDocument> PrintAsync(params Member[] members)
    {
        var page = await Secretary.OpenAsync(Path);
        using var response = await Secretary.SubmitAsync(
            SiteBrowser.FormWith(page, Button),
            Path,
            [("Form.Stated", "true"), .. members.Select(m => ("Form.Members", (string?)m.Code))]);
        return await SiteBrowser.ReadAsync(response);
    }

    /// <summary>Ticks the members and asks to tell that they have lost their slips.</summary>
    public async Task<HttpResponseMessage> AskToLoseAsync(params Member[] members) => await Secretary.SubmitAsync(
        SiteBrowser.FormWith(await Secretary.OpenAsync(Path), "Báo mất phiếu của các đồng chí đã chọn"),
        $"{Path}?handler=Lost",
        [.. members.Select(m => ("Form.Members", (string?)m.Code))]);

    /// <summary>Tells that the members have lost their slips, and says so once more.</summary>
    public async Task<HttpResponseMessage> LoseAsync(params Member[] members)
    {
        using var question = await AskToLoseAsync(members);
        var page = await SiteBrowser.ReadAsync(question);
        var form = (IHtmlFormElement)page.QuerySelector("main form[action]")!;
        return await Secretary.PostAsync(
            form.GetAttribute("action")!,
            [.. form.QuerySelectorAll("input").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!))]);
    }

    /// <summary>The code of the slip that is printed for the member.</summary>
    public async Task<string> SlipAsync(Member member) => Assert.Single(Codes(await PrintAsync(member)));

    public static IReadOnlyList<string> Codes(IParentNode page) =>
        [.. page.QuerySelectorAll(".pn-slip-code").Select(code => string.Join('-', code.QuerySelectorAll("b").Select(b => b.TextContent)))];

    /// <summary>The state of a member in the secretary's list.</summary>
    public async Task<string> StateAsync(Member member) => (await Secretary.OpenAsync(Path)).QuerySelectorAll("tbody tr")
        .Single(row => row.QuerySelector("th")!.TextContent.Contains(member.FullName, StringComparison.Ordinal))
        .QuerySelector(".pn-status")!.TextContent.Trim();
}
