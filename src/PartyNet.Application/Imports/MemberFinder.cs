using PartyNet.Application.Protection;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>
/// Finds the member that a row means. Identity is evidence: our code, card or citizen number, name, birth, branch and phone. What is clear
/// is found; where the evidence contradicts itself, or one person may be meant or not, it says in Vietnamese who stands on both sides.
/// </summary>
internal sealed class MemberFinder(ISecrets secrets)
{
    /// <summary>In the column of our code it says that the row is somebody new, whoever is like them.</summary>
    public const string NewPerson = "mới";

    // A sealed number is as long as its digits, so it need not be opened to see that it is one of an old card.
    private readonly int _oldCardLength =
        secrets.Seal(SecretField.MemberCardNumber, Guid.Empty, new string('0', CardNumber.OldLength)).Length;

    /// <summary>The member whose code or number the row has; null where it has none that is known.</summary>
    /// <param name="chosen">Whom a person says the row means: only a number that is somebody else's speaks against it.</param>
    public static (KnownMember? Member, Doubt? Doubt) ByNumber(MemberRow row, KnownMembers known, KnownMember? chosen = null)
    {
        var byNumber = known.WithNumberOf(row).ToList();
        if (byNumber.Count > 1)
        {
            return (null, new Doubt($"Các số ở dòng này là của nhiều đồng chí: {Described(byNumber)}. "
                + "Mỗi dòng chỉ ghi số của một đồng chí: sửa lại các số.")
            { Told = byNumber });
        }

        var numbered = byNumber.SingleOrDefault();
        if (chosen is not null)
        {
            return numbered is null || numbered == chosen
                ? (chosen, null)
                : (null, new Doubt(
                    $"Số ở dòng này là của đồng chí {numbered.Describe()}, không phải của đồng chí đã chọn. Kiểm tra lại số.")
                { Told = [numbered] });
        }

        if (row.MemberCode is null || known.WithCode(row.MemberCode) is not { } coded)
            return (numbered, null);
        if (numbered is not null && numbered != coded)
        {
            return (null, new Doubt(
                "Mã PartyNet và số ở dòng này là của hai đồng chí khác nhau. Kiểm tra xem các cột có lệch dòng không."));
        }

        // A list sorted by one column alone puts codes beside other people's names.
        return numbered is not null || coded.SearchKey == NameOf(row) || (row.BirthYear is not null && coded.Birth == row.Birth)
            ? (coded, null)
            : (null, new Doubt(
                "Mã PartyNet này là của một đồng chí khác họ tên, khác ngày sinh. Kiểm tra xem các cột có lệch dòng không."));
    }

    /// <summary>
    /// Why the row is not the member whose number it has: another name, and a birth that is another or says nothing. Null where it is.
    /// </summary>
    public static Doubt? Contradiction(MemberRow row, KnownMember member)
    {
        var (birth, name) = (row.Birth, NameKey.Loose(row.FullName));
        if (name == member.Name || row.MemberCode == member.Member.Code
            || birth.IsSameDay(member.Birth) || (NameKey.AreNear(name, member.Name) && birth.MayBe(member.Birth)))
            return null;
        return new Doubt(
            $"Số ở dòng này là của đồng chí {member.Describe()}, nhưng dòng này ghi {Describe(row)}. Kiểm tra lại số. "
                + $"Nếu đúng là một người thì ghi mã PartyNet {member.Member.Code} vào cột Mã PartyNet.",
            member)
        { Kind = DoubtKind.SomebodysNumber };
    }

    /// <summary>
    /// Against whoever says that a row with this member's number or code is somebody new: one person would be there twice.
    /// </summary>
    public static Doubt NotNew(KnownMember member) => new(
        $"Số hoặc mã PartyNet ở dòng này là của đồng chí {member.Describe()}, nên không phải người mới. "
            + "Đồng chí chọn “Chưa quyết định”, hoặc sửa lại số trong tệp.",
        member);

    /// <summary>The member of this name and birth in the branch; null where there is none.</summary>
    public (KnownMember? Member, Doubt? Doubt) ByName(MemberRow row, Unit branch, KnownMembers known)
    {
        // Their number finds whoever was new the last time.
        if (row is { IsNew: true, HasNumber: true })
            return (null, null);

        var birth = row.Birth;
        var namesakes = known.Named(NameKey.Loose(row.FullName)).ToList();
        var alike = namesakes.FindAll(m => m.Birth.MayBe(birth));
        if (alike.Count == 0)
            return (null, row.IsNew ? null : AskAboutNearBirth(row, branch, namesakes) ?? AskAboutNearName(row, branch, known));
        var here = alike.Where(m => m.Branch.Id == branch.Id).ToList();
        var same = here.Where(m => m.Birth == birth && !DifferInNumber(row, m)).ToList();
        if (row.IsNew && same.Count == 0)
            return (null, null);
        if (same.Count > 1)
            return (null, Question(DoubtKind.SeveralAlike, same));
        if (same is [var member] && IsJust(row, member)
            && (!row.HasNumber || birth.Year is not null)
            && here.All(m => m == member || DifferInNumber(row, m)))
            return (member, null);
        if (here.Where(m => HasPhoneOf(row, m) && !DifferInNumber(row, m)).ToList() is [var called])
            return (called, null);

        var doubtful = here.Where(m => !DifferInNumber(row, m)).ToList();
        if (doubtful.Count > 0)
            return (null, Question(DoubtKind.SameName, doubtful));
        if (here.Where(m => birth.IsSameDay(m.Birth)).ToList() is { Count: > 0 } renumbered)
            return (null, Question(DoubtKind.OtherNumber, renumbered));
        var elsewhere = alike.Where(m => birth.IsSameDay(m.Birth) && !DifferInNumber(row, m)).ToList();
        return (null, elsewhere.Count > 0 ? Question(DoubtKind.OtherBranch, elsewhere) : AskAboutNearName(row, branch, known));
    }

