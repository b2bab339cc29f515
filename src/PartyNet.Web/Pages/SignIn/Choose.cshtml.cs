using ErrorOr;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Web.Hosting;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.SignIn;

/// <summary>
/// How to go on after a slip was opened: with a password, with a passkey, or this once. Whoever has not opened one, or too long ago,
/// begins again.
/// </summary>
public sealed class ChooseModel(
    GetSlipHolder getHolder, ActivateBySlip activate, SlipPass pass, PasskeyCookie passkeys, SignInPass signInPasses) : PageModel
{
    [BindProperty]
    public SetPasswordForm Form { get; set; } = new();

    /// <summary>The slip is used, and a second factor has to follow; null otherwise.</summary>
    public CodeForm? Half { get; private set; }

    public SlipHolder Holder { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : LocalRedirect(SignInLinks.ActivateAgain);

    public Task<IActionResult> OnPostPasswordAsync(CancellationToken cancellationToken) => UseAsync(Form.Password, cancellationToken);

    public Task<IActionResult> OnPostOnceAsync(CancellationToken cancellationToken) => UseAsync(password: null, cancellationToken);

    /// <param name="credential">What the device has made, filled in by the script of the page.</param>
    public Task<IActionResult> OnPostPasskeyAsync([FromForm(Name = "Credential")] string? credential, CancellationToken cancellationToken)
    {
        var name = RequestDevice.Of(Request.Headers.UserAgent) ?? "";
        return UseAsync(
            password: null, cancellationToken, new PasskeyMaker.Offered(name, passkeys.Take(HttpContext, credential)));
    }

    private async Task<IActionResult> UseAsync(
        string? password, CancellationToken cancellationToken, PasskeyMaker.Offered? passkey = null)
    {
        if (pass.Of(HttpContext) is not var (slip, attempt))
            return LocalRedirect(SignInLinks.ActivateAgain);
        var command = new ActivateBySlip.Command(slip, attempt, password, RequestNetwork.Of(HttpContext), passkey);
        var entered = await activate.HandleAsync(command, cancellationToken);
        if (!entered.IsError)
        {
            await SessionStore.SignInAsync(HttpContext, entered.Value);
            // On a phone that several share the next one would go back and press the button again.
            pass.TakeBack(HttpContext);
            return LocalRedirect("/");
        }

        if (entered.FirstError.Half() is { } half)
        {
            Half = new CodeForm(half, signInPasses.Seal(half));
            pass.TakeBack(HttpContext);
            return Page();
        }

        return entered.FirstError.Type != ErrorType.NotFound && await LoadAsync(cancellationToken)
            ? this.WithErrors(entered.Errors)
            : LocalRedirect(SignInLinks.ActivateAgain);
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (pass.Of(HttpContext) is not var (slip, _) || await getHolder.HandleAsync(slip, cancellationToken) is not { } holder)
            return false;
        Holder = holder;
        return true;
    }
}
