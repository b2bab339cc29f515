using System.Text.RegularExpressions;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Units by what lists call them: a code, a name, or what offices make of a name.</summary>
internal sealed partial class UnitNames
{
    /// <summary>Excel cuts the name of a sheet here.</summary>
    private const int LongestSheetName = 31;

    /// <summary>What one kind of unit is called by, itself or by the body that leads it; each as a search key, longest first.</summary>
    private static readonly string[][] Leads =
    [
        ["chi uy chi bo", "chi bo", "chi uy", "cb"],
        ["ban chap hanh dang bo", "ban thuong vu dang uy", "bch dang bo", "btv dang uy", "dang bo", "dang uy", "db"],
    ];

    private readonly ILookup<string, Unit> _byCode;
    private readonly ILookup<string, Unit> _byName;
    private readonly ILookup<string, Unit> _byFoldedName;

    public UnitNames(IReadOnlyCollection<Unit> units)
    {
        _byCode = units.ToLookup(u => u.Code, StringComparer.OrdinalIgnoreCase);
        _byName = units.ToLookup(u => Exact(u.Name));
        _byFoldedName = units.ToLookup(u => VietnameseText.SearchKey(u.Name));
    }

    /// <summary>
    /// The units of a code, a name, or what offices make of it: "CB thôn Hai", "thôn Hai", "Đảng ủy xã Mẫu" for "Đảng bộ xã Mẫu", or as
    /// much as the name of a sheet holds.
    /// </summary>
    /// <param name="text">Normalised.</param>
    public IReadOnlyList<Unit> Of(string text) =>
        Tries(text).Select(found => found.ToList()).FirstOrDefault(found => found.Count > 0) ?? [];

    /// <summary>The nearest first: of a long list most rows need no other.</summary>
    private IEnumerable<IEnumerable<Unit>> Tries(string text)
    {
        yield return _byCode[text];
        yield return _byName[Exact(text)];
        var key = VietnameseText.SearchKey(text);
        yield return _byFoldedName[key];
        yield return Forms(key).Distinct().SelectMany(form => _byFoldedName[form]);
        if (text.Length >= LongestSheetName - 1)
            yield return _byFoldedName.Where(n => n.Key.StartsWith(key, StringComparison.Ordinal)).SelectMany(n => n);
    }

    /// <summary>
    /// The units of a text that says more than their name: the number of the branch in a list or its code before it (“14. Chi bộ Khu 14”,
    /// “CB14 – Chi bộ Khu 14”), its code, its committee or the unit above it behind it. Both have to fit.
    /// </summary>
    /// <param name="text">Normalised.</param>
    /// <param name="all">Units that may stand beside the name, those above it too.</param>
    public NamedUnits Among(string text, UnitNames all)
    {
        if (Of(text) is { Count: > 0 } found)
            return new(found, "", null);
        NamedUnits? contradicted = null;
        foreach (var form in new[] { Numbered(), Behind() })
        {
            if (form.Match(text) is not { Success: true } parts)
                continue;
            var (name, beside) = (parts.Groups["name"].Value.Trim(), parts.Groups["beside"].Value.Trim());
            var named = Of(name);
            if (named.Count == 0)
                continue;
            var others = Ordinal().IsMatch(beside) ? [.. all._byCode[beside]] : all.Of(beside);
            // What the registry does not know may be a number of the list or a code of the office's own.
            if (others.Count == 0 && !Ordinal().IsMatch(beside) && !OwnCode().IsMatch(beside) && !PartOfBranch().IsMatch(beside))
                continue;
            var fit = others.Count == 0 ? named : [.. named.Where(unit => others.Any(other => unit.Path.IsWithin(other.Path)))];
            if (fit.Count > 0)
                return new(fit, beside, null);
            contradicted ??= new([], beside, $"“{name}” và “{beside}” là hai tổ chức khác nhau. Ghi một mã, hoặc một tên.");
        }

        return contradicted ?? new([], "", null);
    }

    /// <summary>CB14, CB.14, CB 14; “Khu 14” is a name.</summary>
    private const string Code = "(?:[A-Za-zĐđ]{1,6}[._-]?|(?:CB|ĐB|DB|TCĐ) )[0-9][0-9.]*";

    [GeneratedRegex(
        @"^[(\[]?(?<beside>[0-9]{1,4}|[IVXLC]+|" + Code + @"|[A-Za-z])[)\]]?"
            + @"\s*(?:[-–—.:)/]\s*|(?<=[)\]])\s*)+(?<name>\p{L}.*)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(
        @"^(?<name>.*[^\s,;(–—-])\s*(?:\((?<beside>[^()]+)\)|(?:\s[-–—]|[,;])\s*(?<beside>[^,;()]+))$", RegexOptions.CultureInvariant)]
    private static partial Regex Behind();

    [GeneratedRegex("^(?:[0-9]{1,4}|[IVXLC]+|[A-Za-z])$", RegexOptions.CultureInvariant)]
    private static partial Regex Ordinal();

    [GeneratedRegex("^" + Code + "$", RegexOptions.CultureInvariant)]
    private static partial Regex OwnCode();

    [GeneratedRegex("^(?:tổ|tổ đảng|nhóm)(?: số)? [0-9]{1,2}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex PartOfBranch();

    /// <summary>One word, which no name is: whoever wrote a code is not told to write a code.</summary>
    public static bool IsCode(string text) => !text.Contains(' ', StringComparison.Ordinal);

    private static string Exact(string name) => VietnameseText.NormalizeTonePlacement(name).ToUpperInvariant();

    /// <summary>The same name behind each word for its kind of unit, or for every kind where it has none.</summary>
    private static IEnumerable<string> Forms(string key)
    {
        foreach (var leads in Leads)
        {
            if (Array.Find(leads, lead => key.StartsWith(lead + " ", StringComparison.Ordinal)) is { } lead)
                return leads.Select(other => other + key[lead.Length..]);
        }

        return Leads.SelectMany(leads => leads.Select(lead => $"{lead} {key}"));
    }
}

/// <summary>What a text names.</summary>
/// <param name="Besides">What stands beside the name and is left out; empty for nothing.</param>
/// <param name="Contradiction">Why nothing is meant, in Vietnamese, where two units are named.</param>
internal sealed record NamedUnits(IReadOnlyList<Unit> Units, string Besides, string? Contradiction)
{
    /// <summary>In Vietnamese, that something is left out; null where nothing is.</summary>
    public string? Note => Besides.Length == 0 || Units.Count != 1 ? null : NoteOf(Units[0], Besides);

    public static string NoteOf(Unit unit, string besides) => $"Hiểu là {unit.Name}; bỏ “{besides}” trong ô này.";
}
