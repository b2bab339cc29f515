using PartyNet.Domain.Text;

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
    public const int OtherNamesLength = 1000;

    public const string Central = "trung-uong";
    public const string Province = "dang-bo-tinh";
    public const string Superior = "dang-bo-cap-tren";
    public const string GrassrootsCommittee = "dang-bo-co-so";
    public const string PartialCommittee = "dang-bo-bo-phan";
    public const string GrassrootsBranch = "chi-bo-co-so";
    public const string Branch = "chi-bo";

    /// <summary>What lists call it besides, separated by semicolons: people write "Đảng bộ xã". Null before any were given.</summary>
    public string? OtherNames { get; init; }

    /// <summary>New lists may name it. Units that are of it stay so when it is not used any more.</summary>
    public bool IsActive { get; init; } = true;

    public static IReadOnlyList<UnitKind> Standard { get; } =
    [
        new(Central, "Cơ quan Trung ương", false, false, 10)
        {
            OtherNames = "Trung ương; Đảng bộ trực thuộc Trung ương; Đảng ủy trực thuộc Trung ương",
        },
        new(Province, "Đảng bộ tỉnh, thành phố", false, false, 20)
        {
            OtherNames = "Đảng bộ tỉnh; Đảng bộ thành phố; Tỉnh ủy; Thành ủy; Đảng bộ thành phố trực thuộc Trung ương",
        },
        new(Superior, "Đảng bộ cấp trên trực tiếp cơ sở", false, false, 30)
        {
            OtherNames = "Đảng bộ xã; Đảng bộ phường; Đảng bộ đặc khu; Đảng bộ huyện; Đảng bộ quận; Đảng bộ thị xã; Đảng ủy xã"
                + "; Đảng ủy phường; Đảng ủy đặc khu; Huyện ủy; Quận ủy; Thị ủy; Đảng bộ cấp trên"
                + "; Đảng bộ cấp trên cơ sở; Đảng bộ cấp xã; Đảng bộ cấp huyện",
        },
        new(GrassrootsCommittee, "Đảng bộ cơ sở", false, true, 40)
        {
            OtherNames = "Đảng bộ thị trấn; Đảng bộ cơ quan; Đảng bộ doanh nghiệp; Đảng bộ công ty; Đảng bộ trường"
                + "; Đảng bộ trường học; Đảng bộ bệnh viện; Đảng bộ quân sự; Đảng bộ công an; Đảng bộ khu phố"
                + "; Đảng ủy cơ sở; ĐBCS; Đảng bộ CS; Đảng bộ",
        },
        new(PartialCommittee, "Đảng bộ bộ phận", false, false, 50)
        {
            OtherNames = "Đảng ủy bộ phận; ĐBBP; Đảng bộ BP",
        },
        new(GrassrootsBranch, "Chi bộ cơ sở", true, true, 60)
        {
            OtherNames = "CBCS; Chi bộ CS; Chi ủy cơ sở",
        },
        new(Branch, "Chi bộ", true, false, 70)
        {
            OtherNames = "Chi bộ trực thuộc; Chi bộ thôn; Chi bộ xóm; Chi bộ ấp; Chi bộ bản; Chi bộ khu phố; Chi bộ tổ dân phố"
                + "; Chi bộ khu dân cư; Chi bộ nông thôn; Chi bộ cơ quan; Chi bộ trường học; CB",
        },
    ];

    /// <summary>Whether a list that writes this means the kind, whatever case and diacritics.</summary>
    public bool IsMeantBy(string written)
    {
        var key = VietnameseText.SearchKey(written);
        return (OtherNames ?? "").Split(';').Append(Code).Append(Name).Any(name => VietnameseText.SearchKey(name) == key);
    }
}
