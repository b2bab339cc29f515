using ErrorOr;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>Everything once more, the attestation, and the one step that others see.</summary>
public sealed class CheckModel(GetMyDraft getMyDraft, SubmitDeclaration submit) : JourneyPage
{
    [BindProperty]
    public CheckForm Form { get; set; } = new();

    [BindProperty]
    public Guid RequestKey { get; set; }

    public MyDraft Draft { get; private set; } = null!;
    public NoticeInForce? Notice => Draft.Notice;

    /// <summary>How much of what the reviewer asked for is neither changed nor answered.</summary>
    public int Unanswered => Draft.Defects.Count(d => !d.IsAnswered);

    public bool HasAsked { get; private set; }

    /// <summary>Somebody decided, or the member submitted elsewhere, after this page was shown.</summary>
    public bool IsOvertaken { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return Draft switch
        {
            { IsLost: true } or { IsStored: true, IsStale: true } or { Content.Answer: null } => Onwards(DeclarationLinks.Start),
            { IsStored: false, Latest: { Status: DeclarationStatus.Submitted } latest } => LocalRedirect(
                DeclarationLinks.Receipt(latest.Number)
            ),
            { IsComplete: false } => Onwards(DeclarationLinks.List),
            _ => Page(),
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Form.AsksFirst && await AskAsync(cancellationToken) is { } question)
            return question;
        var basis = Form.BasedOnId is { } id ? new DraftBasis(id, Form.BasedOnVersion ?? 0) : null;
        var result = await submit.HandleAsync(
            new SubmitDeclaration.Command(RequestKey, basis, Form.NoticeId, Form.Attested),
            cancellationToken
        );
        if (!result.IsError)
            return LocalRedirect(DeclarationLinks.Receipt(result.Value));

        await ShowAsync(cancellationToken);
        if (result.FirstError.Type != ErrorType.Conflict)
            return this.WithErrors(result.Errors);

        IsOvertaken = Draft.Latest is not null && (Draft.IsStale || basis != new DraftBasis(Draft.Latest.Id, Draft.Latest.Version));
        return IsOvertaken ? new PageResult { StatusCode = StatusCodes.Status409Conflict } : this.WithErrors(result.Errors);
    }

    private async Task<IActionResult?> AskAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (Unanswered == 0 || !Form.Attested)
            return null;
        HasAsked = true;
        return this.WithErrors([
            Problem.At(
                "",
                $"Còn {Unanswered} mục đồng chí chưa sửa và chưa trả lời, nên bản kê khai có thể bị trả lại lần nữa. Nếu vẫn muốn nộp, "
                    + "đồng chí bấm “Nộp bản kê khai” lần nữa."),
        ]);
    }

    private async Task ShowAsync(CancellationToken cancellationToken) =>
        Draft = (await getMyDraft.HandleAsync(cancellationToken)).Value;
}

/// <summary>What the check page posts: which state of things the member had before them, and the tick.</summary>
public sealed class CheckForm
{
    public Guid? BasedOnId { get; set; }
    public int? BasedOnVersion { get; set; }
    public Guid? NoticeId { get; set; }
    public bool Attested { get; set; }
    public bool AsksFirst { get; set; }
}
