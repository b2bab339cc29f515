using AngleSharp.Html.Dom;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Review;

/// <summary>A branch with a secretary at a browser, and a member whose declaration waits.</summary>
internal sealed record ReviewSite(Site Site, World World, SiteBrowser Secretary, User SecretaryUser, Member SecretaryMember, Member Member)
{
    public string QueuePath => $"/chi-bo/{World.Branch.Code}/ra-soat";

    public static async Task<ReviewSite> CreateAsync(Site site)
    {
        var world = await site.Database.NewWorldAsync();
        var secretary = await world.MemberAsync(name: "Nguyễn Văn Thư");
        var user = await world.UserAsync(secretary, (Role.Secretary, world.Branch));
        return new ReviewSite(site, world, await site.SignedInAsync(user), user, secretary, await world.MemberAsync(name: "Trần Thị Bình"));
    }

    public string Path(Declaration declaration) => $"{QueuePath}/{declaration.Id}";

    public async Task<SiteBrowser> CommitteeAsync() =>
        await Site.SignedInAsync(await World.UserAsync(null, (Role.Committee, World.Grassroots)));

    /// <summary>Opens the declaration and sends its form with one of its two buttons.</summary>
    public async Task<HttpResponseMessage> DecideAsync(
        Declaration declaration,
        string handler,
        params (string Name, string? Value)[] filled
    ) => await DecideAsync(await Secretary.OpenAsync(Path(declaration)), declaration, handler, filled);

    /// <summary>Sends the form of a page that was opened before.</summary>
    public Task<HttpResponseMessage> DecideAsync(
        IHtmlDocument page,
        Declaration declaration,
        string handler,
        params (string Name, string? Value)[] filled
    ) => Secretary.SubmitAsync(FormOf(page), $"{Path(declaration)}?handler={handler}", filled);

    public static IHtmlFormElement FormOf(IHtmlDocument page) =>
        page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Single(f => f.QuerySelector("[name='Form.Version']") is not null);

    /// <summary>Name of a field of the form that belongs to the whole list: the last entry.</summary>
    public static string WholeList(IHtmlDocument page, string field) =>
        $"Form.Defects[{page.QuerySelectorAll("textarea").Length - 1}].{field}";
}
