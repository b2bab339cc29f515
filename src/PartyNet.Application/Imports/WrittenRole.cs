using System.Text.RegularExpressions;
using PartyNet.Domain.Access;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>A role as offices write it: “Bí thư”, “PBT”, “1. Bí thư Chi bộ thôn Hai kiêm Trưởng thôn”.</summary>
/// <param name="Role">Null where it is none of ours, or several.</param>
/// <param name="Unit">What it says of where it is held: “Chi bộ thôn Hai”; empty where it says nothing.</param>
/// <param name="Besides">Other posts, as written.</param>
internal sealed partial record WrittenRole(Role? Role, string Unit, IReadOnlyList<string> Besides)
{
    private static readonly string[] Secretary = ["bi thu", "bt"];
    private static readonly string[] Deputy = ["pho bi thu thuong truc", "pho bi thu", "pho bt", "p bi thu", "p bt", "pbt"];

    private static readonly string[] OfCommittee =
    [
        "dang uy vien", "cap uy vien", "cap uy", "dang uy", "uy vien ban thuong vu", "uy vien ban chap hanh", "uy vien thuong vu",
        "uy vien btv", "uy vien bch", "uv ban thuong vu", "uv ban chap hanh", "uv btv", "uv bch", "uvbtv", "uvbch",
    ];

    private static readonly string[] Branch = ["chi bo", "chi uy", "cb"];
    private static readonly string[] Committee = ["dang uy", "dang bo", "db"];

    /// <summary>The posts, longest first: the post, the same with a word for its unit, and the role that it is.</summary>
    private static readonly IReadOnlyList<(string Post, string Words, Role Role)> Posts =
    [
        .. Held(Deputy, ["", .. Branch], Domain.Access.Role.Deputy)
            .Concat(Held(Secretary, ["", .. Branch], Domain.Access.Role.Secretary))
            .Concat(Held([.. Secretary, .. Deputy], Committee, Domain.Access.Role.Committee))
            .Concat(Held(OfCommittee, ["", .. Committee], Domain.Access.Role.Committee))
            .Concat(Held(["btcb"], [""], Domain.Access.Role.Secretary)).Concat(Held(["pbtcb"], [""], Domain.Access.Role.Deputy))
            .Concat(Held(["ban"], [""], Domain.Access.Role.Board))
            .OrderByDescending(post => post.Words.Length),
    ];

    /// <summary>The roles, as messages and templates name them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. new[]
        {
            Domain.Access.Role.Secretary, Domain.Access.Role.Deputy, Domain.Access.Role.Committee, Domain.Access.Role.Board,
        }.Select(RolePermissions.Name),
    ];

    /// <summary>Several roles are written in one cell, of which nobody knows which is meant.</summary>
    public bool IsSeveral { get; private init; }

    public static WrittenRole Read(string text)
    {
        var parts = Between().Split(InBrackets().Replace(text, ", ${besides}")).Select(WrittenName.WithoutBullet)
            .Where(part => part.Length > 0).Select(part => (Text: part, Read: OfPart(part))).ToList();
        var roles = parts.Where(part => part.Read.Role is not null).ToList();
        return roles.Select(part => part.Read.Role).Distinct().Count() switch
        {
            0 => new WrittenRole(null, "", []),
            1 => roles[0].Read with { Besides = [.. parts.Where(part => part.Read.Role is null).Select(part => part.Text)] },
            _ => new WrittenRole(null, "", []) { IsSeveral = true },
        };
    }

    private static WrittenRole OfPart(string part)
    {
        var key = VietnameseText.SearchKey(part);
        foreach (var (post, words, role) in Posts)
        {
            if (key == words)
                return new WrittenRole(role, "", []);
            // “Ban Chấp hành” is not the board, and “BT” before a name is no post.
            if (key.StartsWith(words + " ", StringComparison.Ordinal) && role != Domain.Access.Role.Board)
                return new WrittenRole(role, Behind(part, post) ?? Behind(part, words) ?? key[(post.Length + 1)..], []);
        }

        return new WrittenRole(null, "", []);
    }

    /// <summary>What follows words of which the search key is known; null where they end within a word.</summary>
    private static string? Behind(string part, string key)
    {
        for (var at = part.IndexOf(' ', StringComparison.Ordinal); at > 0; at = part.IndexOf(' ', at + 1))
        {
            if (VietnameseText.SearchKey(part[..at]) == key)
                return part[(at + 1)..];
        }

        return null;
    }

    /// <param name="bodies">Words for the unit; an empty one is for the post alone.</param>
    private static IEnumerable<(string Post, string Words, Role Role)> Held(string[] posts, string[] bodies, Role role) =>
        posts.SelectMany(post => bodies.Select(body => (post, $"{post} {body}".TrimEnd(), role)));

    /// <summary>“Bí thư (kiêm Trưởng thôn)”, “Bí thư (từ 2025)”; another bracket may hold the unit.</summary>
    [GeneratedRegex(
        @"\s*\((?:kiêm\s+)?(?<besides>(?<=kiêm\s+)[^()]+"
            + @"|(?:từ|nhiệm kỳ|NK|phụ trách|trưởng|phó trưởng|chủ tịch|phó chủ tịch)\b[^()]*)\)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"\s*[,;/&+\n]\s*|\s+[-–—]\s+|\s+(?:kiêm|và|đồng thời)\s+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Between();
}
