using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Administration;

/// <summary>People who can sign in, and their roles. The administrator sees logins and units, no personal data.</summary>
public sealed class IndexModel(ListUsers listUsers) : PageModel
{
    [BindProperty(SupportsGet = true, Name = ListKeys.Search)]
    public string? Search { get; set; }

    public UserPage Users { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(PageCursor cursor, CancellationToken cancellationToken)
    {
        var users = await listUsers.HandleAsync(new ListUsers.Query(Search, cursor), cancellationToken);
        if (users.IsError)
            return this.WithErrors(users.Errors);
        Users = users.Value;
        return Page();
    }
}
