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

    /// <summary>What is to be done to this user: the page says what that means.</summary>
    [BindProperty(SupportsGet = true, Name = AdministrationLinks.Asking)]
    public UserChange? Asking { get; set; }

    /// <summary>The role that is to end.</summary>
    [BindProperty(SupportsGet = true, Name = AdministrationLinks.Grant)]
    public Guid? GrantId { get; set; }

    [BindProperty(SupportsGet = true, Name = AdministrationLinks.JustDone)]
    public UserChange? Done { get; set; }

    public UserRow Row { get; private set; } = null!;

    public GrantRow? Ending => Asking == UserChange.RoleEnded ? Row.Grants.FirstOrDefault(g => g.Id == GrantId) : null;

    /// <summary>There is still something to ask about.</summary>
    public bool IsAsking => Asking switch
    {
        UserChange.RoleEnded => Ending is not null,
        UserChange.Closed or UserChange.SessionsEnded => Row.ClosedAt is null,
        _ => false,
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostGiveAsync(CancellationToken cancellationToken)
    {
        var given = await giveGrant.HandleAsync(new GiveGrant.Command(Id, Form.Role, Form.UnitCode, RequestKey), cancellationToken);
        return await AnswerAsync(given, UserChange.RoleGiven, cancellationToken);
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid grant, CancellationToken cancellationToken) =>
        await AnswerAsync(
            await revokeGrant.HandleAsync(new RevokeGrant.Command(Id, grant, RequestKey), cancellationToken),
            UserChange.RoleEnded,
            cancellationToken);

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(
            await closeUser.HandleAsync(new CloseUser.Command(Id, RequestKey), cancellationToken), UserChange.Closed, cancellationToken);

    public async Task<IActionResult> OnPostEndSessionsAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(
            await endSessions.HandleAsync(new EndSessionsOfUser.Command(Id, RequestKey), cancellationToken),
            UserChange.SessionsEnded,
            cancellationToken);

    public async Task<IActionResult> OnPostLinkAsync(CancellationToken cancellationToken)
    {
        var issued = await issueSetupLink.HandleAsync(new IssueSetupLink.Command(Id, RequestKey), cancellationToken);
        if (!issued.IsError)
            return Redirect(AdministrationLinks.SetupLink(Id));
        return await LoadAsync(cancellationToken) ? this.WithErrors(issued.Errors) : NotFound();
    }

    private async Task<IActionResult> AnswerAsync(ErrorOr<Success> result, UserChange change, CancellationToken cancellationToken)
    {
        if (!result.IsError)
            return Redirect(AdministrationLinks.After(Id, change));
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
