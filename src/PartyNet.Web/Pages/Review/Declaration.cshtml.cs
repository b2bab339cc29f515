using System.Net.Mime;
using ErrorOr;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Rendering;
using PartyNet.Application;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Review;

/// <summary>One declaration beside the version before it, and the decision on it. Every showing of it is recorded for the member.</summary>
public sealed class DeclarationModel(
    GetDeclarationForReview getDeclaration,
    ConfirmDeclaration confirm,
    ReturnDeclaration giveBack,
    WithdrawConfirmation withdraw,
    SaveReviewDraft saveDraft,
    FindNextToReview findNext) : PageAtUnit
{
    private static readonly DefectField[] AccountFields = [DefectField.Address, DefectField.DisplayName, DefectField.Use];

    // From the route alone: a field of the same name in the body must not lead the decision elsewhere.
    [FromRoute(Name = "declaration")]
    public Guid DeclarationId { get; set; }

    [BindProperty]
    public Guid RequestKey { get; set; }

    [BindProperty(SupportsGet = true, Name = BranchLinks.JustDecided)]
    public string? JustDecided { get; set; }

    [BindProperty(SupportsGet = true, Name = BranchLinks.JustWithdrawn)]
    public string? JustWithdrawn { get; set; }

    [BindProperty]
    public DecisionForm Form { get; set; } = new();

    /// <summary>Null where the page was asked for too often.</summary>
    public DeclarationUnderReview Declaration { get; private set; } = null!;

    /// <summary>
    /// Notes that were typed and cannot be sent any more, because somebody decided first: shown, so that nothing is lost.
    /// </summary>
    public IEnumerable<DefectInput> UnsentNotes => Declaration.CanDecide ? [] : Form.Defects.Where(d => !string.IsNullOrWhiteSpace(d.Note));

    /// <summary>When the notes that the form shows again were saved; null where it shows none of them.</summary>
    public DateTimeOffset? KeptAt { get; private set; }

    public bool IsReturning => Form.Defects.Any(d => d.Ticked || !string.IsNullOrWhiteSpace(d.Note)) || !ModelState.IsValid;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await ShowAsync([], cancellationToken);

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        for (var i = 0; i < Form.Defects.Count; i++)
        {
            if (!Form.Defects[i].TakeReady())
                continue;
            // What is shown again is what was made of it.
            ModelState.Remove($"Form.Defects[{i}].{nameof(DefectInput.Note)}");
            ModelState.Remove($"Form.Defects[{i}].{nameof(DefectInput.Ticked)}");
            ModelState.Remove($"Form.Defects[{i}].{nameof(DefectInput.Ready)}");
        }
    }

    /// <summary>The ready requests for a field, as a list to choose from.</summary>
    public IEnumerable<SelectListItem> Ready(DefectField field) =>
        Declaration.Ready[field].Select(words => new SelectListItem(words, words));

    /// <summary>Saves what is noted so far: by the button, or by the script as the reviewer types.</summary>
    public async Task<IActionResult> OnPostDraftAsync(CancellationToken cancellationToken)
    {
        var saved = await saveDraft.HandleAsync(
            new SaveReviewDraft.Command(Unit, DeclarationId, Form.Version, Form.Notes()), cancellationToken);
        // The script shows no page, so the member is not told of one.
        if (Request.Headers.Accept == MediaTypeNames.Text.Plain)
            return saved.IsError
                ? StatusCode(StatusCodes.Status409Conflict)
                : Content(VietnamTime.Clock(saved.Value), MediaTypeNames.Text.Plain);
        return saved.IsError ? await ShowAsync(saved.Errors, cancellationToken) : Redirect(BranchLinks.Review(Unit.Code, DeclarationId));
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        // The one form carries both decisions. A tick beside "confirm" is a slip of the hand: ask, and keep what was typed.
        if (Form.Defects.Any(d => d.Ticked || !string.IsNullOrWhiteSpace(d.Note)))
            return await ShowAsync(
                [Problem.At("", "Đồng chí đang chọn mục cần sửa. Bấm “Trả lại để sửa”, hoặc bỏ chọn và xóa nhận xét rồi mới xác nhận.")],
                cancellationToken
            );

        var decided = await confirm.HandleAsync(
            new ConfirmDeclaration.Command(
                Unit, DeclarationId, Form.Version, RequestKey, [.. Form.Checked.Select(Read).OfType<CheckedRemark>()]),
            cancellationToken);
        return await AnswerAsync(decided, cancellationToken);
    }

    public async Task<IActionResult> OnPostReturnAsync(CancellationToken cancellationToken)
    {
        var decided = await giveBack.HandleAsync(
            new ReturnDeclaration.Command(Unit, DeclarationId, Form.Version, Form.Notes(), RequestKey),
            cancellationToken
        );
        return await AnswerAsync(decided, cancellationToken);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellationToken)
    {
        var withdrawn = await withdraw.HandleAsync(
            new WithdrawConfirmation.Command(Unit, DeclarationId, Form.Version, Form.Reason, RequestKey), cancellationToken);
        return withdrawn.IsError
            ? await ShowAsync(withdrawn.Errors, cancellationToken)
            : Redirect(BranchLinks.ReviewAfterWithdrawing(Unit.Code, DeclarationId));
    }

    /// <summary>How a remark is named in the form.</summary>
    public static string Name(Guid account, ReviewRemark remark) => $"{account}:{remark.Code}";

    private static CheckedRemark? Read(string name) =>
        name.Split(':') is [var id, var code] && Guid.TryParse(id, out var account) ? new CheckedRemark(account, code) : null;

    /// <summary>The next one opens by itself: thirty are thirty clicks, not sixty.</summary>
    private async Task<IActionResult> AnswerAsync(ErrorOr<Success> decided, CancellationToken cancellationToken)
    {
        if (decided.IsError)
            return await ShowAsync(decided.Errors, cancellationToken);
        return Redirect(await findNext.HandleAsync(new(Unit, DeclarationId), cancellationToken) is { } next
            ? BranchLinks.Review(Unit.Code, next, justDecided: DeclarationId)
            : BranchLinks.ReviewQueueAfter(Unit.Code, DeclarationId));
    }

    private async Task<IActionResult> ShowAsync(List<Error> errors, CancellationToken cancellationToken)
    {
        var declaration = await getDeclaration.HandleAsync(
            new GetDeclarationForReview.Query(Unit, DeclarationId, Guid.TryParse(JustDecided, out var decided) ? decided : null),
            cancellationToken);
        if (declaration.IsError)
            return this.WithErrors(declaration.Errors);

        Declaration = declaration.Value;
        // What has just been sent counts; what was saved is for whoever comes back.
        if (HttpMethods.IsGet(Request.Method) && Declaration.Kept is { } kept)
        {
            Form.Defects = [.. kept.Notes.Select(n => new DefectInput
            {
                AccountId = n.AccountId, Field = n.Field, Ticked = n.Ticked, Note = n.Note,
            })];
            KeptAt = kept.SavedAt;
        }

        Form = WithEveryField(Form, Declaration);
        return errors.Count == 0 ? Page() : this.WithErrors(errors);
    }

    /// <summary>One entry for each field of each account and one for the whole list, with what was typed so far.</summary>
    private static DecisionForm WithEveryField(DecisionForm form, DeclarationUnderReview declaration)
    {
        var fields = declaration.Accounts.Where(a => a.Now is not null)
            .SelectMany(a => AccountFields, (a, field) => (AccountId: (Guid?)a.Now!.Id, Field: field))
            .Append((AccountId: (Guid?)null, Field: DefectField.WholeList));
        return new DecisionForm
        {
            Version = declaration.Version,
            Checked = form.Checked,
            Reason = form.Reason,
            Defects =
            [
                .. fields.Select(f => form.Defects.Find(d => d.AccountId == f.AccountId && d.Field == f.Field)
                    ?? new DefectInput { AccountId = f.AccountId, Field = f.Field }),
            ],
        };
    }
}

