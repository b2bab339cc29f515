using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Administration;

/// <summary>Creates a user and shows the one-time link for the first password, this once.</summary>
public sealed class NewUserModel(CreateUser createUser) : PageModel
{
    [BindProperty]
    public NewUserForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    public NewUser? Created { get; private set; }

    /// <summary>Null where the same form was sent before: the link was shown then.</summary>
    public string? SetupLink => Created?.SetupCode is { } code ? SignInLinks.SetPassword(code, Request) : null;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var result = await createUser.HandleAsync(new CreateUser.Command(Form.Login, Form.MemberCode, RequestKey), cancellationToken);
        if (result.IsError)
            return this.WithErrors(result.Errors);
        Created = result.Value;
        return Page();
    }
}

/// <summary>What is typed to create a user.</summary>
public sealed class NewUserForm
{
    public string Login { get; set; } = "";
    public string MemberCode { get; set; } = "";
}
