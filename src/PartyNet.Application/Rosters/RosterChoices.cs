using PartyNet.Domain.Members;

namespace PartyNet.Application.Rosters;

/// <summary>One value that a roster can be narrowed to.</summary>
/// <param name="Code">What stands in addresses and in audit; stable.</param>
/// <param name="Name">What people read.</param>
public sealed record RosterChoice<T>(string Code, string Name, T Value);

/// <summary>Whether a member takes part in branch life, as a roster is asked for it.</summary>
public enum RosterActivity
{
    /// <summary>The members who are asked to declare: what a roster holds unless somebody says otherwise.</summary>
    Active = 0,
    Exempt,
    TransferredOut,
    Left,
    Deceased,

    /// <summary>No longer on the roll, for whatever reason.</summary>
    OffRoll,
    All,
}

/// <summary>The values of the roster's filters, in the order in which a form offers them.</summary>
public static class RosterChoices
{
    /// <summary>Platform filter for members whose confirmed answer is that they use no social network.</summary>
    public const string NoPlatform = "khong-dung";

    public static IReadOnlyList<RosterChoice<DeclarationState>> States { get; } =
    [
        new("da-xac-nhan", DeclarationState.Confirmed.Name(), DeclarationState.Confirmed),
        new("cho-xem-xet", DeclarationState.Submitted.Name(), DeclarationState.Submitted),
        new("da-tra-lai", DeclarationState.Returned.Name(), DeclarationState.Returned),
        new("chua-ke-khai", DeclarationState.NotDeclared.Name(), DeclarationState.NotDeclared),
    ];

    public static IReadOnlyList<RosterChoice<MemberKind>> Kinds { get; } =
    [
        new("chinh-thuc", MemberKind.Full.Name(), MemberKind.Full),
        new("du-bi", MemberKind.Probationary.Name(), MemberKind.Probationary),
    ];

    public static IReadOnlyList<RosterChoice<WorkStatus>> Works { get; } =
    [
        new("duong-chuc", WorkStatus.Serving.Name(), WorkStatus.Serving),
        new("huu-tri", WorkStatus.Retired.Name(), WorkStatus.Retired),
        new("khac", WorkStatus.Other.Name(), WorkStatus.Other),
        new("chua-ro", WorkStatus.Unknown.Name(), WorkStatus.Unknown),
    ];

    public static IReadOnlyList<RosterChoice<RosterActivity>> Activities { get; } =
    [
        new("dang-sinh-hoat", ActivityStatus.Active.Name(), RosterActivity.Active),
        new("mien-sinh-hoat", ActivityStatus.Exempt.Name(), RosterActivity.Exempt),
        new("chuyen-di", ActivityStatus.TransferredOut.Name(), RosterActivity.TransferredOut),
        new("ra-khoi-dang", ActivityStatus.Left.Name(), RosterActivity.Left),
        new("tu-tran", ActivityStatus.Deceased.Name(), RosterActivity.Deceased),
        new("khong-con", "Không còn trong danh sách", RosterActivity.OffRoll),
        new("tat-ca", "Tất cả", RosterActivity.All),
    ];

    public static string CodeOf<T>(this IReadOnlyList<RosterChoice<T>> choices, T value) =>
        choices.First(c => EqualityComparer<T>.Default.Equals(c.Value, value)).Code;

    public static string NameOf<T>(this IReadOnlyList<RosterChoice<T>> choices, T value) =>
        choices.First(c => EqualityComparer<T>.Default.Equals(c.Value, value)).Name;
}
