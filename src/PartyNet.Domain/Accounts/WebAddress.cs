using System.Diagnostics.CodeAnalysis;

namespace PartyNet.Domain.Accounts;

/// <summary>
/// A web link taken apart by the rules that browsers follow, strictly: whatever could lead a reader elsewhere than it seems
/// (credentials, IP addresses, backslashes, encoded hosts, other schemes) is refused here, before any platform looks at it.
/// <see cref="Uri"/> is not used: it accepts and rewrites much of that, and costs ten times the memory.
/// </summary>
internal sealed class WebAddress
{
    private readonly string _text;
    private readonly Range _path;
    private readonly Range _query;
    private string[]? _segments;
    private string[]? _lower;

    private WebAddress(string text, Range host, Range path, Range query)
    {
        _text = text;
        _path = path;
        _query = query;
        Host = text[host].ToLowerInvariant();
    }

    /// <summary>Lower case, as typed otherwise: with <c>www.</c>, possibly not ASCII.</summary>
    public string Host { get; }

    /// <summary>A port was written, be it the one that the scheme implies.</summary>
    public bool HasPort { get; private init; }

    public bool HasDefaultPort { get; private init; }

    /// <summary>As typed: empty or from the first slash.</summary>
    public ReadOnlySpan<char> Path => _text.AsSpan(_path);

    /// <summary>As typed, without the question mark.</summary>
    public ReadOnlySpan<char> Query => _text.AsSpan(_query);

    /// <summary>The path's non-empty parts, each percent-decoded once and without the dots at its end, which no name has.</summary>
    public string[] Segments => _segments ??= Split(Path);

    /// <summary><see cref="Segments"/> in lower case, to match against.</summary>
    public string[] Lower => _lower ??= Array.ConvertAll(Segments, static part => part.ToLowerInvariant());

    public static bool TryRead(string text, [NotNullWhen(true)] out WebAddress? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        problem = null;
        if (!TryFindAuthority(text, out var start, out var defaultPort))
        {
            problem = Refusals.NotWeb;
            return false;
        }

        var pathStart = EndOf(text, start, "/?#");
        var authority = text.AsSpan(start..pathStart);
        var colon = authority.IndexOf(':') is >= 0 and var at ? at : authority.Length;
        var (host, port) = (start..(start + colon), authority[colon..].TrimStart(':').ToString());
        problem = authority.Contains('@') ? Refusals.Credentials
            : authority.Contains('[') || IsIpAddress(text.AsSpan(host)) ? Refusals.IpAddress
            : colon == 0 || authority.ContainsAny(" %") || text.AsSpan(start).Contains('\\') ? Refusals.Malformed
            : null;
        if (problem is not null)
            return false;

        var pathEnd = EndOf(text, pathStart, "?#");
        var queryStart = pathEnd < text.Length && text[pathEnd] == '?' ? pathEnd + 1 : pathEnd;
        address = new WebAddress(text, host, pathStart..pathEnd, queryStart..EndOf(text, queryStart, "#"))
        {
            HasPort = colon < authority.Length,
            HasDefaultPort = port.Length == 0 || port == defaultPort,
        };
        return true;
    }

    /// <summary>The decoded value of a query parameter; null where it is missing, or said twice with different values.</summary>
    public string? Parameter(string name)
    {
        string? found = null;
        foreach (var range in Query.Split('&'))
        {
            var pair = Query[range];
            var equals = pair.IndexOf('=');
            if (equals < 0 || !pair[..equals].Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            var value = Decode(pair[(equals + 1)..].ToString().Replace('+', ' '));
            if (found is not null && found != value)
                return null;
            found = value;
        }
        return found;
    }

    /// <summary>Skips http and https (a missing colon, <c>https//</c>, is a common slip and harmless); false for other schemes.</summary>
    private static bool TryFindAuthority(string text, out int start, out string defaultPort)
    {
        defaultPort = "443";
        start = 0;
        if (StartsWithScheme(text, "https"))
        {
            start = "https".Length;
        }
        else if (StartsWithScheme(text, "http"))
        {
            start = "http".Length;
            defaultPort = "80";
        }

        var isHttp = start > 0;
        if (isHttp && text[start] == ':')
            start++;
        while (start < text.Length && text[start] == '/')
            start++;
        var colon = EndOf(text, start, ":/?#");
        // A dot before the colon means host:port, as in example.vn:443; no scheme of use has one.
        return isHttp || colon == text.Length || text[colon] != ':' || text.AsSpan(start..colon).Contains('.');
    }

    private static bool StartsWithScheme(string text, string scheme) =>
        text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
        && (text.AsSpan(scheme.Length).StartsWith(":") || text.AsSpan(scheme.Length).StartsWith("//"));

    private static int EndOf(string text, int start, ReadOnlySpan<char> ends) =>
        text.AsSpan(start).IndexOfAny(ends) is >= 0 and var length ? start + length : text.Length;

    /// <summary>Browsers read a host whose last label is a number (also 0x7f) as an IPv4 address.</summary>
    private static bool IsIpAddress(ReadOnlySpan<char> host)
    {
        var last = host.TrimEnd('.');
        last = last[(last.LastIndexOf('.') + 1)..];
        return last.Length > 0
            && (last.IndexOfAnyExceptInRange('0', '9') < 0 || last.StartsWith("0x", StringComparison.OrdinalIgnoreCase));
    }

    private static string[] Split(ReadOnlySpan<char> path)
    {
        var parts = new List<string>(4);
        foreach (var range in path.Split('/'))
        {
            if (path[range].Length == 0)
                continue;
            var part = Decode(path[range].ToString());
            // What is dots only leads up to another place, and is no part of any account's address.
            parts.Add(part.TrimEnd('.') is { Length: > 0 } bare ? bare : part);
        }
        return [.. parts];
    }

    /// <summary>Decodes once; what is broken after that becomes a character that no rule accepts.</summary>
    private static string Decode(string part) =>
        part.Contains('%', StringComparison.Ordinal)
            ? TypedText.Normalize(Uri.UnescapeDataString(part))?.Trim() ?? "\uFFFD"
            : part;
}
