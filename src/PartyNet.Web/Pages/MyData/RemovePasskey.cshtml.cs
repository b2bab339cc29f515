using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.MyData;

/// <summary>Asks once more before a passkey is removed.</summary>
[BeforeEnrolment]
public sealed class RemovePasskeyModel(ListMyPasskeys listMyPasskeys, RemovePasskey removePasskey) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public MyPasskey Passkey { get; private set; } = null!;

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var removed = await removePasskey.HandleAsync(new RemovePasskey.Command(Id, RequestKey), cancellationToken);
        if (!removed.IsError)
            return Redirect(MyDataLinks.PasskeysAfter(PasskeyChange.Removed));
        return await LoadAsync(cancellationToken) ? this.WithErrors(removed.Errors) : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var mine = (await listMyPasskeys.HandleAsync(cancellationToken)).Value.FirstOrDefault(p => p.Id == Id);
        Passkey = mine!;
        return mine is not null;
    }
}
