using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PartyNet.Application.Access;
using PartyNet.Web.Forms;

namespace PartyNet.Web.Pages.SignIn;

/// <summary>
/// After signing in: shows the form that waits to be sent, to the one whose it was. Signing in leads here with the form that it carried, as
/// a post; nothing happens before its writer presses the button. It needs no token: what is carried was sealed by this site.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class SendOnModel(CarriedForms carried, AccessContext access, IOptions<AntiforgeryOptions> antiforgery) : PageModel
{
    public SentForm Sent { get; private set; } = null!;

    public IActionResult OnGet() => LocalRedirect("/");

    public IActionResult OnPost([FromForm(Name = CarriedForms.FieldName)] string? form)
    {
        if (carried.Open(form, access.Scope.UserId!.Value) is not { } sent)
            return LocalRedirect("/");
        Sent = sent.WithoutToken(antiforgery);
        return Page();
    }
}
