using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.SignIn;

/// <summary>Sets the password by a one-time link. A link that was used or has expired is a page that says so.</summary>
public sealed class SetPasswordModel(CheckSetupLink checkLink, SetPassword setPassword) : PageModel
{
    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public SetPasswordForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = SignInLinks.JustSet)]
    public string? Done { get; set; }

    public bool CanUse { get; private set; }

    /// <summary>The password has just been set by this link, which is used up.</summary>
    public bool IsDone => Done is not null && !CanUse;

    public async Task OnGetAsync(CancellationToken cancellationToken) => CanUse = await checkLink.HandleAsync(Code, cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var result = await setPassword.HandleAsync(new SetPassword.Command(Code, Form.Password), cancellationToken);
        if (!result.IsError)
            return Redirect(SignInLinks.AfterSettingPassword(Code));
        CanUse = result.FirstError.Type == ErrorOr.ErrorType.Validation;
        return CanUse ? this.WithErrors(result.Errors) : Page();
    }
}

/// <summary>What is typed to set a password.</summary>
public sealed class SetPasswordForm
{
    public string Password { get; set; } = "";
}
