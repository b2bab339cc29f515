using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using PartyNet.Web.Security;

namespace PartyNet.Web.Forms;

/// <summary>
/// A form as it was sent and not taken, because the session was over, its token stale or the database away: enough to send it again as it
/// was, with the key that makes a repetition the same post.
/// </summary>
/// <param name="Owner">Whose form it was.</param>
/// <param name="Page">The page that takes it.</param>
/// <param name="Address">Where it was sent.</param>
public sealed record SentForm(Guid Owner, string Page, string? Handler, string Address, IReadOnlyList<SentField> Fields)
{
    /// <summary>A page of notes about twenty accounts is a tenth of that.</summary>
    private const long MaxBytes = 256 * 1024;

    private const string UrlEncoded = "application/x-www-form-urlencoded";

    [JsonIgnore]
    public FormWords Words => FormWords.Of(Page, Handler)!;

    /// <summary>What was typed, in the words of its labels, to be read before it is sent again.</summary>
    [JsonIgnore]
    public IEnumerable<(string Label, string Text)> Typed =>
        from typed in Words.Typed
        from sent in Fields
        where typed.Is(sent)
        select (typed.Label, typed.Shown(sent.Value));

    /// <summary>The form of a request that is being refused.</summary>
    /// <returns>Null for what is no form of somebody signed in, is never kept, or is too large to be kept.</returns>
    public static Task<SentForm?> ReadAsync(HttpContext context) =>
        ReadAsync(context, context.GetEndpoint(), context.Request.Path, context.Request.QueryString.Value);

    /// <param name="endpoint">What it was sent to, where an error page stands in for that by now.</param>
    /// <inheritdoc cref="ReadAsync(HttpContext)"/>
    public static async Task<SentForm?> ReadAsync(HttpContext context, Endpoint? endpoint, PathString path, string? query)
    {
        var address = context.Request.PathBase.Add(path).ToUriComponent() + query;
        var handler = QueryHelpers.ParseQuery(query).GetValueOrDefault("handler").FirstOrDefault();
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method)
            || request.ContentType?.StartsWith(UrlEncoded, StringComparison.OrdinalIgnoreCase) != true
            || request.ContentLength is not <= MaxBytes
            || endpoint?.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath is not { } page
            || FormWords.Of(page, handler) is null)
            return null;

        var form = await FieldsAsync(request);
        if (form is null || form.SelectMany(field => field.Value).Any(RequestGuard.HoldsNul))
            return null;
        var owner = context.RequestServices.GetRequiredService<FormOwner>().Open(form[FormOwner.FieldName] is [{ } seal, ..] ? seal : null);
        return owner is { } known ? new SentForm(known, page, handler, address, [.. FieldsOf(form)]) : null;
    }

    /// <summary>The same form for a page that gives it a token of its own.</summary>
    public SentForm WithoutToken(IOptions<AntiforgeryOptions> antiforgery) =>
        this with { Fields = [.. Fields.Where(field => field.Name != antiforgery.Value.FormFieldName)] };

    private static IEnumerable<SentField> FieldsOf(IFormCollection form) =>
        from field in form
        from value in field.Key == FormOwner.FieldName ? field.Value.Take(1) : field.Value
        select new SentField(field.Key, value ?? "");

    /// <summary>Null where it is none that can be read.</summary>
    internal static async Task<IFormCollection?> FieldsAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
            return null;
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}

/// <summary>One field of a form; several may have one name.</summary>
public sealed record SentField(string Name, string Value);