    /// <summary>A digit of the birth may be mistyped in the list or in the registry.</summary>
    private Doubt? AskAboutNearBirth(MemberRow row, Unit branch, List<KnownMember> namesakes)
    {
        var near = namesakes.FindAll(m => m.Branch.Id == branch.Id && m.Birth.IsNear(row.Birth) && !DifferInNumber(row, m));
        return near.Count > 0 ? Question(DoubtKind.NearBirth, near) : null;
    }

    /// <summary>A middle name may be left out, or a letter of the name be mistyped.</summary>
    private Doubt? AskAboutNearName(MemberRow row, Unit branch, KnownMembers known)
    {
        var name = NameKey.Loose(row.FullName);
        var near = known.BornOn(row.BirthDate)
            .Where(m => m.Branch.Id == branch.Id && NameKey.AreNear(name, m.Name) && !DifferInNumber(row, m)).ToList();
        return near.Count > 0 ? Question(DoubtKind.NearName, near) : null;
    }

    /// <summary>The one member of this name and day of birth, for a row that names no branch.</summary>
    public KnownMember? Anywhere(MemberRow row, KnownMembers known)
    {
        var birth = row.Birth;
        return !row.IsNew && known.Named(NameKey.Loose(row.FullName)).Where(m => m.Birth.MayBe(birth)).ToList() is [var only]
            && birth.IsSameDay(only.Birth) && !DifferInNumber(row, only) && IsJust(row, only)
                ? only
                : null;
    }

    /// <summary>
    /// The one member of just this name whose day of birth or phone the row has, or who was born in its year and belongs to the unit; a
    /// role is given to nobody because of a name alone, so of others a person has to say who is meant.
    /// </summary>
    public (KnownMember? Member, Doubt? Doubt) ByNameAt(MemberRow row, Unit unit, KnownMembers known)
    {
        if (Anywhere(row, known) is { } born)
            return (born, null);
        var alike = known.Named(NameKey.Loose(row.FullName)).Where(m => m.Birth.MayBe(row.Birth) && !DifferInNumber(row, m)).ToList();
        if (alike.Where(m => HasPhoneOf(row, m) && IsJust(row, m)).ToList() is [var called])
            return (called, null);
        if (row.BirthYear is { } year && alike.Where(m => m.Branch.Id == unit.Id).ToList() is [var here]
            && here.Birth.Year == year && IsJust(row, here))
            return (here, null);
        return (null, alike.Count == 0 ? null : new Doubt(
            $"Có đồng chí cùng họ tên mà chưa đủ để biết có phải người giữ vai trò này: {Described(alike)}. "
                + "Ghi mã PartyNet của đồng chí ấy vào cột Mã PartyNet của dòng này, hoặc ghi số định danh cá nhân.",
            alike)
        { Kind = alike.Count > 1 ? DoubtKind.SeveralAlike : DoubtKind.SameName });
    }

    /// <summary>The card is one of since 2025.</summary>
    public bool HasNewCard(KnownMember member) => member.Member.CardNumber is { } card && card.Length != _oldCardLength;

    public static string NameOf(MemberRow row) => VietnameseText.SearchKey(row.FullName);

    /// <summary>Both have a number of one kind, and not the same.</summary>
    private bool DifferInNumber(MemberRow row, KnownMember member)
    {
        var hasNewCard = HasNewCard(member);
        var hasOldCard = member.Member.CardNumber is not null && !hasNewCard;
        var hasNumber = member.Member.CitizenNumber is not null || hasNewCard;
        // Who has a number of the row was found by it: here nobody has.
        return row.Numbers.Any(number => number.Length == CardNumber.OldLength ? hasOldCard : hasNumber);
    }

    private static bool IsJust(MemberRow row, KnownMember member) => NameKey.Exact(member.FullName) == NameKey.Exact(row.FullName);

    private bool HasPhoneOf(MemberRow row, KnownMember member) =>
        row.Phone is { } phone && secrets.Index(IndexedField.Phone, phone.E164).Any(value => member.Holds(value.Digest));

    private static Doubt Question(DoubtKind kind, List<KnownMember> members) => new(
        $"{DoubtKinds.All.Of(kind).Name}: {Described(members)}. Nếu là một người thì ghi mã PartyNet ấy vào cột Mã PartyNet của dòng này; "
            + $"nếu là người khác thì ghi số định danh cá nhân, và “{NewPerson}” vào cột đó.",
        [.. members])
    { Kind = kind };

    private static string Described(IEnumerable<KnownMember> members) => string.Join("; ", members.Take(3).Select(m => m.Describe()));

    private static string Describe(MemberRow row) => row.Birth.InWords is { } born ? $"{row.FullName}, sinh {born}" : row.FullName;
}

/// <summary>Why it is not clear whom a row means.</summary>
/// <param name="Reason">In Vietnamese, with what to do.</param>
/// <param name="Members">Whom it may mean.</param>
internal sealed record Doubt(string Reason, params IReadOnlyList<KnownMember> Members)
{
    /// <summary>What is asked; null where nothing is, because the row has to be put right.</summary>
    public DoubtKind? Kind { get; init; }

    /// <summary>Whose data the reason tells besides, although the row cannot mean them: who sees it is written down.</summary>
    public IReadOnlyList<KnownMember> Told { get; init; } = [];

    /// <summary>A person chose somebody who is not there any more.</summary>
    public static Doubt ChosenIsGone { get; } = new("Đồng chí đã chọn cho dòng này không có trong phạm vi đang nhập. Chọn lại.");
}
