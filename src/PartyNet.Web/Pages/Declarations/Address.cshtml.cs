using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>What the member knows of the account: a phone number for Zalo, a link or name for others.</summary>
public sealed class AddressModel(GetDraftAccount getAccount, SetAccountAddress setAddress) : PageModel
{
    [BindProperty]
    public AddressForm Form { get; set; } = new();

    [FromRoute]
    public Guid Id { get; set; }

    public ComeBack Return { get; private set; }
    public MyDraftAccount View { get; private set; } = null!;
    public Platform Platform => View.Account.Platform;
    public IEnumerable<DefectToMend> Defects => View.Defects.Where(d => d.Field is DefectField.Address);

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = ComeBacks.Key)] string? back,
        [FromQuery(Name = DeclarationLinks.PlatformKey)] string? platform,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(back, platform, cancellationToken) is { } refused)
            return refused;
        Form.Address = View.Account.Typed.Length > 0 ? View.Account.Typed : View.Suggestion ?? "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromQuery(Name = ComeBacks.Key)] string? back, CancellationToken cancellationToken)
    {
        var result = await setAddress.HandleAsync(new SetAccountAddress.Command(Id, Form.Address, Form.Platform), cancellationToken);
        if (!result.IsError)
            return LocalRedirect(DeclarationLinks.Describe(Id, ComeBacks.Parse(back)));
        return await FindAsync(back, Form.Platform, cancellationToken) ?? this.WithErrors(result.Errors);
    }

    private async Task<IActionResult?> FindAsync(string? back, string? platform, CancellationToken cancellationToken)
    {
        Return = ComeBacks.Parse(back);
        var account = await getAccount.HandleAsync(new GetDraftAccount.Query(Id, platform), cancellationToken);
        if (account.IsError)
            return this.WithErrors(account.Errors);
        View = account.Value;
        return null;
    }
}

/// <summary>What was typed as the address, and of which platform a new account is.</summary>
public sealed class AddressForm
{
    public string? Platform { get; set; }
    public string Address { get; set; } = "";
}
