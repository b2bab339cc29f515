using System.Net;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;
using PartyNet.Web.Security;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Access;

/// <summary>Every page asks something of its caller, and every role gets exactly the pages that the table gives it.</summary>
public sealed class PageAccessTests(Site site)
{
    private const int FewestPages = 20;

    [Fact]
    public async Task Every_endpoint_asks_something_of_its_caller()
    {
        var endpoints = (await site.EndpointsAsync()).Where(e => !IsStaticAsset(e)).ToList();

        Assert.True(endpoints.Count >= FewestPages, $"Only {endpoints.Count} endpoints were looked at.");
        Assert.Empty(endpoints.Where(e => e.Metadata.GetMetadata<AccessAttribute>() is null).Select(e => e.RoutePattern.RawText));
    }

    [Fact]
    public void A_page_that_the_table_does_not_name_has_no_requirement() => Assert.Null(PageAccess.Of("/Forgotten/Page"));

    [Theory]
    [InlineData("anonymous")]
    [InlineData("member")]
    [InlineData("secretary")]
    [InlineData("secretary elsewhere")]
    [InlineData("committee")]
    [InlineData("committee elsewhere")]
    [InlineData("board")]
    [InlineData("board elsewhere")]
    [InlineData("administrator")]
    public async Task Each_role_opens_exactly_the_pages_that_are_its_own(string role)
    {
        var world = await site.Database.NewWorldAsync();
        var caller = await CallerAsync(world, role);
        var browser = caller is null ? await site.VisitorAsync() : await site.SignedInAsync(caller);
        var scope = caller is null ? AccessScope.Nobody : await world.ScopeOfAsync(caller);
        var pages = (await site.EndpointsAsync()).Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null && !IsErrorPage(e)).ToList();
        Assert.True(pages.Count >= FewestPages, $"Only {pages.Count} pages were looked at.");

        foreach (var page in pages)
        {
            var requirement = page.Metadata.GetMetadata<AccessAttribute>()!.Requirement;
            foreach (var unit in requirement is AccessRequirement.UnitPermission ? (Unit[])[world.Branch, world.Grassroots, world.District] : [world.Branch])
            {
                var path = PathOf(page, unit);
                using var response = await browser.GetAsync(path);
                Assert.True(IsAsExpected(response, requirement, scope, unit, HasOtherParameters(page)), $"{role} got {(int)response.StatusCode} at {path}");
            }
        }
    }

    private static bool IsAsExpected(HttpResponseMessage response, AccessRequirement requirement, AccessScope scope, Unit unit, bool namesSomethingElse)
    {
        var allowed = requirement switch
        {
            AccessRequirement.OpenToAll => true,
            AccessRequirement.SignedInUser => scope.IsSignedIn,
            AccessRequirement.OwnMember => scope.MemberId is not null,
            AccessRequirement.Administration => scope.AllowsAnywhere(Permissions.ManageAccess),
            AccessRequirement.UnitPermission at => scope.Allows(at.Permission, unit.Path),
            _ => throw new InvalidOperationException(),
        };
        if (!allowed)
            return response.StatusCode == (scope.IsSignedIn ? HttpStatusCode.NotFound : HttpStatusCode.Redirect) && (scope.IsSignedIn || response.Headers.Location!.ToString().Contains("/dang-nhap", StringComparison.Ordinal));
        // A page may send its caller on, to the step where the work stands; one about something made up is not there.
        return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect || (namesSomethingElse && response.StatusCode == HttpStatusCode.NotFound);
    }

    private static async Task<User?> CallerAsync(World world, string role) => role switch
    {
        "anonymous" => null,
        "member" => await world.UserAsync(await world.MemberAsync()),
        "secretary" => await world.UserAsync(await world.MemberAsync(), (Role.Secretary, world.Branch)),
        "secretary elsewhere" => await world.UserAsync(await world.MemberAsync(world.OtherBranch), (Role.Secretary, world.OtherBranch)),
        "committee" => await world.UserAsync(await world.MemberAsync(), (Role.Committee, world.Grassroots)),
        "committee elsewhere" => await world.UserAsync(await world.MemberAsync(world.OtherBranch), (Role.Committee, world.OtherGrassroots)),
        "board" => await world.UserAsync(null, (Role.Board, world.District)),
        "board elsewhere" => await world.UserAsync(null, (Role.Board, world.OtherGrassroots)),
        "administrator" => await world.UserAsync(null, (Role.Administrator, null)),
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    private static string PathOf(RouteEndpoint page, Unit unit) => "/" + string.Join('/', page.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: CheckedUnit.RouteKey } => unit.Code,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter when page.RoutePattern.ParameterPolicies.TryGetValue(parameter.Name, out var rules) && rules.Any(r => r.Content == "int") => "1",
        _ => "0199a000-0000-7000-8000-000000000000",
    }))));

    private static bool HasOtherParameters(RouteEndpoint page) => page.RoutePattern.Parameters.Any(p => p.Name != CheckedUnit.RouteKey);

    // Answers 404 to whoever types its address; it is shown in place of other pages.
    private static bool IsErrorPage(RouteEndpoint page) => page.Metadata.GetMetadata<PageActionDescriptor>()!.ViewEnginePath.StartsWith("/Errors", StringComparison.Ordinal);

    private static bool IsStaticAsset(RouteEndpoint endpoint) => endpoint.Metadata.Any(m => m.GetType().Name.StartsWith("StaticAsset", StringComparison.Ordinal));
}
