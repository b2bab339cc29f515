namespace PartyNet.Domain.Text;

/// <summary>
/// A person's name, normalised: as displayed, and split into the given name that rosters sort by (<see cref="Ten"/>) and the rest
/// (<see cref="HoDem"/>). Custom takes the last word as the given name.
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

    public override string ToString() => FullName;
}
