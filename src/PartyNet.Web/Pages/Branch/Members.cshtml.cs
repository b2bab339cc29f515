using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application;
using PartyNet.Application.Members;
using PartyNet.Domain.Units;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Branch;

/// <summary>
/// The members of a branch, or of all branches of a unit, in roster order. The whole state of the list is in its address.
/// </summary>
public sealed class MembersModel(ListBranchMembers listMembers) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "tinh-trang")]
    public string? Filter { get; set; }

    [BindProperty(SupportsGet = true, Name = "sau")]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true, Name = "truoc")]
    public string? Before { get; set; }

    public Unit Unit { get; private set; } = null!;
    /// <summary>Null where the search was refused: the form is shown with the reason.</summary>
    public BranchMembers? Members { get; private set; }

    public MemberFilter? Chosen => MemberFilters.Parse(Filter);
    public bool IsNarrowed => Chosen is not null || !string.IsNullOrWhiteSpace(Search);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Unit = HttpContext.Unit();
        var members = await listMembers.HandleAsync(new ListBranchMembers.Query(Unit, Search, Chosen, new PageCursor(After, Before)), cancellationToken);
        if (members.IsError)
            return this.WithErrors(members.Errors);
        Members = members.Value;
        return Page();
    }

    /// <summary>This list, otherwise narrowed.</summary>
    public string With(MemberFilter? filter) => BranchLinks.Members(Unit.Code, filter, Search);
}
