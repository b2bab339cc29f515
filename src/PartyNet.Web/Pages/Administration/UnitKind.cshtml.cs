using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Units;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Administration;

/// <summary>One kind of units as its administrator sets it, or a new one.</summary>
public sealed class UnitKindModel(ListUnitKinds listKinds, SetUnitKind setKind) : PageModel
{
    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public UnitKindForm Form { get; set; } = new();

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    /// <summary>Null for a new one.</summary>
    public Domain.Units.UnitKind? Kind { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } refused)
            return refused;
        if (Kind is { } kind)
        {
            Form = new UnitKindForm
            {
                Name = kind.Name,
                OtherNames = string.Join('\n', (kind.OtherNames ?? "").Split(';', StringSplitOptions.TrimEntries)),
                HoldsMembers = kind.HoldsMembers,
                IsGrassroots = kind.IsGrassroots,
                IsActive = kind.IsActive,
            };
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } refused)
            return refused;
        var set = await setKind.HandleAsync(
            new SetUnitKind.Command(
                RequestKey, Kind?.Code, Form.Name, Form.OtherNames, Form.HoldsMembers, Form.IsGrassroots, Form.IsActive),
            cancellationToken);
        return set.IsError ? this.WithErrors(set.Errors) : Redirect(AdministrationLinks.AfterUnitKind);
    }

    private async Task<IActionResult?> FindAsync(CancellationToken cancellationToken)
    {
        var kinds = await listKinds.HandleAsync(cancellationToken);
        if (kinds.IsError)
            return this.WithErrors(kinds.Errors);
        Kind = kinds.Value.FirstOrDefault(kind => kind.Code == Code);
        return Kind is null && Code != AdministrationLinks.NewKind ? NotFound() : null;
    }
}

/// <summary>What is typed of a kind of units.</summary>
public sealed class UnitKindForm
{
    public string Name { get; set; } = "";
    public string OtherNames { get; set; } = "";
    public bool HoldsMembers { get; set; }
    public bool IsGrassroots { get; set; }
    public bool IsActive { get; set; } = true;
}
