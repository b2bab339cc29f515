using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Units;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Board;

/// <summary>The tree below a unit, to look at.</summary>
public sealed class UnitsModel(ListUnits listUnits, AccessContext access) : BoardPage(access)
{
    [BindProperty(SupportsGet = true, Name = ListKeys.Search)]
    public string? Search { get; set; }

    public UnitPage Units { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(PageCursor cursor, CancellationToken cancellationToken)
    {
        var units = await listUnits.HandleAsync(new ListUnits.Query(Unit, Search, cursor), cancellationToken);
        if (units.IsError)
            return this.WithErrors(units.Errors);
        Units = units.Value;
        return Page();
    }
}
