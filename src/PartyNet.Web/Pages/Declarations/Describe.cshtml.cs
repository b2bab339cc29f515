using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>Shows what will be stored of the account, and asks whose it is.</summary>
public sealed class DescribeModel(GetDraftAccount getAccount, DescribeAccount describeAccount) : PageModel
{
    [BindProperty]
    public DescribeForm Form { get; set; } = new();

    [FromRoute]
    public Guid Id { get; set; }

    public ComeBack Return { get; private set; }
    public MyDraftAccount View { get; private set; } = null!;
    public IEnumerable<DefectToMend> Defects => View.Defects.Where(d => d.Field is not DefectField.Address);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = ComeBacks.Key)] string? back, CancellationToken cancellationToken)
    {
        if (!await ShowAsync(back, cancellationToken))
            return NotFound();
        if (!View.Account.Address.IsAccepted)
            return LocalRedirect(DeclarationLinks.Address(Id, Return));
        Form.Use = View.Account.Use;
        Form.DisplayName = View.Account.DisplayName ?? "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromQuery(Name = ComeBacks.Key)] string? back, CancellationToken cancellationToken)
    {
        var result = await describeAccount.HandleAsync(new DescribeAccount.Command(Id, Form.Use, Form.DisplayName), cancellationToken);
        if (!result.IsError)
            return LocalRedirect(ComeBacks.Parse(back).Path());
        return await ShowAsync(back, cancellationToken) ? this.WithErrors(result.Errors) : NotFound();
    }

    private async Task<bool> ShowAsync(string? back, CancellationToken cancellationToken)
    {
        Return = ComeBacks.Parse(back);
        var account = await getAccount.HandleAsync(Id, cancellationToken);
        if (account.IsError)
            return false;
        View = account.Value;
        return true;
    }
}

/// <summary>Whose account it is and how it is called.</summary>
public sealed class DescribeForm
{
    public AccountUse? Use { get; set; }
    public string DisplayName { get; set; } = "";
}
