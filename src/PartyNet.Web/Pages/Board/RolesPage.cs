using ErrorOr;
using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Members;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Board;

/// <summary>
/// Who holds which role at a unit and below it; to give one, a member is looked for and chosen, and then the role. One page for boards and
/// one for branches, of the same use cases.
/// </summary>
public abstract class RolesPage(RoleDesk desk, FactorResetDesk resets, AccessContext access) : BoardPage(access)
{
    /// <summary>What is searched for: part of a name, or a member's code.</summary>
    [BindProperty(SupportsGet = true, Name = ListKeys.Search)]
    public string? Search { get; set; }

    /// <summary>The code of the member who was chosen.</summary>
    [BindProperty(SupportsGet = true, Name = RoleLinks.Member)]
    public string? Chosen { get; set; }

    /// <summary>Where a role has just been given.</summary>
    [BindProperty(SupportsGet = true, Name = RoleLinks.JustGiven)]
    public string? GivenAt { get; set; }

    /// <summary>The role that is to end: the page says what that means.</summary>
    [BindProperty(SupportsGet = true, Name = RoleLinks.Ending)]
    public Guid? EndingId { get; set; }

    /// <summary>The role that has just been ended.</summary>
    [BindProperty(SupportsGet = true, Name = RoleLinks.JustEnded)]
    public Guid? EndedId { get; set; }

    [BindProperty(SupportsGet = true, Name = RoleLinks.JustDone)]
    public ResetStep? Done { get; set; }

    [BindProperty]
    public RoleForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    /// <summary>Address of this page.</summary>
    public abstract string Home { get; }

    /// <summary>The roles that are held; null where a member is looked for or has been chosen.</summary>
    public Page<RoleHolder>? Roles { get; private set; }

    /// <summary>Requests to take a second factor away; shown with the roles.</summary>
    public IReadOnlyList<FactorResetRow> Resets { get; private set; } = [];

    public RoleHolder? Ending { get; private set; }
    public RoleHolder? Ended { get; private set; }

    public BranchMembers? Found { get; private set; }
    public Appointee? Appointee { get; private set; }

    public async Task<IActionResult> OnGetAsync(PageCursor cursor, CancellationToken cancellationToken) =>
        await LoadAsync(cursor, cancellationToken) is { } errors ? this.WithErrors(errors) : Page();

    public async Task<IActionResult> OnPostGiveAsync(CancellationToken cancellationToken)
    {
        var post = RolePost.Read(Form.Post);
        Chosen = Form.Member;
        var given = await desk.Give.HandleAsync(
            new GiveRole.Command(Unit, Form.Member, post, Form.From, Form.To, RequestKey), cancellationToken);
        return given.IsError ? await AgainAsync(given.Errors, cancellationToken) : Redirect(RoleLinks.After(Home, post!.UnitCode));
    }

    public async Task<IActionResult> OnPostEndAsync(Guid grant, CancellationToken cancellationToken)
    {
        var ended = await desk.End.HandleAsync(new EndRole.Command(Unit, grant, RequestKey), cancellationToken);
        return ended.IsError ? await AgainAsync(ended.Errors, cancellationToken) : Redirect(RoleLinks.AfterEnding(Home, grant));
    }

    public async Task<IActionResult> OnPostAskResetAsync(Guid grant, CancellationToken cancellationToken) => await AfterAsync(
        await resets.Ask.HandleAsync(new AskFactorReset.Command(Unit, grant, RequestKey), cancellationToken),
        ResetStep.Asked,
        cancellationToken);

    public async Task<IActionResult> OnPostApproveResetAsync(Guid reset, CancellationToken cancellationToken) => await AfterAsync(
        await resets.Approve.HandleAsync(new ApproveFactorReset.Command(Unit, reset, RequestKey), cancellationToken),
        ResetStep.Agreed,
        cancellationToken);

    public async Task<IActionResult> OnPostWithdrawResetAsync(Guid reset, CancellationToken cancellationToken) => await AfterAsync(
        await resets.Withdraw.HandleAsync(new WithdrawFactorReset.Command(Unit, reset, RequestKey), cancellationToken),
        ResetStep.Withdrawn,
        cancellationToken);

    private async Task<IActionResult> AfterAsync(ErrorOr<Success> done, ResetStep step, CancellationToken cancellationToken) =>
        done.IsError ? await AgainAsync(done.Errors, cancellationToken) : Redirect(RoleLinks.After(Home, step));

    private async Task<IActionResult> AgainAsync(List<Error> errors, CancellationToken cancellationToken) =>
        this.WithErrors(await LoadAsync(PageCursor.First, cancellationToken) ?? errors);

    private async Task<List<Error>?> LoadAsync(PageCursor cursor, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(Chosen))
        {
            var appointee = await desk.Appointee.HandleAsync(new GetAppointee.Query(Unit, Chosen), cancellationToken);
            Appointee = appointee.IsError ? null : appointee.Value;
            return appointee.IsError ? appointee.Errors : null;
        }

        if (EndingId is { } ending)
        {
            var role = await desk.ToEnd.HandleAsync(new GetRoleToEnd.Query(Unit, ending), cancellationToken);
            Ending = role.IsError ? null : role.Value;
            return role.IsError ? role.Errors : null;
        }

        if (!string.IsNullOrWhiteSpace(Search))
        {
            var found = await desk.Members.HandleAsync(new ListBranchMembers.Query(Unit, Search, Filter: null, cursor), cancellationToken);
            Found = found.IsError ? null : found.Value;
            return found.IsError ? found.Errors : null;
        }

        var roles = await desk.Roles.HandleAsync(new ListRoles.Query(Unit, cursor, EndedId), cancellationToken);
        if (roles.IsError)
            return roles.Errors;
        (Roles, Resets, Ended) = roles.Value;
        return null;
    }
}

/// <summary>The use cases by which a second factor that was lost is taken away by two people.</summary>
public sealed record FactorResetDesk(AskFactorReset Ask, ApproveFactorReset Approve, WithdrawFactorReset Withdraw);

/// <summary>The use cases of the pages on which roles are given.</summary>
public sealed record RoleDesk(
    ListRoles Roles, ListBranchMembers Members, GetAppointee Appointee, GiveRole Give, GetRoleToEnd ToEnd, EndRole End);

/// <summary>What is typed to give a role.</summary>
public sealed class RoleForm
{
    /// <summary>The code of the member.</summary>
    public string Member { get; set; } = "";

    /// <summary>As <see cref="RolePost"/> writes it.</summary>
    public string Post { get; set; } = "";

    public string From { get; set; } = "";
    public string To { get; set; } = "";
}
