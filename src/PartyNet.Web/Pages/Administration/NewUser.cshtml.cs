using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Administration;

/// <summary>Creates a user; the page after it shows the one-time link for the first password.</summary>
public sealed class NewUserModel(CreateUser createUser) : PageModel
{
    [BindProperty]
    public NewUserForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var result = await createUser.HandleAsync(new CreateUser.Command(Form.Login, Form.MemberCode, RequestKey), cancellationToken);
        return result.IsError ? this.WithErrors(result.Errors) : Redirect(AdministrationLinks.SetupLink(result.Value.Id));
    }
}

/// <summary>What is typed to create a user.</summary>
public sealed class NewUserForm
{
    public string Login { get; set; } = "";
    public string MemberCode { get; set; } = "";
}
