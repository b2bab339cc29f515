using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Rosters;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Imports;

/// <summary>
/// The rows that could not be loaded, as a workbook to be mended and handed in again; a page that says why where there is none.
/// </summary>
public sealed class ErrorsModel(GetErrorWorkbook getWorkbook) : ImportPage
{
    [FromRoute]
    public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var workbook = await getWorkbook.HandleAsync(new GetErrorWorkbook.Query(Unit, Id), cancellationToken);
        if (workbook.IsError)
            return this.WithErrors(workbook.Errors);
        var (name, content) = workbook.Value;
        return new SentFile(name, RosterFile.Workbook.ContentType(), async (output, stop) => await output.WriteAsync(content, stop));
    }
}
