using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.MyData;

/// <summary>Shows recovery codes that were just made, this once.</summary>
[BeforeEnrolment]
public sealed class RecoveryCodesModel(ShowRecoveryCodes showCodes) : PageModel
{
    /// <summary>Null where they have been shown.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Codes = (await showCodes.HandleAsync(cancellationToken)).Value.Codes;
    }
}
