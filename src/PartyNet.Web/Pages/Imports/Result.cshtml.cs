using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Imports.Loads;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Imports;

/// <summary>Watches while a list is loaded or undone; says what came of it, and undoes it.</summary>
public sealed class ResultModel(GetLoad getLoad, GetKeptRows getKept, UndoLoad undoLoad) : ImportPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = LoadLinks.Undoing)]
    public string? Undoing { get; set; }

    [BindProperty(SupportsGet = true, Name = LoadLinks.Kept)]
    public string? Kept { get; set; }

    public LoadView Load { get; private set; } = null!;

    /// <summary>Whether it is to be undone is asked once more.</summary>
    public bool IsAsked => Undoing is not null;

    [BindProperty(SupportsGet = true, Name = LoadLinks.AfterRow)]
    public int AfterRow { get; set; }

    /// <summary>What undoing it left; null where that is not asked for.</summary>
    public KeptRowsView? KeptRows { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken cancellationToken)
    {
        var undone = await undoLoad.HandleAsync(new UndoLoad.Command(Unit, Id), cancellationToken);
        return undone.IsError
            ? await LoadAsync(cancellationToken) ?? this.WithErrors(undone.Errors)
            : Redirect(Links.Result(Id));
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var load = await getLoad.HandleAsync(new GetLoad.Query(Unit, Id), cancellationToken);
        if (load.IsError)
            return this.WithErrors(load.Errors);
        Load = load.Value;
        if (Load.State is not (LoadState.Committing or LoadState.Committed or LoadState.Undoing or LoadState.Undone))
            return Redirect(Links.Of(Id, Load.State));
        if (Load.GoesOn)
            AskAgainSoon();
        if (Kept is null || Load.State != LoadState.Undone)
            return null;
        var kept = await getKept.HandleAsync(new GetKeptRows.Query(Unit, Id, Math.Max(AfterRow, 0)), cancellationToken);
        if (kept.IsError)
            return this.WithErrors(kept.Errors);
        KeptRows = kept.Value;
        return null;
    }
}