/// <summary>What the reviewer sends: on which state of the declaration, and what is to be put right.</summary>
public sealed class DecisionForm
{
    public int Version { get; set; }
    public List<DefectInput> Defects { get; set; } = [];

    /// <summary>The remarks that are ticked, as <see cref="DeclarationModel.Name"/> names them.</summary>
    public List<string> Checked { get; set; } = [];

    public WithdrawalReason? Reason { get; set; }

    public IReadOnlyList<DefectNote> Notes() => [.. Defects.Select(d => new DefectNote(d.AccountId, d.Field, d.Ticked, d.Note))];
}

/// <summary>A field that the reviewer may tick, with a note.</summary>
public sealed class DefectInput
{
    public Guid? AccountId { get; set; }
    public DefectField Field { get; set; }
    public bool Ticked { get; set; }
    public string? Note { get; set; }

    /// <summary>A ready request that was chosen. A script puts it into the note and takes it from here.</summary>
    public string? Ready { get; set; }

    /// <summary>The ready request, and behind it what was typed besides; whoever chooses one means the field.</summary>
    /// <returns>False where none was chosen.</returns>
    public bool TakeReady()
    {
        if (string.IsNullOrWhiteSpace(Ready))
            return false;
        Note = string.IsNullOrWhiteSpace(Note) || Note == Ready ? Ready : $"{Ready} {Note}";
        (Ticked, Ready) = (true, null);
        return true;
    }
}
