using ErrorOr;
using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Access;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Branch;

/// <summary>
/// One member: state, versions, accounts, way in and history; numbers are masked, and shown whole one at a time for a purpose.
/// </summary>
public sealed class MemberModel(GetMember getMember, RevealNumber reveal, AccessContext access) : PageAtUnit
{
    /// <summary>The list that leads here: the roster of whoever has one, which is of the same members.</summary>
    public string List => access.Refusal(ListRoster.Needs, Unit) is null ? BoardLinks.Roster(Unit.Code) : BranchLinks.Members(Unit.Code);

    public bool MayGiveRoles => access.Refusal(GetAppointee.Needs, Unit) is null;

    /// <summary>The member's PartyNet code.</summary>
    [FromRoute(Name = "code")]
    public string Code { get; set; } = "";

    [BindProperty]
    public RevealForm Form { get; set; } = new();

    /// <summary>Null where the page was asked for too often.</summary>
    public MemberRecord? Member { get; private set; }

    /// <summary>The number that has just been asked for; null otherwise.</summary>
    public RevealedNumber? Revealed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) is { } errors ? this.WithErrors(errors) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        // First the page: a number that cannot be shown is not written down as seen.
        if (await LoadAsync(cancellationToken) is { } errors)
            return this.WithErrors(errors);
        var revealed = await reveal.HandleAsync(
            new RevealNumber.Command(Unit, Code, Form.Number, Form.Purpose), cancellationToken);
        if (revealed.IsError)
            return this.WithErrors(revealed.Errors);
        Revealed = revealed.Value;
        return Page();
    }

    /// <summary>A number as it is shown: whole where it has just been asked for.</summary>
    public string? Shown(MemberNumber number, string? masked) => Revealed?.Number == number ? Revealed.Value : masked;

    private async Task<List<Error>?> LoadAsync(CancellationToken cancellationToken)
    {
        var member = await getMember.HandleAsync(new GetMember.Query(Unit, Code), cancellationToken);
        if (member.IsError)
            return member.Errors;
        Member = member.Value;
        return null;
    }
}

/// <summary>Which number is to be shown, and what for.</summary>
public sealed class RevealForm
{
    public string Number { get; set; } = "";
    public string Purpose { get; set; } = "";
}
