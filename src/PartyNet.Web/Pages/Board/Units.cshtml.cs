using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Rosters;
using PartyNet.Application.Units;
using PartyNet.Domain.Text;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Board;

/// <summary>The tree below a unit, to look at.</summary>
public sealed class UnitsModel(ListUnits listUnits, AccessContext access) : BoardPage(access)
{
    public string Search { get; private set; } = "";
    public UnitPage Units { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Search = VietnameseText.Normalize(Request.Query[RosterFilter.NameKey]);
        var cursor = new PageCursor(Request.Query[BoardLinks.After], Request.Query[BoardLinks.Before]);
        var units = await listUnits.HandleAsync(new ListUnits.Query(Unit, Search, cursor), cancellationToken);
        if (units.IsError)
            return this.WithErrors(units.Errors);
        Units = units.Value;
        return Page();
    }
}
