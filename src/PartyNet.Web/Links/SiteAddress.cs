using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PartyNet.Web.Links;

/// <summary>
/// Composes every address of this site that has parts of its own: each is escaped, whatever a unit is called or somebody searches for.
/// </summary>
public static class SiteAddress
{
    /// <param name="path">Fixed text with the parts as holes: <c>$"/ban/{unit}/danh-sach"</c>.</param>
    /// <param name="query">Parameters; those without a value are left out.</param>
    public static string Of(EscapedPath path, params ReadOnlySpan<(string Name, string? Value)> query) => With(path.Text, query);

    /// <summary>An address of this site, which has no parameters yet, with these.</summary>
    public static string Below(string address, params ReadOnlySpan<(string Name, string? Value)> query) => With(new(address), query);

    /// <summary>
    /// An address that came from outside, where it is one of this site; the start page for any other. A link in a message must not carry
    /// people elsewhere, addresses of this site are ASCII, and a header can hold nothing else.
    /// </summary>
    public static string OrHome(string? address) =>
        address is ['/', ..] && RedirectHttpResult.IsLocalUrl(address) && address.All(c => char.IsAscii(c) && !char.IsControl(c))
            ? address
            : "/";

    private static string With(StringBuilder address, ReadOnlySpan<(string Name, string? Value)> query)
    {
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (string.IsNullOrEmpty(value))
                continue;
            address.Append(separator).Append(name).Append('=').Append(UrlEncoder.Default.Encode(value));
            separator = '&';
        }

        return address.ToString();
    }
}

/// <summary>What the compiler makes of <c>$"/ban/{unit}"</c>: the text as it stands, each part escaped.</summary>
[InterpolatedStringHandler]
public readonly ref struct EscapedPath(int literalLength, int formattedCount)
{
    private const int UsualPart = 16;

    internal StringBuilder Text { get; } = new(literalLength + formattedCount * UsualPart);

    public void AppendLiteral(string text) => Text.Append(text);

    public void AppendFormatted<T>(T part) =>
        Text.Append(Uri.EscapeDataString(Convert.ToString(part, CultureInfo.InvariantCulture) ?? ""));
}
