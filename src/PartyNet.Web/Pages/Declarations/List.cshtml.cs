using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Declarations;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>The list as it grows, and whether there is more.</summary>
public sealed class ListModel(GetMyDraft getMyDraft) : JourneyPage
{
    [BindProperty]
    public MoreForm Form { get; set; } = new();

    public MyDraft Draft { get; private set; } = null!;
    public bool IsFull => Draft.Content.IsFull;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Draft = (await getMyDraft.HandleAsync(cancellationToken)).Value;
        if (Draft.IsLost)
            return Onwards(DeclarationLinks.Start);
        return Draft.Content.Accounts.Count == 0 ? Onwards(DeclarationLinks.Add) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Draft = (await getMyDraft.HandleAsync(cancellationToken)).Value;
        if (Form.More == More.Yes && !IsFull)
            return LocalRedirect(DeclarationLinks.Add);
        if (Form.More is null && !IsFull)
            return this.WithErrors([Problem.At(nameof(Form.More), "Đồng chí chọn còn hay hết tài khoản để khai.")]);
        if (Draft.Content.Unfinished.Any())
            return this.WithErrors([
                .. Draft.Content.Unfinished.Select(a => Problem.At(
                    "", $"Tài khoản {a.Platform.Name} chưa khai xong. Đồng chí điền tiếp, hoặc bỏ tài khoản này khỏi danh sách.")),
            ]);
        return LocalRedirect(DeclarationLinks.Check);
    }
}

/// <summary>Whether there is another account to declare.</summary>
public enum More
{
    Yes = 1,
    No = 2,
}

/// <summary>The answer to "Còn tài khoản khác không?".</summary>
public sealed class MoreForm
{
    public More? More { get; set; }
}
