using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Web.Hosting;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.MyData;

/// <summary>The passkeys of a user, and the form that adds the device they are on.</summary>
[BeforeEnrolment]
public sealed class PasskeysModel(
    ListMyPasskeys listMyPasskeys, AddPasskey addPasskey, PasskeyCookie cookie, AccessContext access) : PageModel
{
    public IReadOnlyList<MyPasskey> Passkeys { get; private set; } = [];

    /// <summary>Null where browsers offer none.</summary>
    public PasskeySite? Site => HttpContext.PasskeySite();

    [BindProperty]
    public PasskeyForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    [BindProperty(Name = MyDataLinks.JustDone, SupportsGet = true)]
    public string? JustDone { get; set; }

    /// <summary>A passkey is their second factor.</summary>
    public bool HoldsRole => access.Scope.Grants.Count > 0 || access.Scope.MustEnrol;

    public bool IsFull => Passkeys.Count >= Passkey.Most;

    /// <summary>Where a passkey works, said where that is not everywhere here.</summary>
    public bool HasOtherSites => Passkeys.Any(p => p.Site != Site?.Name);

    public Task OnGetAsync(CancellationToken cancellationToken)
    {
        Form.Name = RequestDevice.Of(Request.Headers.UserAgent) ?? "";
        return LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var command = new AddPasskey.Command(Form.Name, cookie.Take(HttpContext, Form.Credential), RequestKey);
        var added = await addPasskey.HandleAsync(command, cancellationToken);
        if (!added.IsError)
            return Redirect(MyDataLinks.PasskeysAfter(PasskeyChange.Added));
        await LoadAsync(cancellationToken);
        return this.WithErrors(added.Errors);
    }

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        Passkeys = (await listMyPasskeys.HandleAsync(cancellationToken)).Value;
}

/// <summary>What is sent to add a passkey.</summary>
public sealed class PasskeyForm
{
    public string Name { get; set; } = "";

    /// <summary>What the device has made, filled in by the script of the page.</summary>
    public string Credential { get; set; } = "";
}
