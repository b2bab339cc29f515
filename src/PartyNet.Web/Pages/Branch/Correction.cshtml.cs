using ErrorOr;
using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Members;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Branch;

/// <summary>A member's request that a fact of the roster be put right, and the decision on it.</summary>
public sealed class CorrectionModel(
    GetFactCorrection getCorrection, AcceptFactCorrection accept, RefuseFactCorrection refuse, RevealProposedNumber reveal) : PageAtUnit
{
    [FromRoute(Name = "correction")]
    public Guid CorrectionId { get; set; }

    [BindProperty]
    public CorrectionDecision Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    [BindProperty(SupportsGet = true, Name = BranchLinks.JustAnswered)]
    public string? JustAnswered { get; set; }

    /// <summary>Null where the page was asked for too often.</summary>
    public CorrectionUnderReview? Correction { get; private set; }

    /// <summary>The number that is asked for, shown whole this once.</summary>
    public RevealedNumber? Revealed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken cancellationToken) => await AnswerAsync(
        await accept.HandleAsync(
            new AcceptFactCorrection.Command(Unit, CorrectionId, Form.Version, RequestKey), cancellationToken),
        cancellationToken);

    public async Task<IActionResult> OnPostRefuseAsync(CancellationToken cancellationToken) => await AnswerAsync(
        await refuse.HandleAsync(
            new RefuseFactCorrection.Command(Unit, CorrectionId, Form.Version, Form.Reason, RequestKey), cancellationToken),
        cancellationToken);

    public async Task<IActionResult> OnPostRevealAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } refused)
            return refused;
        var revealed = await reveal.HandleAsync(new RevealProposedNumber.Command(Unit, CorrectionId), cancellationToken);
        if (revealed.IsError)
            return this.WithErrors(revealed.Errors);
        Revealed = revealed.Value;
        return Page();
    }

    private async Task<IActionResult> AnswerAsync(ErrorOr<Success> decided, CancellationToken cancellationToken)
    {
        if (!decided.IsError)
            return Redirect(BranchLinks.CorrectionAfter(Unit.Code, CorrectionId));
        return await LoadAsync(cancellationToken) ?? this.WithErrors(decided.Errors);
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var correction = await getCorrection.HandleAsync(new GetFactCorrection.Query(Unit, CorrectionId), cancellationToken);
        if (correction.IsError)
            return this.WithErrors(correction.Errors);
        Correction = correction.Value;
        return null;
    }
}

/// <summary>On which state of the request, and why it is refused.</summary>
public sealed class CorrectionDecision
{
    public int Version { get; set; }
    public string? Reason { get; set; }
}
