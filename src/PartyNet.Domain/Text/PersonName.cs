namespace PartyNet.Domain.Text;

/// <summary>
/// A person's name, normalised: as displayed, and split into the given name that rosters sort by (<see cref="Ten"/>) and the rest
/// (<see cref="HoDem"/>). Custom takes the last word as the given name; <see cref="WithTen"/> corrects names where that is wrong.
/// </summary>
public sealed record PersonName
{
    private PersonName(string fullName, string hoDem, string ten) => (FullName, HoDem, Ten) = (fullName, hoDem, ten);

    /// <summary>The whole name as it is shown.</summary>
    public string FullName { get; }

    /// <summary>Surname and middle names: all words but the given name. Empty for a name of one word.</summary>
    public string HoDem { get; }

    /// <summary>The given name; empty only when the whole name is.</summary>
    public string Ten { get; }

    /// <summary>Roster order: <see cref="VietnameseText.SortKey(string?, string?)"/>.</summary>
    public string SortKey => VietnameseText.SortKey(HoDem, Ten);

    /// <summary>Search form of the whole name: <see cref="VietnameseText.SearchKey"/>.</summary>
    public string SearchKey => VietnameseText.SearchKey(FullName);

    /// <summary>Splits at the last space; total.</summary>
    public static PersonName Of(string? fullName)
    {
        var name = VietnameseText.Normalize(fullName);
        var space = name.LastIndexOf(' ');
        return space < 0 ? new(name, "", name) : new(name, name[..space], name[(space + 1)..]);
    }

    /// <summary>
    /// The same name with another given name, one or more whole words that follow each other in it ("Y Bhăm" or "Bhăm" in
    /// "Y Bhăm Niê"); null when <paramref name="ten"/> is no such part of the name.
    /// </summary>
    public PersonName? WithTen(string? ten)
    {
        var given = VietnameseText.Normalize(ten);
        if (given.Length == 0)
            return null;
        // The last occurrence: in "Minh Văn Minh" the given name stands at the end.
        var at = $" {FullName} ".LastIndexOf($" {given} ", StringComparison.Ordinal);
        if (at < 0)
            return null;
        var rest = VietnameseText.Normalize($"{FullName[..at]} {FullName[(at + given.Length)..]}");
        return new(FullName, rest, given);
    }

    public override string ToString() => FullName;
}
