using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Web.Hosting;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.SignIn;

/// <summary>Takes the code of a slip and the date of birth; what is scanned comes into the field from the address's fragment.</summary>
public sealed class ActivateModel(OpenSlip openSlip, SlipPass pass) : PageModel
{
    [BindProperty]
    public ActivateForm Form { get; set; } = new();

    /// <summary>The page after this one could not go on.</summary>
    [BindProperty(Name = SignInLinks.Again, SupportsGet = true)]
    public string? Again { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var opened = await openSlip.HandleAsync(
            new OpenSlip.Command(Form.Code, Form.BirthDate, RequestNetwork.Of(HttpContext)), cancellationToken);
        if (opened.IsError)
            return this.WithErrors(opened.Errors);
        pass.Give(HttpContext, opened.Value);
        return LocalRedirect(SignInLinks.ActivateChoose);
    }
}

/// <summary>What is typed from a slip.</summary>
public sealed class ActivateForm
{
    public string Code { get; set; } = "";
    public string BirthDate { get; set; } = "";
}
