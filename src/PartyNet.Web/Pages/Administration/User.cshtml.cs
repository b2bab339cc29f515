using ErrorOr;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Administration;

/// <summary>One user: roles to give and end, a new link for the password, closing.</summary>
public sealed class UserModel(GetUser getUser, GiveGrant giveGrant, RevokeGrant revokeGrant, CloseUser closeUser, IssueSetupLink issueSetupLink) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public GrantForm Form { get; set; } = new();

    public UserRow Row { get; private set; } = null!;

    public string? SetupLink { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostGiveAsync(CancellationToken cancellationToken)
    {
        Role? role = Enum.TryParse<Role>(Form.Role, out var chosen) ? chosen : null;
        return await AnswerAsync(await giveGrant.HandleAsync(new GiveGrant.Command(Id, role, Form.UnitCode), cancellationToken), cancellationToken);
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid grant, CancellationToken cancellationToken) =>
        await AnswerAsync(await revokeGrant.HandleAsync(new RevokeGrant.Command(Id, grant), cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(await closeUser.HandleAsync(Id, cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostLinkAsync(CancellationToken cancellationToken)
    {
        var code = await issueSetupLink.HandleAsync(Id, cancellationToken);
        if (code.IsError || !await LoadAsync(cancellationToken))
            return NotFound();
        SetupLink = SignInLinks.SetPassword(code.Value, Request);
        return Page();
    }

    private async Task<IActionResult> AnswerAsync(ErrorOr<Success> result, CancellationToken cancellationToken)
    {
        if (!result.IsError)
            return Redirect(AdministrationLinks.User(Id));
        return await LoadAsync(cancellationToken) ? this.WithErrors(result.Errors) : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await getUser.HandleAsync(Id, cancellationToken) is not { } row)
            return false;
        Row = row;
        return true;
    }
}

/// <summary>What is typed to give a role.</summary>
public sealed class GrantForm
{
    public string Role { get; set; } = "";
    public string UnitCode { get; set; } = "";
}
