using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Access;
using PartyNet.Application.Units;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Board;

/// <summary>What members read before they declare: the notice in force, those before it, and a form for the next.</summary>
public sealed class NoticesModel(ListNotices listNotices, PublishNotice publishNotice, AccessContext access) : BoardPage(access)
{
    [BindProperty]
    public NoticeForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    public UnitNotices Notices { get; private set; } = null!;

    [BindProperty(SupportsGet = true, Name = BoardLinks.JustPublished)]
    public string? Done { get; set; }

    /// <summary>The notice in force is the one that was just published.</summary>
    public bool JustPublished => Done is not null && Notices.Own.Count > 0;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } refused)
            return refused;
        // The next notice mostly starts from the words of the last.
        Form = new NoticeForm { Number = Notices.NextNumber, Title = Notices.InForce?.Title ?? "", Body = Notices.InForce?.Body ?? "" };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var published = await publishNotice.HandleAsync(
            new PublishNotice.Command(Unit, Form.Number, Form.Title, Form.Body, RequestKey),
            cancellationToken
        );
        if (!published.IsError)
            return Redirect(BoardLinks.NoticesAfterPublishing(Unit.Code));
        if (await FindAsync(cancellationToken) is { } refused)
            return refused;
        // What was typed stays; the number is the page's, so that publishing again after a conflict is a decision of its own.
        ModelState.Remove($"{nameof(Form)}.{nameof(Form.Number)}");
        Form.Number = Notices.NextNumber;
        return this.WithErrors(published.Errors);
    }

    private async Task<IActionResult?> FindAsync(CancellationToken cancellationToken)
    {
        var notices = await listNotices.HandleAsync(new ListNotices.Query(Unit), cancellationToken);
        if (notices.IsError)
            return this.WithErrors(notices.Errors);
        Notices = notices.Value;
        return null;
    }
}

/// <summary>What is typed to publish a notice.</summary>
public sealed class NoticeForm
{
    public int Number { get; set; }
    public string Title { get; set; } = "";
    public string Body { get; set; } = "";
}
