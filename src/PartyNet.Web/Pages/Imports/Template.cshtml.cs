using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Templates;
using PartyNet.Application.Rosters;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Imports;

/// <summary>The sample workbook of one kind of list, to be filled in.</summary>
public sealed class TemplateModel(GetListTemplate getTemplate) : PageAtUnit
{
    public async Task<IActionResult> OnGetAsync([FromRoute] string kind, CancellationToken cancellationToken)
    {
        if (ImportKinds.All.Find(kind) is not { } known)
            return NotFound();
        var template = await getTemplate.HandleAsync(new GetListTemplate.Query(Unit, known.Value), cancellationToken);
        return template.IsError
            ? this.WithErrors(template.Errors)
            : new SentFile(template.Value.FileName, RosterFile.Workbook.ContentType(), template.Value.WriteAsync);
    }
}
