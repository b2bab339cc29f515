using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Declarations;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>Asks once more before an account leaves the list.</summary>
public sealed class RemoveModel(GetDraftAccount getAccount, RemoveAccountFromDraft removeAccount) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public ComeBack Return { get; private set; }
    public MyDraftAccount View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = ComeBacks.Key)] string? back, CancellationToken cancellationToken)
    {
        Return = ComeBacks.Parse(back);
        var account = await getAccount.HandleAsync(new GetDraftAccount.Query(Id), cancellationToken);
        if (account.IsError)
            return this.WithErrors(account.Errors);
        View = account.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromQuery(Name = ComeBacks.Key)] string? back, CancellationToken cancellationToken)
    {
        await removeAccount.HandleAsync(Id, cancellationToken);
        return LocalRedirect(DeclarationLinks.After(ComeBacks.Parse(back).Path(), JourneyChange.AccountRemoved));
    }
}
