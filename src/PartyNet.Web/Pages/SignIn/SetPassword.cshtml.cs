using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.SignIn;

/// <summary>Sets the password by a one-time link. A link that was used or has expired is a page that says so.</summary>
public sealed class SetPasswordModel(CheckSetupLink checkLink, SetPassword setPassword) : PageModel
{
    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public SetPasswordForm Form { get; set; } = new();

    public bool CanUse { get; private set; }

    public bool IsDone { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => CanUse = await checkLink.HandleAsync(Code, cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var result = await setPassword.HandleAsync(new SetPassword.Command(Code, Form.Password), cancellationToken);
        CanUse = !result.IsError || result.FirstError.Type == ErrorOr.ErrorType.Validation;
        IsDone = !result.IsError;
        return result.IsError && CanUse ? this.WithErrors(result.Errors) : Page();
    }
}

/// <summary>What is typed to set a password.</summary>
public sealed class SetPasswordForm
{
    public string Password { get; set; } = "";
}
