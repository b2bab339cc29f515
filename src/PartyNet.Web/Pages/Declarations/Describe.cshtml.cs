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
        if (await FindAsync(back, cancellationToken) is { } refused)
            return refused;
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
        return await FindAsync(back, cancellationToken) ?? this.WithErrors(result.Errors);
    }

    private async Task<IActionResult?> FindAsync(string? back, CancellationToken cancellationToken)
    {
        Return = ComeBacks.Parse(back);
        var account = await getAccount.HandleAsync(new GetDraftAccount.Query(Id), cancellationToken);
        if (account.IsError)
            return this.WithErrors(account.Errors);
        View = account.Value;
        return null;
    }
}

/// <summary>Whose account it is and how it is called.</summary>
public sealed class DescribeForm
{
    public AccountUse? Use { get; set; }
    public string DisplayName { get; set; } = "";
}
