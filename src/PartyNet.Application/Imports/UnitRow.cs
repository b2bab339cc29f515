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

    /// <summary>The row, and something more that is to be said of it.</summary>
    internal UnitRow With(CellProblem problem) => this with { Problems = [.. Problems, problem] };

    /// <summary>The kind meant, by code or by a name of it; null where none of <paramref name="kinds"/> is.</summary>
    public UnitKind? KindAmong(IEnumerable<UnitKind> kinds) =>
        // A kind's own name comes before what people call others.
        kinds.OrderByDescending(kind => VietnameseText.SearchKey(kind.Name) == VietnameseText.SearchKey(Kind))
            .FirstOrDefault(kind => kind.IsMeantBy(Kind));

    /// <summary>That no kind is meant, at the cell.</summary>
    public CellProblem UnknownKind(IEnumerable<UnitKind> kinds) => new(
        Number, null, UnitColumns.Kind.Heading, Kind,
        "Không có loại tổ chức này. Ghi một trong: "
            + $"{string.Join(", ", kinds.Where(k => k.IsActive).OrderBy(k => k.Position).Select(k => k.Name))}. "
            + "Nếu tên này đúng, quản trị hệ thống thêm ở trang Quản trị, mục “Loại tổ chức”.",
        Blocks: true);
}
