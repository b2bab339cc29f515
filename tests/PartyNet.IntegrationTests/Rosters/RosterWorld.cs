using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Rosters;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Rosters;

/// <summary>Rosters as a board asks for them.</summary>
internal static class RosterWorld
{
    public static async Task<RosterPage> RosterAsync(
        this World world,
        AccessScope scope,
        RosterFilter? filter = null,
        PageCursor? cursor = null,
        Domain.Units.Unit? unit = null
    )
    {
        var page = await world.RunAsync<ListRoster, ErrorOr.ErrorOr<RosterPage>>(
            scope,
            use =>
                use.HandleAsync(
                    new ListRoster.Query(unit ?? world.District, filter ?? RosterFilter.None, cursor ?? PageCursor.First),
                    TestContext.Current.CancellationToken
                )
        );
        Assert.False(page.IsError, page.IsError ? page.FirstError.Description : null);
        return page.Value;
    }

    public static async Task<ErrorOr.Error> RefusedRosterAsync(
        this World world,
        AccessScope scope,
        RosterFilter filter,
        Domain.Units.Unit? unit = null
    )
    {
        var page = await world.RunAsync<ListRoster, ErrorOr.ErrorOr<RosterPage>>(
            scope,
            use =>
                use.HandleAsync(
                    new ListRoster.Query(unit ?? world.District, filter, PageCursor.First),
                    TestContext.Current.CancellationToken
                )
        );
        Assert.True(page.IsError);
        return page.FirstError;
    }

    public static string[] Names(this RosterPage page) => [.. page.Page.Rows.Select(r => r.FullName)];
}
