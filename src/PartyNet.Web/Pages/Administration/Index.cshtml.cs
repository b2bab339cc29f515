using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Diagnosis;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Administration;

/// <summary>
/// How the installation stands, people who can sign in, and their roles. The administrator sees logins and units, no personal data.
/// </summary>
public sealed class IndexModel(ListUsers listUsers, GetInstallationState getState, CheckInstallation check) : PageModel
{
    [BindProperty(SupportsGet = true, Name = ListKeys.Search)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = AdministrationLinks.JustDone)]
    public string? Done { get; set; }

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    public InstallationState State { get; private set; } = null!;

    public bool JustChecked => Done is not null && State.Last is not null;

    public UserPage Users { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(PageCursor cursor, CancellationToken cancellationToken)
    {
        var users = await listUsers.HandleAsync(new ListUsers.Query(Search, cursor), cancellationToken);
        if (users.IsError || await getState.HandleAsync(cancellationToken) is not { } state)
            return users.IsError ? this.WithErrors(users.Errors) : NotFound();
        (Users, State) = (users.Value, state);
        return Page();
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancellationToken)
    {
        var looked = await check.HandleAsync(new CheckInstallation.Command(RequestKey), cancellationToken);
        if (!looked.IsError)
            return Redirect(AdministrationLinks.AfterChecking);
        return await OnGetAsync(PageCursor.First, cancellationToken) is PageResult ? this.WithErrors(looked.Errors) : NotFound();
    }
}
