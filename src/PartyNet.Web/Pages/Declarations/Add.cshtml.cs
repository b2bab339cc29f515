using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Declarations;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>Which network the next account belongs to, or that there is none.</summary>
public sealed class AddModel(GetMyDraft getMyDraft, AddAccountToDraft addAccount, AnswerNoAccounts answerNoAccounts) : PageModel
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
        var isNone = Form.Platform == None;
        var result = isNone
            ? await answerNoAccounts.HandleAsync(cancellationToken)
            : await addAccount.HandleAsync(new AddAccountToDraft.Command(RequestKey, Form.Platform), cancellationToken);
        if (!result.IsError)
            return LocalRedirect(isNone ? DeclarationLinks.Check : DeclarationLinks.Address(RequestKey));

        await ShowAsync(cancellationToken);
        return this.WithErrors(result.Errors);
    }

    private async Task ShowAsync(CancellationToken cancellationToken) =>
        Count = (await getMyDraft.HandleAsync(cancellationToken)).Value.Content.Accounts.Count;
}

/// <summary>The chosen network.</summary>
public sealed class PlatformForm
{
    public string Platform { get; set; } = "";
}
