using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Imports.Loads;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Imports;

/// <summary>Asks whether the list is to be loaded as it was shown.</summary>
public sealed class CommitModel(GetLoad getLoad, CommitLoad commitLoad) : ImportPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public CommitForm Form { get; set; } = new();

    public LoadView Load { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var committed = await commitLoad.HandleAsync(
            new CommitLoad.Command(Unit, Id, Form.GoodRowsOnly, Form.Plan), cancellationToken);
        return committed.IsError
            ? await LoadAsync(cancellationToken) ?? this.WithErrors(committed.Errors)
            : Redirect(Links.Result(Id));
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var load = await getLoad.HandleAsync(new GetLoad.Query(Unit, Id), cancellationToken);
        if (load.IsError)
            return this.WithErrors(load.Errors);
        Load = load.Value;
        // What changes nothing is not agreed to: its plan says why.
        return Load is { State: LoadState.Planned, Plan.Changes: > 0 } ? null : Redirect(Links.Of(Id, Load.State));
    }
}

/// <summary>What somebody agrees to.</summary>
public sealed class CommitForm
{
    /// <summary>The plan that was looked at.</summary>
    public Guid? Plan { get; set; }

    public bool GoodRowsOnly { get; set; }
}
