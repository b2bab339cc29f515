using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Members;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Branch;

/// <summary>
/// The members of a branch, or of all branches of a unit, in roster order. The whole state of the list is in its address.
/// </summary>
public sealed class MembersModel(ListBranchMembers listMembers) : PageAtUnit
{
    [BindProperty(SupportsGet = true)]
    public BranchFilter Filter { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public ListPlace Place { get; set; } = ListPlace.First;

    /// <summary>Null where the search was refused: the form is shown with the reason.</summary>
    public BranchMembers? Members { get; private set; }

    public async Task<IActionResult> OnGetAsync(PageCursor cursor, CancellationToken cancellationToken)
    {
        var members = await listMembers.HandleAsync(
            new ListBranchMembers.Query(Unit, Filter.Name, Filter.State, cursor with { Length = Place.Length }),
            cancellationToken
        );
        if (members.IsError)
            return this.WithErrors(members.Errors, nameof(Filter));
        Members = members.Value;
        if (Members.Page.Before is null)
            Place = Place.FirstPage();
        return Page();
    }
}
