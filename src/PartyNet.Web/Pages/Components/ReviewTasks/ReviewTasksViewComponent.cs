using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Declarations;

namespace PartyNet.Web.Pages.Components;

/// <summary>The section of the start page for those who review: what waits at each of their units. Nothing for everybody else.</summary>
public sealed class ReviewTasksViewComponent(GetReviewTasks getTasks) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var tasks = await getTasks.HandleAsync(HttpContext.RequestAborted);
        return tasks.Count == 0 ? Content("") : View(tasks);
    }
}
