using ErrorOr;
using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Review;

/// <summary>The requests that the unit's reviewers keep ready for a return: their own are looked after here.</summary>
public sealed class ReadyRequestsModel(ListReadyRequests list, SaveReadyRequest save, RemoveReadyRequest remove) : PageAtUnit
{
    /// <summary>In the order of the page on which they are chosen.</summary>
    public static IReadOnlyList<DefectField> Fields { get; } =
        [DefectField.Address, DefectField.DisplayName, DefectField.Use, DefectField.WholeList];

    [BindProperty]
    public ReadyRequestForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    [BindProperty(SupportsGet = true, Name = BranchLinks.Changed)]
    public string? Change { get; set; }

    [BindProperty(SupportsGet = true, Name = BranchLinks.JustSaved)]
    public string? Saved { get; set; }

    [BindProperty(SupportsGet = true, Name = BranchLinks.JustRemoved)]
    public string? Removed { get; set; }

    public IReadOnlyList<OwnReadyRequest> Own { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } refused)
            return refused;
        if (Own.FirstOrDefault(own => own.Id.ToString() == Change) is { } changed)
            Form = new() { Id = changed.Id, Version = changed.Version, Field = changed.Field, Words = changed.Words };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => await AnswerAsync(
        await save.HandleAsync(
            new SaveReadyRequest.Command(Unit, Form.Id, Form.Version, Form.Field, Form.Words, RequestKey), cancellationToken),
        BranchLinks.ReadyRequestsAfterSaving(Unit.Code),
        cancellationToken);

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken) => await AnswerAsync(
        await remove.HandleAsync(new RemoveReadyRequest.Command(Unit, Form.Id ?? Guid.Empty, RequestKey), cancellationToken),
        BranchLinks.ReadyRequestsAfterRemoving(Unit.Code),
        cancellationToken);

    private async Task<IActionResult> AnswerAsync(ErrorOr<Success> answer, string then, CancellationToken cancellationToken)
    {
        if (!answer.IsError)
            return Redirect(then);
        return await LoadAsync(cancellationToken) ?? this.WithErrors(answer.Errors);
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var own = await list.HandleAsync(new ListReadyRequests.Query(Unit), cancellationToken);
        if (own.IsError)
            return this.WithErrors(own.Errors);
        Own = own.Value;
        return null;
    }
}

/// <summary>A ready request that is added, changed or taken away.</summary>
public sealed class ReadyRequestForm
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; set; }

    public int Version { get; set; }
    public DefectField? Field { get; set; }
    public string? Words { get; set; }
}
