using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Access;
using PartyNet.Application.Units;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Board;

/// <summary>Whether members read the names of those who looked at their data.</summary>
public sealed class ViewerNamesModel(GetViewerNames getDecision, SetViewerNames decide, AccessContext access) : BoardPage(access)
{
    [BindProperty]
    public ViewerNamesForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    [BindProperty(SupportsGet = true, Name = BoardLinks.JustSaved)]
    public string? Done { get; set; }

    public ViewerNamesDecision Decision { get; private set; } = null!;

    public bool JustDecided => Done is not null && Decision.IsOwn;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } refused)
            return refused;
        Form.AreTold = Decision.AreTold;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var decided = await decide.HandleAsync(new SetViewerNames.Command(Unit, Form.AreTold, RequestKey), cancellationToken);
        if (!decided.IsError)
            return Redirect(BoardLinks.ViewerNamesAfterDeciding(Unit.Code));
        return await FindAsync(cancellationToken) ?? this.WithErrors(decided.Errors);
    }

    private async Task<IActionResult?> FindAsync(CancellationToken cancellationToken)
    {
        var decision = await getDecision.HandleAsync(new GetViewerNames.Query(Unit), cancellationToken);
        if (decision.IsError)
            return this.WithErrors(decision.Errors);
        Decision = decision.Value;
        return null;
    }
}

/// <summary>What the board decides.</summary>
public sealed class ViewerNamesForm
{
    public bool? AreTold { get; set; }
}
