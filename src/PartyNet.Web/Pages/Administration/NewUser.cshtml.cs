using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Administration;

/// <summary>Creates a user and shows the one-time link for the first password, this once.</summary>
public sealed class NewUserModel(CreateUser createUser) : PageModel
{
    [BindProperty]
    public NewUserForm Form { get; set; } = new();

    public NewUser? Created { get; private set; }

    public string? SetupLink { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var result = await createUser.HandleAsync(new CreateUser.Command(Form.Login, Form.MemberCode), cancellationToken);
        if (result.IsError)
            return this.WithErrors(result.Errors);
        Created = result.Value;
        SetupLink = SignInLinks.SetPassword(Created.SetupCode, Request);
        return Page();
    }
}

/// <summary>What is typed to create a user.</summary>
public sealed class NewUserForm
{
    public string Login { get; set; } = "";
    public string MemberCode { get; set; } = "";
}
