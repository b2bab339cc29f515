using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Declarations;

namespace PartyNet.Web.Pages;

/// <summary>The caller's home: their tasks, each section from the role it belongs to.</summary>
public sealed class IndexModel(GetHome getHome) : PageModel
{
    public StartPage Home { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Home = (await getHome.HandleAsync(cancellationToken))!;
}
