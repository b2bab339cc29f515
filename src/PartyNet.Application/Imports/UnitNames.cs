using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Units by what lists call them: a code, a name, or what offices make of a name.</summary>
internal sealed class UnitNames
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
