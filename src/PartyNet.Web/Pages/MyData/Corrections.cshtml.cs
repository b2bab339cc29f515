using ErrorOr;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Members;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.MyData;

/// <summary>Where a member asks that a fact of the roster be put right, and reads what became of it.</summary>
public sealed class CorrectionsModel(ListMyCorrections list, AskFactCorrection ask, WithdrawFactCorrection withdraw) : PageModel
{
    [BindProperty]
    public CorrectionForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    [BindProperty(SupportsGet = true, Name = MyDataLinks.JustDone)]
    public string? JustDone { get; set; }

    /// <summary>What has just been done; null for what no address of ours says.</summary>
    public CorrectionChange? Done => Enum.TryParse<CorrectionChange>(JustDone, out var done) ? done : null;

    public IReadOnlyList<MyCorrection> Corrections { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => await AnswerAsync(
        await ask.HandleAsync(new AskFactCorrection.Command(Form.Fact, Form.Value, Form.Reason, RequestKey), cancellationToken),
        CorrectionChange.Asked,
        cancellationToken);

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellationToken) => await AnswerAsync(
        await withdraw.HandleAsync(new WithdrawFactCorrection.Command(Form.Id, RequestKey), cancellationToken),
        CorrectionChange.Withdrawn,
        cancellationToken);

    private async Task<IActionResult> AnswerAsync(
        ErrorOr<Success> answer, CorrectionChange change, CancellationToken cancellationToken)
    {
        if (!answer.IsError)
            return Redirect(MyDataLinks.CorrectionsAfter(change));
        return await LoadAsync(cancellationToken) ?? this.WithErrors(answer.Errors);
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var own = await list.HandleAsync(cancellationToken);
        if (own.IsError)
            return this.WithErrors(own.Errors);
        Corrections = own.Value;
        return null;
    }
}

/// <summary>What is to be put right, or a request that is taken back.</summary>
public sealed class CorrectionForm
{
    /// <summary>The request that is taken back.</summary>
    public Guid Id { get; set; }

    public string? Fact { get; set; }
    public string? Value { get; set; }
    public string? Reason { get; set; }
}
