using PartyNet.Application.Members;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Rosters;

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

    public static IReadOnlyList<Choice<DeclarationState>> States => MemberChoices.States;

    public static IReadOnlyList<Choice<MemberKind>> Kinds { get; } =
    [
        new("chinh-thuc", MemberKind.Full.Name(), MemberKind.Full),
        new("du-bi", MemberKind.Probationary.Name(), MemberKind.Probationary),
    ];

    public static IReadOnlyList<Choice<WorkStatus>> Works { get; } =
    [
        new("duong-chuc", WorkStatus.Serving.Name(), WorkStatus.Serving),
        new("huu-tri", WorkStatus.Retired.Name(), WorkStatus.Retired),
        new("khac", WorkStatus.Other.Name(), WorkStatus.Other),
        new("chua-ro", WorkStatus.Unknown.Name(), WorkStatus.Unknown),
    ];

    public static IReadOnlyList<Choice<RosterActivity>> Activities { get; } =
    [
        new("dang-sinh-hoat", ActivityStatus.Active.Name(), RosterActivity.Active),
        new("mien-sinh-hoat", ActivityStatus.Exempt.Name(), RosterActivity.Exempt),
        new("chuyen-di", ActivityStatus.TransferredOut.Name(), RosterActivity.TransferredOut),
        new("ra-khoi-dang", ActivityStatus.Left.Name(), RosterActivity.Left),
        new("tu-tran", ActivityStatus.Deceased.Name(), RosterActivity.Deceased),
        new("khong-con", "Không còn trong danh sách", RosterActivity.OffRoll),
        new("tat-ca", "Tất cả", RosterActivity.All),
    ];

    /// <summary>Platforms, and <see cref="NoPlatform"/>, whose value is null.</summary>
    public static IReadOnlyList<Choice<Platform?>> Platforms { get; } =
    [
        .. Platform.BuiltIn.Select(p => new Choice<Platform?>(p.Code, p.Name, p)),
        new(NoPlatform, DeclarationWords.NoAccounts, null),
    ];
}
