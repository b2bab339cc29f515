using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>One organisation as a unit list has it. Parents are codes: of the same list or of the registry.</summary>
public sealed record UnitRow
{
    /// <summary>Row of the sheet, counted from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Public code of the unit.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>Kind as written: the name or the code of a <see cref="UnitKind"/>; see <see cref="KindAmong"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Code of the unit above; null for the topmost one of the list.</summary>
    public string? ParentCode { get; init; }

    public IReadOnlyList<CellProblem> Problems { get; init; } = [];

    /// <summary>Something must be put right before this row can be loaded.</summary>
    public bool IsBlocked => Problems.Any(problem => problem.Blocks);

    /// <summary>
    /// The kind meant, by code or by name whatever its case and diacritics; null where none of <paramref name="kinds"/> is.
    /// </summary>
    public UnitKind? KindAmong(IEnumerable<UnitKind> kinds)
    {
        var key = VietnameseText.SearchKey(Kind);
        return kinds.FirstOrDefault(kind => VietnameseText.SearchKey(kind.Code) == key || VietnameseText.SearchKey(kind.Name) == key);
    }
}
