using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Web.Security;

/// <summary>
/// On a page that takes a file: how large its requests may be. The server counts, and hangs up where nobody said so before. What it takes
/// is held in memory and never on a disk: a list is personal data.
/// </summary>
public sealed class UploadLimit : IRequestSizeLimitMetadata
{
    /// <summary>The other fields of the form, and what separates them.</summary>
    private const long Around = 64 * 1024;

    private const string Page = "/Imports/Start";

    public long? MaxRequestBodySize => MaxRequestBytes;

    private static long MaxRequestBytes => SheetLimits.Web.MaxBytes + Around;

    public static void Apply(PageConventionCollection conventions) =>
        conventions.AddPageApplicationModelConvention(Page, page => page.EndpointMetadata.Add(new UploadLimit()));

    public static void Apply(FormOptions form) =>
        (form.MemoryBufferThreshold, form.ValueLengthLimit) = ((int)MaxRequestBytes, (int)MaxRequestBytes);
}
