using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Infrastructure;
using PartyNet.Web.Forms;
using PartyNet.Web.Hosting;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.SignIn;

/// <summary>Sign in with login and password, or by a passkey; in demo mode also by the buttons of the demo roles.</summary>
public sealed class SignInModel(
    Application.Access.SignIn signIn,
    SignInWithCode signInWithCode,
    SignInWithPasskey signInWithPasskey,
    SignInPass passes,
    DeviceCookie device,
    PasskeyCookie passkeys,
    AccessContext access,
    Installation installation) : PageModel
{
    [BindProperty]
    public SignInForm Form { get; set; } = new();

    [BindProperty(Name = SignInLinks.ReturnKey, SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The sealed form that waits to be sent on.</summary>
    [BindProperty(Name = CarriedForms.FieldName)]
    public string? Carried { get; set; }

    /// <summary>That the password was right, sealed: a code is asked for next.</summary>
    [BindProperty(Name = SignInPass.FieldName)]
    public string? Pass { get; set; }

    /// <summary>Of the second factor.</summary>
    [BindProperty]
    public string Code { get; set; } = "";

    /// <summary>What the browser has shown of a passkey, filled in by the script of the page.</summary>
    [BindProperty]
    public string Credential { get; set; } = "";

    /// <summary>Whose password was right; null where nobody's was, or too long ago.</summary>
    public HalfSignedIn? Half => passes.Open(Pass);

    public bool IsDemo => installation.IsDemo;

    public IActionResult OnGet() => access.Scope.IsSignedIn ? Redirect(Home) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var command = new Application.Access.SignIn.Command(
            Form.Login, Form.Password, RequestNetwork.Of(HttpContext), device.Read(HttpContext));
        var result = await signIn.HandleAsync(command, cancellationToken);
        if (!result.IsError)
            return await EnterAsync(result.Value);
        if (result.FirstError.Half() is not { } half)
            return this.WithErrors(result.Errors);
        Pass = passes.Seal(half);
        return Page();
    }

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken cancellationToken)
    {
        if (Half is null && !IsOnceMore)
            return Redirect(SignInLinks.SignIn);
        var command = new SignInWithCode.Command(Half, Code, RequestNetwork.Of(HttpContext), device.Read(HttpContext));
        var result = await signInWithCode.HandleAsync(command, cancellationToken);
        return result.IsError ? this.WithErrors(result.Errors, form: "") : await EnterAsync(result.Value);
    }

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancellationToken)
    {
        var command = new SignInWithPasskey.Command(
            passkeys.Take(HttpContext, Credential), RequestNetwork.Of(HttpContext), device.Read(HttpContext));
        var result = await signInWithPasskey.HandleAsync(command, cancellationToken);
        return result.IsError ? this.WithErrors(result.Errors) : await EnterAsync(result.Value);
    }

    /// <summary>Somebody who is signed in confirms by a code that it is them.</summary>
    private bool IsOnceMore => string.IsNullOrEmpty(Pass) && access.Scope.IsSignedIn;

    private async Task<IActionResult> EnterAsync(SignedIn session)
    {
        device.Write(HttpContext, session.Device!);
        await SessionStore.SignInAsync(HttpContext, session);
        return string.IsNullOrEmpty(Carried) ? Redirect(Home) : LocalRedirectPreserveMethod(SignInLinks.SendOn);
    }

    private string Home => SiteAddress.OrHome(ReturnUrl);
}

/// <summary>What is typed to sign in.</summary>
public sealed class SignInForm
{
    /// <summary>Keys of what the page gives the form besides: <c>_SignInForm</c> stands on several pages.</summary>
    public const string IsDemo = "SignIn.IsDemo";

    /// <inheritdoc cref="IsDemo"/>
    public const string ReturnUrl = "SignIn.ReturnUrl";

    /// <inheritdoc cref="IsDemo"/>
    public const string Carried = "SignIn.Carried";

    /// <inheritdoc cref="IsDemo"/>
    public const string KnownLogin = "SignIn.KnownLogin";

    /// <inheritdoc cref="IsDemo"/>
    public const string Ways = "SignIn.Ways";

    public string Login { get; set; } = "";
    public string Password { get; set; } = "";
}

/// <summary>What the form for a code takes along.</summary>
/// <param name="Half">Whose password was right.</param>
/// <param name="Pass">The same, sealed.</param>
public sealed record CodeForm(HalfSignedIn Half, string Pass, string? ReturnUrl = null, string? Carried = null);

/// <summary>What the form for a passkey takes along, and how its button is called.</summary>
public sealed record PasskeySignIn(
    string Button = "Đăng nhập bằng vân tay hoặc khuôn mặt",
    ButtonKind Kind = ButtonKind.Secondary,
    string? ReturnUrl = null,
    string? Carried = null);
