using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Application.Rosters;
using PartyNet.Application.Units;
using PartyNet.Domain.Units;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Board;

/// <summary>What the pages of a board have in common: the checked unit, and the filter in the address.</summary>
public abstract class BoardPage(AccessContext access) : PageModel
{
    public Unit Unit => HttpContext.Unit();

    /// <summary>Whether the caller may publish what members of the unit read; committees may not.</summary>
    public bool MayPublish => access.Refusal(PublishNotice.Needs, Unit) is null;

    protected RosterFilter FilterOfAddress() => RosterFilter.Of(key => Request.Query[key]);
}
