using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Declarations;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>One submitted version as a sheet of paper to sign.</summary>
public sealed class FormModel(GetMyReceipt getReceipt) : PageModel
{
    public MyReceipt Receipt { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync([FromRoute] int number, CancellationToken cancellationToken)
    {
        var receipt = await getReceipt.HandleAsync(number, cancellationToken);
        if (receipt.IsError)
            return this.WithErrors(receipt.Errors);
        Receipt = receipt.Value;
        return Page();
    }
}
