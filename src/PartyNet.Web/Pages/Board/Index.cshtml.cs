using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Access;
using PartyNet.Application.Rosters;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Board;

/// <summary>How far a unit has come: figures with their denominators, each leading to the list behind it.</summary>
public sealed class IndexModel(GetCoverage getCoverage, AccessContext access) : BoardPage(access)
{
    public Coverage Coverage { get; private set; } = null!;

    [BindProperty(SupportsGet = true)]
    public CoverageView Arrangement { get; set; } = CoverageView.Usual;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var coverage = await getCoverage.HandleAsync(new GetCoverage.Query(Unit), cancellationToken);
        if (coverage.IsError)
            return this.WithErrors(coverage.Errors);
        Coverage = coverage.Value;
        return Page();
    }
}
