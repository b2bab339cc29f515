using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Domain.Units;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages;

/// <summary>A page about the unit in its route. The unit was found by the check that the caller may open the page there.</summary>
public abstract class PageAtUnit : PageModel
{
    public Unit Unit => HttpContext.Unit();
}
