using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Declarations;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>Which network the next account belongs to, or that there is none.</summary>
public sealed class AddModel(GetMyDraft getMyDraft, ChoosePlatform choosePlatform, AnswerNoAccounts answerNoAccounts) : PageModel
{
    /// <summary>Value of the choice "Tôi không sử dụng mạng xã hội".</summary>
    public const string None = "khong";

    [BindProperty]
    public PlatformForm Form { get; set; } = new();

    [BindProperty]
    public Guid RequestKey { get; set; }

    public int Count { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => await ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var next = Form.Platform == None
            ? (await answerNoAccounts.HandleAsync(cancellationToken)).Then(_ => DeclarationLinks.Check)
            : (await choosePlatform.HandleAsync(new ChoosePlatform.Command(RequestKey, Form.Platform), cancellationToken))
                .Then(chosen => DeclarationLinks.NewAddress(chosen.Account, chosen.Platform));
        if (!next.IsError)
            return LocalRedirect(next.Value);

        await ShowAsync(cancellationToken);
        return this.WithErrors(next.Errors);
    }

    private async Task ShowAsync(CancellationToken cancellationToken) =>
        Count = (await getMyDraft.HandleAsync(cancellationToken)).Value.Content.Accounts.Count;
}

/// <summary>The chosen network.</summary>
public sealed class PlatformForm
{
    public string Platform { get; set; } = "";
}
