namespace PartyNet.Domain.Units;

/// <summary>
/// What sort of organisation a unit is. A table, because names and levels change by decision of the Party;
/// <see cref="Standard"/> is what a new installation starts with.
/// </summary>
/// <param name="Code">Stable code used in unit lists, such as <c>chi-bo</c>.</param>
/// <param name="Name">Vietnamese name shown to people.</param>
/// <param name="HoldsMembers">Members belong directly to units of this kind: it is a branch.</param>
/// <param name="IsGrassroots">A tổ chức cơ sở đảng: the level by which coverage is read.</param>
/// <param name="Position">Order in lists, from the top of the tree down.</param>
public sealed record UnitKind(string Code, string Name, bool HoldsMembers, bool IsGrassroots, int Position)
{
    public const int CodeLength = 40;
    public const int NameLength = 100;

    public const string Central = "trung-uong";
    public const string Province = "dang-bo-tinh";
    public const string Superior = "dang-bo-cap-tren";
    public const string GrassrootsCommittee = "dang-bo-co-so";
    public const string PartialCommittee = "dang-bo-bo-phan";
    public const string GrassrootsBranch = "chi-bo-co-so";
    public const string Branch = "chi-bo";

    public static IReadOnlyList<UnitKind> Standard { get; } =
    [
        new(Central, "Cơ quan Trung ương", false, false, 10),
        new(Province, "Đảng bộ tỉnh, thành phố", false, false, 20),
        new(Superior, "Đảng bộ cấp trên trực tiếp cơ sở", false, false, 30),
        new(GrassrootsCommittee, "Đảng bộ cơ sở", false, true, 40),
        new(PartialCommittee, "Đảng bộ bộ phận", false, false, 50),
        new(GrassrootsBranch, "Chi bộ cơ sở", true, true, 60),
        new(Branch, "Chi bộ", true, false, 70),
    ];
}
