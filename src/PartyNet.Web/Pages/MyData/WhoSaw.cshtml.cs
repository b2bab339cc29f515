using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application;
using PartyNet.Application.Audit;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.MyData;

/// <summary>Who has opened, decided, listed or exported the member's data: the audit, filtered.</summary>
public sealed class WhoSawModel(GetWhoSawMyData getWhoSaw) : PageModel
{
    public Page<AccessToMyData> Events { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(PageCursor cursor, CancellationToken cancellationToken)
    {
        var events = await getWhoSaw.HandleAsync(new GetWhoSawMyData.Query(cursor), cancellationToken);
        if (events.IsError)
            return this.WithErrors(events.Errors);
        Events = events.Value;
        return Page();
    }
}
