using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Imports.Loads;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Imports;

/// <summary>Who is in the registry and not in the list. They are told, and nobody is removed.</summary>
public sealed class AbsentModel(GetAbsentMembers getAbsent) : ImportPage
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>Null where they could not be read.</summary>
    public Page<AbsentMember>? Members { get; private set; }

    public async Task<IActionResult> OnGetAsync(PageCursor cursor, CancellationToken cancellationToken)
    {
        var absent = await getAbsent.HandleAsync(new GetAbsentMembers.Query(Unit, Id, cursor), cancellationToken);
        if (absent.IsError)
            return this.WithErrors(absent.Errors);
        Members = absent.Value;
        return Page();
    }
}
