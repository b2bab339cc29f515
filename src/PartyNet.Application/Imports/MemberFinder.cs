using PartyNet.Application.Protection;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>
/// Finds the member that a row means: by our code, by card or citizen number, and without any of these only by name, birth and branch
/// together. It never guesses: where two people fit, or one may be meant or not, it says in Vietnamese what is missing.
/// </summary>
internal sealed class MemberFinder(ISecrets secrets)
{
    private const string WhatHelps = "số thẻ đảng, số định danh cá nhân hoặc mã PartyNet";

    private readonly Dictionary<string, int> _rowOfNumber = [];
    private readonly Dictionary<Guid, int> _rowOfMember = [];
    private readonly Dictionary<(string Name, Guid Branch), List<(MemberRow Row, bool IsSure)>> _rowsOfName = [];

    /// <summary>Members that stand in the file.</summary>
    public IReadOnlyCollection<Guid> Met => _rowOfMember.Keys;

    /// <summary>The member whose code or number the row has; null where it has none that is known.</summary>
    public (KnownMember? Member, string? Doubt) ByNumber(MemberRow row, KnownMembers known)
    {
        var byNumber = row.NumberDigests(secrets).SelectMany(known.WithDigest).Distinct().ToList();
        if (byNumber.Count > 1)
            return (null, $"Khớp với nhiều đảng viên đã có trong danh sách. Bổ sung {WhatHelps} để phân biệt.");
        var numbered = byNumber.SingleOrDefault();
        if (row.MemberCode is null || known.WithCode(row.MemberCode) is not { } coded)
            return (numbered, null);
        if (numbered is not null && numbered != coded)
            return (null, "Mã PartyNet và số ở dòng này là của hai đồng chí khác nhau. Kiểm tra xem các cột có lệch dòng không.");

        // A list sorted by one column alone puts codes beside other people's names.
        return numbered is not null || coded.SearchKey == NameOf(row) || (row.BirthYear is not null && coded.Birth == BirthOf(row))
            ? (coded, null)
            : (null, "Mã PartyNet này là của một đồng chí khác họ tên, khác ngày sinh. Kiểm tra xem các cột có lệch dòng không.");
    }

    /// <summary>The member of this name and birth in the branch; null where there is none.</summary>
    public static (KnownMember? Member, string? Doubt) ByName(MemberRow row, Unit branch, KnownMembers known)
    {
        // A member who has a number is not the one who has another.
        var named = known.Named(NameOf(row)).Where(m => m.Branch.Id == branch.Id && !(row.HasNumber && m.HasNumber)).ToList();
        var birth = BirthOf(row);
        var same = named.Where(m => m.Birth == birth).ToList();
        if (same.Count > 1)
            return (null, $"Khớp với nhiều đảng viên đã có trong danh sách. Bổ sung {WhatHelps} để phân biệt.");
        if (same is [{ HasNumber: true }])
            return (null, $"Chi bộ đã có một đảng viên cùng họ tên, cùng ngày sinh. Ghi {WhatHelps} để biết có phải một người.");
        if (same is [var member] && (!row.HasNumber || birth.Year is not null))
            return (member, null);
        return named.Any(m => m.Birth.MayBe(birth))
            ? (null, "Chi bộ đã có một đảng viên cùng họ tên mà ngày sinh chưa đủ để biết có phải một người. "
                + $"Ghi đủ ngày sinh, hoặc {WhatHelps}.")
            : (null, null);
    }

    /// <summary>The earlier row of the file that stands for the same person, or may; remembers this one.</summary>
    /// <param name="isSure">The row's code or number says who is meant.</param>
    public int? FindTwin(MemberRow row, Unit branch, KnownMember? member, bool isSure)
    {
        int? twin = null;
        foreach (var number in new[] { row.CardNumber?.Value, row.CitizenNumber?.Value }.OfType<string>().Distinct())
            Remember(_rowOfNumber, number);
        if (member is not null)
            Remember(_rowOfMember, member.Member.Id);

        var name = (NameOf(row), branch.Id);
        if (!_rowsOfName.TryGetValue(name, out var others))
            _rowsOfName.Add(name, others = []);
        var birth = BirthOf(row);
        var other = others.FirstOrDefault(o => !(isSure && o.IsSure) && BirthOf(o.Row).MayBe(birth));
        others.Add((row, isSure));
        return twin ?? other.Row?.Number;

        void Remember<TKey>(Dictionary<TKey, int> rows, TKey key)
            where TKey : notnull
        {
            if (!rows.TryAdd(key, row.Number))
                twin ??= rows[key];
        }
    }

    public static string NameOf(MemberRow row) => VietnameseText.SearchKey(row.FullName);

    private static Birth BirthOf(MemberRow row) => new(row.BirthDate, row.BirthYear);
}

/// <summary>What is known of a birth: the day, the year alone, or nothing.</summary>
internal readonly record struct Birth(DateOnly? Day, int? Year)
{
    /// <summary>Nothing known of one speaks against the other.</summary>
    public bool MayBe(Birth other) =>
        this == other || ((Day is null || other.Day is null) && (Year is null || other.Year is null || Year == other.Year));
}
