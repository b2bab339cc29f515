using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Declarations;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>Asks once more before a draft is thrown away.</summary>
public sealed class DiscardModel(GetMyDraft getMyDraft, DiscardDraft discardDraft) : PageModel
{
    public MyDraft Draft { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Draft = (await getMyDraft.HandleAsync(cancellationToken)).Value;
        return Draft.IsStored ? Page() : LocalRedirect(DeclarationLinks.Start);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await discardDraft.HandleAsync(cancellationToken);
        return LocalRedirect(DeclarationLinks.After(DeclarationLinks.Start, JourneyChange.DraftDiscarded));
    }
}
