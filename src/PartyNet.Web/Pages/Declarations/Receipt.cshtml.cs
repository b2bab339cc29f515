using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Declarations;
using PartyNet.Web.Frame;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>
/// The receipt of one submitted version. People keep the address: it goes on working, and tells what became of the version.
/// </summary>
public sealed class ReceiptModel(GetMyReceipt getReceipt, IPageFrame frame) : PageModel
{
    [FromRoute]
    public int Number { get; set; }

    public MyReceipt Receipt { get; private set; } = null!;
    public HelpContact? Help { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var receipt = await getReceipt.HandleAsync(Number, cancellationToken);
        if (receipt.IsError)
            return this.WithErrors(receipt.Errors);
        Receipt = receipt.Value;
        Help = (await frame.GetAsync(cancellationToken)).OwnHelp;
        return Page();
    }
}
