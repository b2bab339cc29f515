using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.MyData;

/// <summary>Where a user enrols an authenticator app as second factor, changes it, and gets new recovery codes.</summary>
[BeforeEnrolment]
public sealed class FactorModel(
    GetMyFactor getMyFactor, EnrolAuthenticator enrol, RenewRecoveryCodes renewCodes, RefuseFactorReset refuse, AccessContext access)
    : PageModel
{
    public MyFactor Factor { get; private set; } = null!;

    public bool MustEnrol => access.Scope.MustEnrol;

    [BindProperty]
    public FactorForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    /// <summary>A request to take the second factor away has just been refused.</summary>
    [BindProperty(Name = MyDataLinks.JustDone, SupportsGet = true)]
    public string? JustDone { get; set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostEnrolAsync(CancellationToken cancellationToken)
    {
        var command = new EnrolAuthenticator.Command(Form.Sealed, Form.Code, RequestKey);
        var enrolled = await enrol.HandleAsync(command, cancellationToken);
        if (!enrolled.IsError)
            return Redirect(MyDataLinks.RecoveryCodes);
        await LoadAsync(cancellationToken);
        return this.WithErrors(enrolled.Errors);
    }

    public async Task<IActionResult> OnPostCodesAsync(CancellationToken cancellationToken)
    {
        var renewed = await renewCodes.HandleAsync(new RenewRecoveryCodes.Command(RequestKey), cancellationToken);
        if (!renewed.IsError)
            return Redirect(MyDataLinks.RecoveryCodes);
        await LoadAsync(cancellationToken);
        return this.WithErrors(renewed.Errors);
    }

    public async Task<IActionResult> OnPostRefuseAsync(CancellationToken cancellationToken)
    {
        var refused = await refuse.HandleAsync(new RefuseFactorReset.Command(RequestKey), cancellationToken);
        if (!refused.IsError)
            return Redirect(MyDataLinks.FactorAfterRefusing);
        await LoadAsync(cancellationToken);
        return this.WithErrors(refused.Errors);
    }

    /// <summary>In fours, so that it can be typed.</summary>
    public static string InGroups(string text) => string.Join(' ', text.Chunk(4).Select(group => new string(group)));

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Factor = (await getMyFactor.HandleAsync(new GetMyFactor.Query(Form.Sealed), cancellationToken)).Value;
    }
}

/// <summary>What is sent to enrol an app.</summary>
public sealed class FactorForm
{
    /// <summary>The seed that was offered.</summary>
    public string Sealed { get; set; } = "";

    public string Code { get; set; } = "";
}
