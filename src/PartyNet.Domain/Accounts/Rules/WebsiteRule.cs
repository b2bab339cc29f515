using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace PartyNet.Domain.Accounts.Rules;

/// <summary>
/// A blog or website of one's own: any public host. The host and path identify it; the path's case counts, as web servers
/// may tell it apart.
/// </summary>
internal sealed class WebsiteRule : PlatformRule
{
    /// <summary>What social apps and advertisers append to links that pass through them.</summary>
    private static readonly FrozenSet<string> Trackers = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "fbclid", "gclid", "igsh", "igshid", "mibextid", "zarsrc", "gidzl", "_gl", "mc_cid", "mc_eid");

    /// <summary>Last labels of names that mean something inside one office or machine only.</summary>
    private static readonly FrozenSet<string> PrivateEndings = FrozenSet.Create(
        "localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private", "arpa");

    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static readonly SearchValues<char> LabelAlphabet = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> Plain = SearchValues.Create(Unreserved + "!$&()*+=:@/?");

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    public override string Asks => "địa chỉ trang web hoặc blog";

    public override string Example => "https://chibo14.example.vn";

    public override AccountKind UsualKind => AccountKind.Site;

    internal override Reading Read(Platform platform, string text)
    {
        text = TypedText.LinkAmongWords(text, IsPlainly) ?? text;
        if (TypedText.HoldsSeveralAddresses(text))
            return Reading.Refuse(Refusals.Several);
        if (text.Contains(' ', StringComparison.Ordinal))
            return Reading.Refuse(Refusals.DisplayName(platform));
        return ReadLink(platform, text, AccountKind.Site);
    }

    private static bool IsPlainly(string word) =>
        word.Contains("://", StringComparison.Ordinal) || word.StartsWith("www.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Also what a link means on platforms that have no rule of their own.</summary>
    internal static Reading ReadLink(Platform platform, string text, AccountKind kind)
    {
        text = text.TrimEnd('.');
        if (!WebAddress.TryRead(text, out var link, out var problem))
            return Reading.Refuse(IsEmail(text) ? Refusals.Email : problem);
        if (!link.HasDefaultPort)
            return Reading.Refuse(Refusals.Port);
        if (PublicHost(link.Host) is not { } host)
            return Reading.Refuse(Refusals.NotPublic(platform));

        var query = CleanQuery(link.Query);
        // A dot at the end of all ended the sentence in which the link stood.
        var path = CleanPath(link.Path, query.Length == 0 ? ['/', '.'] : ['/']);
        var rest = path.Length == 0 && query.Length > 0 ? $"/{query}" : path + query;
        var flags = Shorteners.Contains(host) ? AccountFlags.FullLinkNeeded
            : Platform.OwnerOf(host) is not null ? AccountFlags.OtherPlatform
            : AccountFlags.None;
        return Reading.Accept(kind, $"https://{host}{rest}", WithoutMobile(host) + rest, flags);
    }

    private static bool IsEmail(string text) => text.Count(c => c == '@') == 1 && !text.Contains('/', StringComparison.Ordinal);

    /// <summary>
    /// The host in lower-case ASCII (punycode for Vietnamese letters) without <c>www.</c>; null where it is not public or no host at all.
    /// </summary>
    private static string? PublicHost(string typed)
    {
        var host = typed;
        if (!Ascii.IsValid(host))
        {
            try
            {
                host = Idn.GetAscii(host).ToLowerInvariant();
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
        while (host.StartsWith("www.", StringComparison.Ordinal) && host.IndexOf('.', 4) > 0)
            host = host[4..];

        return host.Length <= 253 && IsPublicName(host) ? host : null;
    }

    private static bool IsPublicName(string host)
    {
        foreach (var range in host.AsSpan().Split('.'))
        {
            var label = host.AsSpan(range);
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-' || label.ContainsAnyExcept(LabelAlphabet))
                return false;
        }
        var ending = host[(host.LastIndexOf('.') + 1)..];
        var isTopLevel = ending.Length > 1 && (ending.All(char.IsAsciiLetterLower) || ending.StartsWith("xn--", StringComparison.Ordinal));
        return ending.Length < host.Length && isTopLevel && !PrivateEndings.Contains(ending);
    }

    private static string WithoutMobile(string host)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["m.", "mobile."])
        {
            if (host.StartsWith(prefix, StringComparison.Ordinal) && host.IndexOf('.', prefix.Length) > 0)
                return host[prefix.Length..];
        }
        return host;
    }

    /// <summary>Without final slashes, index.html, and steps such as <c>/../</c>.</summary>
    private static string CleanPath(ReadOnlySpan<char> typed, ReadOnlySpan<char> ends)
    {
        const string index = "/index.html";
        var path = Encode(typed);
        if (path.Contains("/.", StringComparison.Ordinal))
            path = WithoutSteps(path);
        for (path = path.AsSpan().TrimEnd(ends).ToString(); path.EndsWith(index, StringComparison.OrdinalIgnoreCase);)
            path = path.AsSpan(0, path.Length - index.Length).TrimEnd(ends).ToString();
        return path;
    }

    private static string WithoutSteps(string path)
    {
        var kept = new Stack<string>();
        foreach (var part in path.Split('/').Skip(1))
        {
            if (part == "..")
                kept.TryPop(out _);
            else if (part != ".")
                kept.Push(part);
        }
        return string.Concat(kept.Reverse().Select(part => "/" + part));
    }

    private static string CleanQuery(ReadOnlySpan<char> typed)
    {
        if (typed.Length == 0)
            return "";
        var kept = Encode(typed).Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !IsTracker(pair.Split('=')[0]));
        var query = string.Join('&', kept).TrimEnd('.');
        return query.Length == 0 ? "" : "?" + query;
    }

    private static bool IsTracker(string name) => Trackers.Contains(name) || name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// One spelling of a path or query (RFC 3986 §6.2.2): letters and digits plain, the rest percent-encoded in capitals; also
    /// the comma, semicolon and apostrophe, which would be taken for punctuation around the link when it is read again.
    /// </summary>
    private static string Encode(ReadOnlySpan<char> typed)
    {
        if (!typed.ContainsAnyExcept(Plain))
            return typed.ToString();
        var text = new StringBuilder(typed.Length);
        for (var i = 0; i < typed.Length; i++)
        {
            var c = typed[i];
            if (c == '%' && i + 2 < typed.Length && char.IsAsciiHexDigit(typed[i + 1]) && char.IsAsciiHexDigit(typed[i + 2]))
            {
                var code = byte.Parse(typed.Slice(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                if (Unreserved.Contains((char)code, StringComparison.Ordinal))
                    text.Append((char)code);
                else
                    text.Append(CultureInfo.InvariantCulture, $"%{code:X2}");
                i += 2;
            }
            else if (Plain.Contains(c))
            {
                text.Append(c);
            }
            else
            {
                var length = char.IsHighSurrogate(c) ? 2 : 1;
                text.Append(Uri.EscapeDataString(typed.Slice(i, length)));
                i += length - 1;
            }
        }
        return text.ToString();
    }
}
