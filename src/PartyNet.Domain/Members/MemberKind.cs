namespace PartyNet.Domain.Members;

/// <summary>Probationary (dự bị) or full (chính thức) membership. A probationary member has no card number yet.</summary>
public enum MemberKind
{
    Probationary = 1,
    Full = 2,
}

/// <summary>What decides the campaign phase: serving (đương chức), retired (hưu) or other; unknown until a list or a person says.</summary>
public enum WorkStatus
{
    Unknown = 0,
    Serving = 1,
    Retired = 2,
    Other = 3,
}

/// <summary>Whether the member takes part in branch life. Only <see cref="Active"/> members count in a denominator.</summary>
public enum ActivityStatus
{
    Active = 1,

    /// <summary>Miễn sinh hoạt: on the roll, not asked to declare.</summary>
    Exempt = 2,

    /// <summary>Chuyển sinh hoạt chính thức to an organisation outside this registry.</summary>
    TransferredOut = 3,

    /// <summary>Đã ra khỏi Đảng.</summary>
    Left = 4,

    /// <summary>Từ trần.</summary>
    Deceased = 5,
}

/// <summary>Where the member's latest declaration stands; kept on the member row so that coverage is one count.</summary>
public enum DeclarationState
{
    NotDeclared = 0,
    Submitted = 1,
    Returned = 2,
    Confirmed = 3,
}

/// <summary>
/// What coverage counts a member as: active members by the state of their declaration, and apart from them those who are not asked.
/// Follows from <see cref="ActivityStatus"/> and <see cref="DeclarationState"/>.
/// </summary>
public enum Standing
{
    NotDeclared = 0,
    Submitted = 1,
    Returned = 2,
    Confirmed = 3,

    /// <summary>Miễn sinh hoạt: on the roll, not asked.</summary>
    Exempt = 4,

    /// <summary>Transferred, left or deceased.</summary>
    Departed = 5,
}
