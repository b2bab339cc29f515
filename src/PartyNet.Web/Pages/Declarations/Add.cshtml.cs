using ErrorOr;
using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Declarations;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>On which networks the member has accounts, or that there are none: all asked at once.</summary>
public sealed class AddModel(GetMyDraft getMyDraft, ChoosePlatforms choosePlatforms, AnswerNoAccounts answerNoAccounts) : JourneyPage
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
        var next = await NextAsync(cancellationToken);
        if (!next.IsError)
            return LocalRedirect(next.Value);

        await ShowAsync(cancellationToken);
        return this.WithErrors(next.Errors);
    }

    private async Task<ErrorOr<string>> NextAsync(CancellationToken cancellationToken)
    {
        if (!Form.Platform.Contains(None))
            return (await choosePlatforms.HandleAsync(new ChoosePlatforms.Command(RequestKey, Form.Platform), cancellationToken))
                .Then(chosen => DeclarationLinks.NewAccount(
                    AccountIds.Of(RequestKey, chosen[0]), chosen[0], [.. chosen.Skip(1)], ComeBack.Check));
        if (Form.Platform.Count > 1)
            return Problem.At(
                nameof(Form.Platform),
                "Đồng chí vừa đánh dấu mạng xã hội, vừa chọn “Tôi không sử dụng mạng xã hội”. Đồng chí bỏ đánh dấu một trong hai.");
        return (await answerNoAccounts.HandleAsync(cancellationToken)).Then(_ => DeclarationLinks.Check);
    }

    private async Task ShowAsync(CancellationToken cancellationToken) =>
        Count = (await getMyDraft.HandleAsync(cancellationToken)).Value.Content.Accounts.Count;
}

/// <summary>The ticked networks.</summary>
public sealed class PlatformForm
{
    public List<string> Platform { get; set; } = [];
}
