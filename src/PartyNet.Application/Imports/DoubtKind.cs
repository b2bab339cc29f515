namespace PartyNet.Application.Imports;

/// <summary>Why a person has to say whom a row means. Stored, so the numbers never change.</summary>
public enum DoubtKind
{
    SeveralAlike = 1,
    SameName = 2,
    OtherNumber = 3,
    OtherBranch = 4,
    NearBirth = 5,
    SomebodysNumber = 6,
    NearName = 7,
}

/// <summary>How each doubt is said, and what stands for it in forms.</summary>
public static class DoubtKinds
{
    public static IReadOnlyList<Choice<DoubtKind>> All { get; } =
    [
        new("cung-ten", "Chi bộ đã có đồng chí cùng họ tên mà chưa đủ để biết có phải một người", DoubtKind.SameName),
        new("so-khac", "Chi bộ đã có đồng chí cùng họ tên, cùng ngày sinh, nhưng số khác", DoubtKind.OtherNumber),
        new("gan-ngay-sinh", "Chi bộ đã có đồng chí cùng họ tên, ngày sinh gần giống", DoubtKind.NearBirth),
        new("gan-ho-ten", "Chi bộ đã có đồng chí cùng ngày sinh, họ tên gần giống", DoubtKind.NearName),
        new("chi-bo-khac", "Chi bộ khác đã có đồng chí cùng họ tên, cùng ngày sinh", DoubtKind.OtherBranch),
        new("nhieu-dong-chi", "Dòng này khớp với nhiều đồng chí", DoubtKind.SeveralAlike),
        new("so-cua-nguoi-khac", "Số ở dòng này là của một đồng chí khác họ tên", DoubtKind.SomebodysNumber),
    ];

    /// <summary>
    /// Whether it may be said of all rows that ask this, without a look at each, that they mean whom they may mean. Where a column of
    /// numbers has slipped by a row, everybody would become whoever stands beside.
    /// </summary>
    public static bool MayAllBeMeant(this DoubtKind kind) => kind is not (DoubtKind.SeveralAlike or DoubtKind.SomebodysNumber);
}
