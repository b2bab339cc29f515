using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Access;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Branch;

/// <summary>
/// Who of the branch has a slip; and the slips themselves, as the one answer in which their codes stand: to be printed, kept by nobody.
/// </summary>
public sealed class SlipsModel(ListSlips listSlips, PrintSlips printSlips, ReportSlipsLost reportLost) : PageAtUnit
{
    [BindProperty]
    public SlipsForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    [BindProperty(SupportsGet = true, Name = ListKeys.Search)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = BranchLinks.JustDated)]
    public string? Dated { get; set; }

    [BindProperty(SupportsGet = true, Name = BranchLinks.JustLost)]
    public string? Lost { get; set; }

    public SlipList? List { get; private set; }

    /// <summary>Whose slips are to be closed as lost, if whoever asks says so once more; null where nothing is asked.</summary>
    public IReadOnlyList<SlipRow>? ToLose { get; private set; }

    /// <summary>The slips that have just been made; null where the list is shown.</summary>
    public SlipSheets? Sheets { get; private set; }

    /// <summary>How many slips the same form has printed already: their codes were shown then.</summary>
    public int? ShownBefore { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var printed = await printSlips.HandleAsync(
            new PrintSlips.Command(Unit, Form.Everybody, Form.Members, Form.Stated, RequestKey), cancellationToken);
        if (!printed.IsError && printed.Value.Slips.Count > 0)
        {
            Response.Headers.CacheControl = "no-store";
            Sheets = new SlipSheets(Unit, printed.Value.Slips);
            return Page();
        }

        if (await LoadAsync(cancellationToken) is { } refused)
            return refused;
        if (printed.IsError)
            return this.WithErrors(printed.Errors);
        ShownBefore = printed.Value.Number;
        return Page();
    }

    public async Task<IActionResult> OnPostLostAsync(CancellationToken cancellationToken)
    {
        if (!Form.Sure && await AskAsync(cancellationToken) is { } question)
            return question;
        var lost = await reportLost.HandleAsync(new ReportSlipsLost.Command(Unit, Form.Members, RequestKey), cancellationToken);
        if (!lost.IsError)
            return Redirect(BranchLinks.SlipsAfterLoss(Unit.Code));
        return await LoadAsync(cancellationToken) ?? this.WithErrors(lost.Errors);
    }

    /// <returns>Null where nobody who was chosen has a slip: there is nothing to ask.</returns>
    private async Task<IActionResult?> AskAsync(CancellationToken cancellationToken)
    {
        if (Form.Members.Count == 0)
            return null;
        var chosen = await listSlips.HandleAsync(new ListSlips.Query(Unit, Only: Form.Members), cancellationToken);
        if (chosen.IsError)
            return this.WithErrors(chosen.Errors, "");
        ToLose = [.. chosen.Value.Rows.Where(row => row.State == SlipState.Printed)];
        return ToLose.Count > 0 ? Page() : null;
    }

    /// <returns>Why there is no list; a search that was refused is shown with the reason.</returns>
    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var list = await listSlips.HandleAsync(new ListSlips.Query(Unit, Search), cancellationToken);
        if (list.IsError)
            return this.WithErrors(list.Errors, "");
        List = list.Value;
        return null;
    }
}

/// <summary>For whom slips are printed, or who has lost theirs.</summary>
public sealed class SlipsForm
{
    /// <summary>Codes of the members who are ticked.</summary>
    public List<string> Members { get; set; } = [];

    public bool Everybody { get; set; }
    public bool Stated { get; set; }

    /// <summary>The question whether these slips are lost has been answered.</summary>
    public bool Sure { get; set; }
}
