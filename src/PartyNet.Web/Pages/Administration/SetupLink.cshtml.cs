using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Administration;

/// <summary>Shows a link that was just made, this once; afterwards it offers to make another.</summary>
public sealed class SetupLinkModel(ShowSetupLink showLink, IssueSetupLink issueLink) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    public string Login { get; private set; } = "";

    /// <summary>Null where it has been shown.</summary>
    public string? Link { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var shown = await showLink.HandleAsync(Id, cancellationToken);
        if (shown.IsError)
            return this.WithErrors(shown.Errors);
        Login = shown.Value.Login;
        Link = shown.Value.Code is { } code ? SignInLinks.SetPassword(code, Request) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var issued = await issueLink.HandleAsync(new IssueSetupLink.Command(Id, RequestKey), cancellationToken);
        if (!issued.IsError)
            return Redirect(AdministrationLinks.SetupLink(Id));
        return await OnGetAsync(cancellationToken) is PageResult ? this.WithErrors(issued.Errors) : NotFound();
    }
}
