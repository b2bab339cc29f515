using System.Buffers;
using System.Collections.Frozen;
using PartyNet.Domain.Members;

namespace PartyNet.Domain.Accounts;

/// <summary>
/// A platform with hosts of its own. Sorts what was typed into a telephone number, a name or a link; lets only links to
/// exactly those hosts through; leaves what a path or a name means to the platform's own file.
/// </summary>
internal abstract class SocialPlatformRule : PlatformRule
{
    private static readonly FrozenSet<string> GeneralLabels = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "link", "đường dẫn", "địa chỉ", "tài khoản", "nick", "sđt", "số điện thoại", "điện thoại", "id", "kênh", "username",
        "tên người dùng", "trang cá nhân");

    /// <summary>What no name of a person holds.</summary>
    private static readonly SearchValues<char> OfAccounts = SearchValues.Create("@+0123456789");

    /// <summary>The allow-list. The first is where a bare path such as <c>/groups/abc</c> belongs.</summary>
    protected abstract IReadOnlyList<string> Hosts { get; }

    /// <summary>First labels that lead to the same pages; <c>vi-vn.</c> and its like are known to all.</summary>
    protected virtual IReadOnlyList<string> Prefixes { get; } = ["www", "m", "mobile", "web", "touch"];

    /// <summary>What people call the platform in writing, beside its name.</summary>
    protected virtual IReadOnlyList<string> Nicknames => [];

    /// <summary>The scheme of links made for the platform's own app, such as <c>zalo</c>.</summary>
    protected virtual string? AppScheme => null;

    protected abstract Reading ReadName(Platform platform, string name);

    /// <param name="platform">The platform that was chosen.</param>
    /// <param name="host">The one of <see cref="Hosts"/> that the link belongs to.</param>
    /// <param name="link">The link.</param>
    protected abstract Reading ReadLink(Platform platform, string host, WebAddress link);

    /// <summary>Null: the digits may still be a name.</summary>
    protected virtual Reading? ReadPhone(Platform platform, string text) =>
        VietnamesePhoneNumber.TryParse(text, out _, out _) ? Reading.Refuse(Refusals.Phone(platform)) : null;

    protected virtual string? MatchHost(string host)
    {
        for (var rest = host.AsSpan(); ;)
        {
            for (var i = 0; i < Hosts.Count; i++)
            {
                if (rest.SequenceEqual(Hosts[i]))
                    return Hosts[i];
            }
            var dot = rest.IndexOf('.');
            if (dot < 0 || !IsPrefix(rest[..dot]))
                return null;
            rest = rest[(dot + 1)..];
        }
    }

    internal sealed override bool IsCalled(string name) => Nicknames.Contains(name, StringComparer.OrdinalIgnoreCase);

    internal sealed override bool Owns(string host) => MatchHost(host) is not null;

    internal sealed override Reading Read(Platform platform, string text)
    {
        text = WithoutLabels(platform, text);
        text = TypedText.LinkAmongWords(text, LeadsHere) ?? text;
        if (VietnamesePhoneNumber.LooksLikeOne(text) && ReadPhone(platform, text) is { } phone)
            return phone;
        if (Slip(text) is { } slip)
            return Reading.Refuse(slip);
        if (TypedText.HoldsSeveralAddresses(text))
            return Reading.Refuse(Refusals.Several);
        if (text.Contains(' ', StringComparison.Ordinal))
            return Reading.Refuse(Refusals.DisplayName(platform));

        text = text.TrimEnd('/');
        // It ended the sentence in which the link stood. In a name somebody meant it.
        if (text.AsSpan().ContainsAny("/?#"))
            text = text.TrimEnd('.', '/');
        var isPath = text.AsSpan().ContainsAny("/?#:");
        if (!isPath && text is ['@', .. var handle])
            return ReadName(platform, handle);
        if (!isPath && text.Contains('@', StringComparison.Ordinal))
            return Reading.Refuse(Refusals.Email);
        return AsLink(platform, text) is { } link ? ReadLinkText(platform, link) : ReadName(platform, text);
    }

    /// <summary>Slips of a finger that can be named: without them what was typed is a link of the platform.</summary>
    private string? Slip(string text)
    {
        var dotted = text.Replace(',', '.');
        if (dotted != text && !dotted.Contains(' ', StringComparison.Ordinal) && LeadsHere(dotted))
            return Refusals.CommaInLink;
        var whole = text.Replace(" ", "", StringComparison.Ordinal);
        return whole != text && !TypedText.HoldsSeveralAddresses(text) && LeadsHere(whole) ? Refusals.SpaceInLink : null;
    }

    private bool LeadsHere(string text) =>
        text.Contains('/', StringComparison.Ordinal) && WebAddress.TryRead(text, out var link, out _) && Owns(link.Host);

    /// <summary>People write “Zalo: 0912…” and “Link Facebook: …” even where the form says so, and “0912… (Zalo)”.</summary>
    private string WithoutLabels(Platform platform, string text)
    {
        if (text is [.., ')'] && text.LastIndexOf('(') is > 0 and var bracket && IsLabel(platform, text[(bracket + 1)..^1]))
            return WithoutLabels(platform, text[..bracket].Trim());
        var end = text.IndexOf(':', StringComparison.Ordinal);
        if (end > 0 && !text.AsSpan(end).StartsWith("://"))
            return IsLabel(platform, text[..end]) && text[(end + 1)..].Trim() is { Length: > 0 } rest ? rest : text;
        // Without a colon only what can be no name of a person: “Nick Nguyên” is one. No label holds a colon, be it that of a link.
        var words = end < 0 ? text : text.AsSpan(0, end);
        return words.IndexOfAny(OfAccounts) is > 0 and var start && IsLabel(platform, text[..start]) ? text[start..] : text;
    }

    /// <summary>One of the words for an account, or several of them.</summary>
    private bool IsLabel(Platform platform, string text)
    {
        var rest = text.AsSpan().Trim(" -–").ToString();
        while (rest.Length > 0)
        {
            var label = Labels(platform).FirstOrDefault(label => rest.StartsWith(label, StringComparison.OrdinalIgnoreCase)
                && (rest.Length == label.Length || rest[label.Length] == ' '));
            if (label is null)
                return false;
            rest = rest[label.Length..].TrimStart();
        }
        return true;
    }

    private IEnumerable<string> Labels(Platform platform) => [.. GeneralLabels, platform.Code, platform.Name, .. Nicknames];

    /// <summary>The text as a link to read, completed where only its path was typed; null where it can only be a name.</summary>
    private string? AsLink(Platform platform, string text)
    {
        var isOfApp = AppScheme is { } app && text.StartsWith(app + ":", StringComparison.OrdinalIgnoreCase);
        if (isOfApp)
            text = text[(AppScheme!.Length + 1)..].TrimStart('/');
        else if (text.Contains(':', StringComparison.Ordinal) || text.StartsWith("//", StringComparison.Ordinal))
            return text;

        var end = text.IndexOfAny(['/', '?', '#']);
        var first = end < 0 ? text : text[..end];
        // facebook/nguyen.van.a: the name of the network in place of its host.
        if (end > 0 && text[end] == '/' && (IsCalled(first) || first.Equals(platform.Code, StringComparison.OrdinalIgnoreCase)))
            return Hosts[0] + text[end..];
        // Names may hold dots, so only a slash, or a domain that everybody knows, makes a dotted word a host.
        var isHost =
            end >= 0 && text[end] == '/' && !first.StartsWith('@') ? first.Contains('.', StringComparison.Ordinal) : LooksLikeHost(first);
        // A slip in the scheme (httpss//facebook.com/…) must not pass for a path that begins with a name.
        var isWhole = isHost
            || (!isOfApp && (text.Contains("//", StringComparison.Ordinal) || text.Contains(Hosts[0], StringComparison.OrdinalIgnoreCase)));
        return isWhole ? text
            : end < 0 ? null
            : $"{Hosts[0]}/{text.TrimStart('/')}";
    }

    private bool LooksLikeHost(string word)
    {
        var lower = word.ToLowerInvariant();
        return lower.StartsWith("www.", StringComparison.Ordinal)
            || lower.EndsWith(".com", StringComparison.Ordinal)
            || lower.EndsWith(".net", StringComparison.Ordinal)
            || lower.EndsWith(".org", StringComparison.Ordinal)
            || lower.Contains(".com.", StringComparison.Ordinal)
            || Owns(lower);
    }

    private Reading ReadLinkText(Platform platform, string text)
    {
        if (!WebAddress.TryRead(text, out var link, out var problem))
            return Reading.Refuse(problem);
        if (link.HasPort)
            return Reading.Refuse(Refusals.Port);
        return MatchHost(link.Host) is { } host ? ReadLink(platform, host, link) : ReadForeign(platform, link);
    }

    private Reading ReadForeign(Platform platform, WebAddress link)
    {
        if (Shorteners.Contains(link.Host))
            return link.Segments is [var token] ? Opaque(link.Host, token) : Reading.Refuse(Refusals.Malformed);
        return Reading.Refuse(Platform.OwnerOf(link.Host) is { } owner ? Refusals.BelongsTo(owner, platform) : Refusals.NotOf(platform));
    }

    /// <summary>A link that names nobody: kept as it is, so that it can be declared, stored and asked about.</summary>
    protected Reading Opaque(string hostAndFolder, string token, AccountKind? kind = null)
    {
        var address = $"{hostAndFolder}/{token}";
        return Names.IsToken(token)
            ? Reading.Accept(kind ?? UsualKind, $"https://{address}", address, AccountFlags.FullLinkNeeded)
            : Reading.Refuse(Refusals.Malformed);
    }

    internal static AccountFlags FlagsOf(VietnamesePhoneNumber number) =>
        (number.HasKnownPrefix ? AccountFlags.None : AccountFlags.UnknownPhonePrefix)
        | (number.IsLandline ? AccountFlags.Landline : AccountFlags.None);

    /// <summary>vi-vn, en-gb: what platforms put before their host for a language.</summary>
    private bool IsPrefix(ReadOnlySpan<char> label)
    {
        for (var i = 0; i < Prefixes.Count; i++)
        {
            if (label.SequenceEqual(Prefixes[i]))
                return true;
        }
        return label.Length == 5 && label[2] == '-'
            && label[..2].IndexOfAnyExceptInRange('a', 'z') < 0 && label[3..].IndexOfAnyExceptInRange('a', 'z') < 0;
    }
}
