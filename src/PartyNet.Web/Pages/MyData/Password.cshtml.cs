using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Web.Hosting;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.MyData;

/// <summary>Another password of one's own. For every user, whether a member or not.</summary>
public sealed class PasswordModel(ChangePassword changePassword, DeviceCookie device) : PageModel
{
    [BindProperty]
    public PasswordForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    /// <summary>It has just been changed.</summary>
    [BindProperty(SupportsGet = true, Name = MyDataLinks.JustChanged)]
    public string? Done { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Done = null;
        var command = new ChangePassword.Command(
            Form.Old, Form.New, RequestNetwork.Of(HttpContext), device.Read(HttpContext), RequestKey);
        var changed = await changePassword.HandleAsync(command, cancellationToken);
        return changed.IsError ? this.WithErrors(changed.Errors) : Redirect(MyDataLinks.PasswordAfterChange);
    }
}

/// <summary>What is typed to change a password.</summary>
public sealed class PasswordForm
{
    public string Old { get; set; } = "";
    public string New { get; set; } = "";
}
