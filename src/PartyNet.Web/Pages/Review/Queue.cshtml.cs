using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Review;

/// <summary>The declarations that wait at a unit, oldest first.</summary>
public sealed class QueueModel(ListReviewQueue listQueue) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "tat-ca")]
    public string? All { get; set; }

    [BindProperty(SupportsGet = true, Name = "sau")]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true, Name = "truoc")]
    public string? Before { get; set; }

    [BindProperty(SupportsGet = true, Name = "vua-xong")]
    public string? JustDecided { get; set; }

    public Unit Unit { get; private set; } = null!;
    public ReviewQueue Queue { get; private set; } = null!;
    public bool Everything => All == "1";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Unit = HttpContext.Unit();
        var decided = Guid.TryParse(JustDecided, out var id) ? id : (Guid?)null;
        var queue = await listQueue.HandleAsync(new ListReviewQueue.Query(Unit, Everything, new PageCursor(After, Before), decided), cancellationToken);
        if (queue.IsError)
            return this.WithErrors(queue.Errors);
        Queue = queue.Value;
        return Page();
    }

    /// <summary>What the member says, in one line.</summary>
    public static string Content(ReviewQueueRow row) => row switch
    {
        { Unchanged: true } => $"{DeclarationWords.Unchanged} ({Count(row)})",
        { Number: 1 } => $"Khai lần đầu: {Count(row)}",
        _ => $"Khai lại: {Count(row)}",
    };

    private static string Count(ReviewQueueRow row) => row.Answer.Name(row.AccountCount).WithinSentence();
}
