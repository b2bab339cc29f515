using System.Globalization;
using PartyNet.Domain.Units;

namespace PartyNet.Demo;

/// <summary>What sort of people a branch has: pensioners of a neighbourhood, or staff of an office.</summary>
internal enum DemoSetting
{
    Neighbourhood,
    Workplace,
}

/// <param name="Serial">Number of the branch in the whole demo; seeds its generator.</param>
/// <param name="FirstMember">Number of its first member in the whole demo.</param>
/// <param name="OnRoll">Members on its roll.</param>
internal sealed record DemoBranch(Unit Unit, DemoSetting Setting, long Serial, int FirstMember, int OnRoll);

/// <summary>A tổ chức cơ sở đảng with its branches; where members belong to it directly it is its own only branch.</summary>
internal sealed record DemoGrassroots(Unit Unit, IReadOnlyList<DemoBranch> Branches)
{
    public bool IsCommittee => Branches[0].Unit != Unit;
}

/// <param name="Above">Units above the district that come into being with it: the first district of a province brings the province.</param>
/// <param name="Number">1 is the district of the demo roles, 2 its sibling.</param>
internal sealed record DemoDistrict(Unit Unit, IReadOnlyList<Unit> Above, IReadOnlyList<DemoGrassroots> Grassroots, int Number, long Serial)
{
    public const int Main = 1;
    public const int Sibling = 2;

    public IEnumerable<DemoBranch> Branches => Grassroots.SelectMany(g => g.Branches);

    /// <summary>In an order in which each comes after its parent.</summary>
    public IEnumerable<Unit> Units =>
        [.. Above, Unit, .. Grassroots.SelectMany(g => g.IsCommittee ? [g.Unit, .. g.Branches.Select(b => b.Unit)] : new[] { g.Unit })];
}

/// <summary>
/// Plans the organisation district by district, so that only one of them is in memory at a time. Shape: about 70 members a
/// grassroots organisation, 28 a branch; up to 15,000 members one district, beyond that districts of about 2,700 to 12,000 in
/// provinces of about 350,000. A small sibling of the first district comes on top.
/// </summary>
internal sealed class DemoTree(DemoSize size)
{
    /// <summary>Levels of units at most: the country, a province, a district, a committee, a branch.</summary>
    public const int Depth = 5;

    private const int LargestSingleDistrict = 15_000;
    private const int AverageDistrict = 7_000;
    private const int AverageProvince = 350_000;
    private const int SiblingMembers = 48;
    private const int SiblingGrassroots = 4;

    // 2,753 members in 39 grassroots organisations.
    private const double MembersPerGrassroots = 2_753 / 39.0;
    private const int MembersPerBranch = 28;

    private static readonly DateOnly Founded = new(2025, 7, 1);

    private readonly DemoRandom _random = new(size.Seed, 0);
    private int _districts;
    private long _parts = 1;
    private int _members = 1;

    /// <summary>Labels given so far.</summary>
    public long Labels { get; private set; }

    public IEnumerable<DemoDistrict> Districts()
    {
        var provinces = Math.Max(1, (size.Members + (AverageProvince / 2)) / AverageProvince);
        var country = provinces > 1 ? Create(null, "tw", "Đảng bộ toàn quốc (mẫu)", UnitKind.Central) : null;
        var shares = DemoRandom.Split(size.Members, [.. Enumerable.Range(0, provinces).Select(_ => _random.Between(80, 120))]);
        for (var p = 0; p < provinces; p++)
        {
            var province = Create(
                country,
                Code("m", p + 1),
                $"Đảng bộ tỉnh {DemoNames.Place(p)}",
                UnitKind.Province,
                "Ban Tuyên giáo và Dân vận"
            );
            List<Unit> above = country is null || p > 0 ? [province] : [country, province];
            var sizes = DistrictSizes(shares[p]);
            for (var d = 0; d < sizes.Count; d++)
            {
                var sibling = _districts == DemoDistrict.Main;
                yield return District(province, sibling ? [] : above, Code(province.Code + "-", d + 1), sizes[d], sibling);
                above = [];
            }
        }
    }

