using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Review;

/// <summary>The declarations that wait at a unit, oldest first.</summary>
public sealed class QueueModel(ListReviewQueue listQueue) : PageAtUnit
{
    [BindProperty(SupportsGet = true, Name = BranchLinks.Everything)]
    public string? All { get; set; }

    [BindProperty(SupportsGet = true, Name = BranchLinks.JustDecided)]
    public string? JustDecided { get; set; }

    [BindProperty(SupportsGet = true, Name = ListKeys.Search)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public ListPlace Place { get; set; } = ListPlace.First;

    /// <summary>Null where the page was asked for too often.</summary>
    public ReviewQueue Queue { get; private set; } = null!;
    public bool Everything => All == "1";

    public async Task<IActionResult> OnGetAsync(PageCursor cursor, CancellationToken cancellationToken)
    {
        var decided = Guid.TryParse(JustDecided, out var id) ? id : (Guid?)null;
        var queue = await listQueue.HandleAsync(
            new ListReviewQueue.Query(Unit, Everything, cursor with { Length = Place.Length }, decided, Search), cancellationToken);
        if (queue.IsError)
            return this.WithErrors(queue.Errors);
        Queue = queue.Value;
        if (Queue.Page.Before is null)
            Place = Place.FirstPage();
        return Page();
    }

    /// <summary>A queue that fits one page is read sooner than searched.</summary>
    public bool OffersSearch => Queue.Search is not null || PageLengths.AreOffered(Queue.Page, Place);

    /// <summary>A page of this list as it is shown now.</summary>
    public string Address(ListPlace place, string? after = null, string? before = null) =>
        BranchLinks.ReviewQueue(Unit.Code, Everything, place, after, before, Search);

    /// <summary>What the member says, in one line.</summary>
    public static string Content(ReviewQueueRow row) => row switch
    {
        { Unchanged: true } => $"{DeclarationWords.Unchanged} ({Count(row)})",
        { Number: 1 } => $"Khai lần đầu: {Count(row)}",
        _ => $"Khai lại: {Count(row)}",
    };

    private static string Count(ReviewQueueRow row) => row.Answer.Name(row.AccountCount).WithinSentence();
}
