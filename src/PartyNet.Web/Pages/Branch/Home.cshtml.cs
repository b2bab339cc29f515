using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Members;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Branch;

/// <summary>What a secretary opens first: what waits, how far the branch has come, and each member with what comes next.</summary>
public sealed class HomeModel(GetBranchHome getHome, AccessContext access) : PageAtUnit
{
    /// <summary>Deputies do a secretary's work and give no roles.</summary>
    public bool MayGiveRoles => access.Refusal(ListRoles.Needs, Unit) is null;

    /// <summary>Deputies load no lists either.</summary>
    public bool MayLoad => access.Refusal(ListLoads.Needs, Unit) is null;

    /// <summary>Null where the page was asked for too often.</summary>
    public BranchHome? Home { get; private set; }

    [BindProperty(SupportsGet = true)]
    public ListPlace Place { get; set; } = ListPlace.First;

    public async Task<IActionResult> OnGetAsync(PageCursor cursor, CancellationToken cancellationToken)
    {
        var home = await getHome.HandleAsync(new GetBranchHome.Query(Unit, cursor with { Length = Place.Length }), cancellationToken);
        if (home.IsError)
            return this.WithErrors(home.Errors);
        Home = home.Value;
        if (Home.Others.Before is null)
            Place = Place.FirstPage();
        return Page();
    }
}
