using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Imports.Loads;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Imports;

/// <summary>Asks whether a list that waits is to be given up, and gives it up.</summary>
public sealed class GiveUpModel(GetLoad getLoad, GiveUpLoad giveUpLoad) : ImportPage
{
    [FromRoute]
    public Guid Id { get; set; }

    public LoadView Load { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var givenUp = await giveUpLoad.HandleAsync(new GiveUpLoad.Command(Unit, Id, RequestKey), cancellationToken);
        return givenUp.IsError
            ? await LoadAsync(cancellationToken) ?? this.WithErrors(givenUp.Errors)
            : Redirect(Links.AfterGivingUp);
    }

    /// <summary>What is under way or done is shown where it stands.</summary>
    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var load = await getLoad.HandleAsync(new GetLoad.Query(Unit, Id), cancellationToken);
        if (load.IsError)
            return this.WithErrors(load.Errors);
        Load = load.Value;
        return Load.State.IsOpen() ? null : Redirect(Links.Of(Id, Load.State));
    }
}
