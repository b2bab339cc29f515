using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Units;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Administration;

/// <summary>The kinds of units, and what lists may call them.</summary>
public sealed class UnitKindsModel(ListUnitKinds listKinds) : PageModel
{
    [BindProperty(SupportsGet = true, Name = AdministrationLinks.JustDone)]
    public string? JustDone { get; set; }

    public bool JustSet => JustDone is not null;

    public IReadOnlyList<Domain.Units.UnitKind> Kinds { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var kinds = await listKinds.HandleAsync(cancellationToken);
        if (kinds.IsError)
            return this.WithErrors(kinds.Errors);
        Kinds = kinds.Value;
        return Page();
    }
}
