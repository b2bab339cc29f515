using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;

namespace PartyNet.Web.Pages.Administration;

/// <summary>People who can sign in, and their roles. The administrator sees logins and units, no personal data.</summary>
public sealed class IndexModel(ListUsers listUsers) : PageModel
{
    [BindProperty(Name = "q", SupportsGet = true)]
    public string Search { get; set; } = "";

    [BindProperty(Name = "sau", SupportsGet = true)]
    public string After { get; set; } = "";

    public UserPage Users { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Users = (await listUsers.HandleAsync(new ListUsers.Query(Search, After), cancellationToken)).Value;
}
