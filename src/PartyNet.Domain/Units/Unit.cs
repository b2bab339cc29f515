using PartyNet.Domain.Text;

namespace PartyNet.Domain.Units;

/// <summary>
/// A Party organisation: a node of the tree. Kind, name and parent are data with dates, never computed from depth,
/// because levels are abolished, merged and renamed by decision.
/// </summary>
public sealed class Unit
{
    public const int CodeLength = 40;
    public const int NameLength = 200;

    private Unit()
    {
    }

    public Guid Id { get; private init; }
    public Guid? ParentId { get; private set; }

    /// <summary>Place in the tree; moves with the parent.</summary>
    public UnitPath Path { get; private set; }

    /// <summary>Public code: stands in addresses, spreadsheets and slips. Unique among all units.</summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>What a search among units compares: <see cref="SearchKeyOf"/>.</summary>
    public string SearchKey { get; private set; } = "";

    public string KindCode { get; private set; } = "";

    /// <summary>What this unit calls the body that runs the registry, such as "Ban Xây dựng Đảng"; null where it has none.</summary>
    public string? BoardName { get; private set; }

    /// <summary>
    /// Whether members here and below read the names of those who looked at their data; null where the units above decide.
    /// </summary>
    public bool? NamesViewers { get; private set; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>Last day of the unit; null while it exists.</summary>
    public DateOnly? ValidTo { get; private set; }

    public int Version { get; private set; } = 1;

    /// <param name="label">Label of the unit in paths, unique in the installation (<see cref="UnitPath.Label"/>).</param>
    /// <param name="parent">The unit above, or null for a root.</param>
    public static Unit Create(
        Guid id,
        string label,
        Unit? parent,
        string code,
        string name,
        string kindCode,
        DateOnly validFrom,
        string? boardName = null
    ) =>
        new()
        {
            Id = id,
            ParentId = parent?.Id,
            Path = parent is null ? UnitPath.Root(label) : parent.Path.Child(label),
            Code = code,
            Name = name,
            SearchKey = SearchKeyOf(name, code),
            KindCode = kindCode,
            BoardName = boardName,
            ValidFrom = validFrom,
        };

    /// <summary>A unit that another reader than EF has found in the database.</summary>
    public static Unit FromStored(
        Guid id,
        Guid? parentId,
        UnitPath path,
        string code,
        string name,
        string kindCode,
        string? boardName,
        DateOnly validFrom,
        DateOnly? validTo,
        int version
    ) =>
        new()
        {
            Id = id,
            ParentId = parentId,
            Path = path,
            Code = code,
            Name = name,
            SearchKey = SearchKeyOf(name, code),
            KindCode = kindCode,
            BoardName = boardName,
            ValidFrom = validFrom,
            ValidTo = validTo,
            Version = version,
        };

    /// <summary>Name and code folded, so that either finds the unit without accents and in any case.</summary>
    private static string SearchKeyOf(string name, string code) => VietnameseText.SearchKey(name + " " + code);

    /// <summary>Takes a new name or kind, by decision.</summary>
    public void Become(string name, string kindCode)
    {
        (Name, SearchKey, KindCode) = (name, SearchKeyOf(name, Code), kindCode);
        Version++;
    }

    /// <summary>Decides whether members read who looked at their data.</summary>
    public void NameViewers(bool areTold)
    {
        NamesViewers = areTold;
        Version++;
    }
}
