using System.Globalization;

namespace PartyNet.Web.Links;

/// <summary>
/// Composes every address of this site that has parts of its own: each is escaped, whatever a unit is called or somebody searches for.
/// </summary>
public static class SiteAddress
{
    /// <param name="path">Fixed text with the parts as holes: <c>$"/ban/{unit}/danh-sach"</c>.</param>
    /// <param name="query">Parameters; those without a value are left out.</param>
    public static string Of(FormattableString path, params IEnumerable<(string Name, string? Value)> query)
    {
        var escaped = path.GetArguments()
            .Select(part => (object)Uri.EscapeDataString(Convert.ToString(part, CultureInfo.InvariantCulture) ?? ""));
        var given = query.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => KeyValuePair.Create(p.Name, p.Value));
        return string.Format(CultureInfo.InvariantCulture, path.Format, [.. escaped]) + QueryString.Create(given);
    }
}
