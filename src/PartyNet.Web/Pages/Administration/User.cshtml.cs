using ErrorOr;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Administration;

/// <summary>One user: roles to give and end, a new link for the password, the end of all sessions, closing.</summary>
public sealed class UserModel(
    GetUser getUser, GiveGrant giveGrant, RevokeGrant revokeGrant, CloseUser closeUser, EndSessionsOfUser endSessions,
    IssueSetupLink issueSetupLink) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public GrantForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    public UserRow Row { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostGiveAsync(CancellationToken cancellationToken)
    {
        var given = await giveGrant.HandleAsync(new GiveGrant.Command(Id, Form.Role, Form.UnitCode, RequestKey), cancellationToken);
        return await AnswerAsync(given, cancellationToken);
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid grant, CancellationToken cancellationToken) =>
        await AnswerAsync(
            await revokeGrant.HandleAsync(new RevokeGrant.Command(Id, grant, RequestKey), cancellationToken),
            cancellationToken
        );

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(await closeUser.HandleAsync(new CloseUser.Command(Id, RequestKey), cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostEndSessionsAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(
            await endSessions.HandleAsync(new EndSessionsOfUser.Command(Id, RequestKey), cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostLinkAsync(CancellationToken cancellationToken)
    {
        var issued = await issueSetupLink.HandleAsync(new IssueSetupLink.Command(Id, RequestKey), cancellationToken);
        if (!issued.IsError)
            return Redirect(AdministrationLinks.SetupLink(Id));
        return await LoadAsync(cancellationToken) ? this.WithErrors(issued.Errors) : NotFound();
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
    public Role? Role { get; set; }
    public string UnitCode { get; set; } = "";
}
