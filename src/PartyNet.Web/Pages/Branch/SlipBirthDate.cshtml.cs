using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Branch;

/// <summary>Records the date of birth that a slip will ask for, of a member of whom none is held.</summary>
public sealed class SlipBirthDateModel(GetUndatedMember getMember, RecordBirthDate record) : PageAtUnit
{
    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public SlipBirthDateForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    /// <summary>Null where the page was asked for too often.</summary>
    public SlipRow? Member { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var recorded = await record.HandleAsync(
            new RecordBirthDate.Command(Unit, Code, Form.BirthDate, RequestKey), cancellationToken);
        if (!recorded.IsError)
            return Redirect(BranchLinks.SlipsAfterDating(Unit.Code));
        return await LoadAsync(cancellationToken) ?? this.WithErrors(recorded.Errors);
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var member = await getMember.HandleAsync(new GetUndatedMember.Query(Unit, Code), cancellationToken);
        if (member.IsError)
            return this.WithErrors(member.Errors);
        Member = member.Value;
        return null;
    }
}

/// <summary>What is typed as a date of birth.</summary>
public sealed class SlipBirthDateForm
{
    public string BirthDate { get; set; } = "";
}
