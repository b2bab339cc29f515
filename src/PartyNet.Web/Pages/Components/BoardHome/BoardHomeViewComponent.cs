using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Rosters;

namespace PartyNet.Web.Pages.Components;

/// <summary>
/// The section of the start page for boards and committees: how far each of their units has come. Nothing for everybody else.
/// </summary>
public sealed class BoardHomeViewComponent(GetBoardHome getHome) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var homes = await getHome.HandleAsync(HttpContext.RequestAborted);
        return homes.Count == 0 ? Content("") : View(homes);
    }
}