    /// <summary>Sizes of the districts of a province; the sibling comes second in the first province.</summary>
    private List<int> DistrictSizes(int members)
    {
        var count = size.Members <= LargestSingleDistrict ? 1 : Math.Max(2, members / AverageDistrict);
        var sizes = DemoRandom.Split(members, [.. Enumerable.Range(0, count).Select(_ => _random.Between(2_700, 11_300))]).ToList();
        if (_districts == 0)
            sizes.Insert(1, SiblingMembers);
        return sizes;
    }

    private DemoDistrict District(Unit province, IReadOnlyList<Unit> above, string code, int members, bool sibling)
    {
        var number = ++_districts;
        var place = DemoNames.Place(40 + number);
        var unit = Create(province, code, $"Đảng bộ {(number % 3 == 0 ? "xã" : "phường")} {place}", UnitKind.Superior, "Ban Xây dựng Đảng");
        var count = sibling ? SiblingGrassroots : Math.Max(4, (int)Math.Round(members / MembersPerGrassroots));
        // The first two are committees: the demo roles sit below them. Of the rest nearly half have no branches below.
        var committees = Enumerable.Range(0, count).Select(i => sibling ? i == 0 : i < 2 || _random.Chance(520)).ToList();
        var sizes = DemoRandom.Split(members, [.. committees.Select(c => c ? _random.Between(84, 140) : _random.Between(15, 28))]);
        var grassroots = new List<DemoGrassroots>(count);
        for (var i = 0; i < count; i++)
            grassroots.Add(Grassroots(unit, Code(code + "-", i + 1), DemoNames.Place((number * 7) + i), committees[i], i, sizes[i]));
        return new DemoDistrict(unit, above, grassroots, number, _parts++);
    }

    private DemoGrassroots Grassroots(Unit district, string code, string place, bool isCommittee, int index, int members)
    {
        // The first committee is a neighbourhood: most members of a real district are.
        var setting = index == 0 || _random.Chance(640) ? DemoSetting.Neighbourhood : DemoSetting.Workplace;
        var body = setting == DemoSetting.Neighbourhood
            ? $"{(isCommittee ? "Khu phố" : "Tổ dân phố")} {place}"
            : $"{_random.Pick(isCommittee ? CommitteeWorkplaces : BranchWorkplaces)} {place}";
        if (!isCommittee)
        {
            var single = Create(district, code, $"Chi bộ {body}", UnitKind.GrassrootsBranch);
            return new DemoGrassroots(single, [Branch(single, setting, members)]);
        }

        var committee = Create(district, code, $"Đảng bộ {body}", UnitKind.GrassrootsCommittee);
        var count = Math.Max(2, (members + (MembersPerBranch / 2)) / MembersPerBranch);
        var sizes = DemoRandom.Split(members, [.. Enumerable.Range(0, count).Select(_ => _random.Between(85, 115))]);
        var part = setting == DemoSetting.Neighbourhood ? "Tổ dân phố" : "Bộ phận";
        var branches = new List<DemoBranch>(count);
        for (var i = 0; i < count; i++)
            branches.Add(
                Branch(Create(committee, Code(code + "-", i + 1), $"Chi bộ {part} {i + 1} {place}", UnitKind.Branch), setting, sizes[i])
            );
        return new DemoGrassroots(committee, branches);
    }

    private DemoBranch Branch(Unit unit, DemoSetting setting, int members)
    {
        var first = _members;
        // Those who are no longer on the roll have numbers, too.
        _members += members + DemoMembers.GoneFrom(members);
        return new DemoBranch(unit, setting, _parts++, first, members);
    }

    private Unit Create(Unit? parent, string code, string name, string kind, string? board = null) =>
        Unit.Create(_random.Id(), UnitPath.Label(++Labels), parent, code, name, kind, Founded, board);

    private static string Code(string above, int number) => above + number.ToString("00", CultureInfo.InvariantCulture);

    private static readonly string[] CommitteeWorkplaces =
    [
        "Cơ quan Ủy ban nhân dân",
        "Công ty Cổ phần",
        "Bệnh viện",
        "Trường Trung học phổ thông",
        "Công an phường",
    ];

    private static readonly string[] BranchWorkplaces =
    [
        "Trường Mầm non",
        "Trường Tiểu học",
        "Trường Trung học cơ sở",
        "Trạm Y tế",
        "Hợp tác xã",
        "Quân sự phường",
        "Doanh nghiệp",
    ];
}
