using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application;
using PartyNet.Application.Audit;

namespace PartyNet.Web.Pages.MyData;

/// <summary>Who has opened, decided, listed or exported the member's data: the audit, filtered.</summary>
public sealed class WhoSawModel(GetWhoSawMyData getWhoSaw) : PageModel
{
    public Page<AccessToMyData> Events { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "sau")] string? after, [FromQuery(Name = "truoc")] string? before, CancellationToken cancellationToken) =>
        Events = (await getWhoSaw.HandleAsync(new GetWhoSawMyData.Query(new PageCursor(after, before)), cancellationToken)).Value;
}
