using PartyNet.Domain.Members;

namespace PartyNet.Application.Members;

/// <summary>
/// Where the members of a unit stand. Only active members count in the denominator; those who are not asked to declare stand
/// apart, in sight, so that nobody raises a share by excusing people.
/// </summary>
/// <param name="Exempt">Miễn sinh hoạt: on the roll, not asked.</param>
/// <param name="Departed">Transferred, left or deceased.</param>
public sealed record MemberCounts(int NotDeclared, int Submitted, int Returned, int Confirmed, int Exempt, int Departed)
{
    public static MemberCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>The denominator: members who are asked to declare.</summary>
    public int Active => NotDeclared + Submitted + Returned + Confirmed;

    /// <summary>Members who have declared, whatever became of it since.</summary>
    public int Declared => Active - NotDeclared;

    public int Apart => Exempt + Departed;

    public int OnRoll => Active + Apart;

    /// <summary>How many members a filter of the branch's list leaves.</summary>
    public int Of(MemberFilter filter) => filter switch
    {
        MemberFilter.NotDeclared => NotDeclared,
        MemberFilter.Submitted => Submitted,
        MemberFilter.Returned => Returned,
        MemberFilter.Confirmed => Confirmed,
        MemberFilter.Apart => Apart,
    };

    public int Of(DeclarationState state) => state switch
    {
        DeclarationState.NotDeclared => NotDeclared,
        DeclarationState.Submitted => Submitted,
        DeclarationState.Returned => Returned,
        DeclarationState.Confirmed => Confirmed,
    };

    public static MemberCounts operator +(MemberCounts one, MemberCounts other) => new(
        one.NotDeclared + other.NotDeclared,
        one.Submitted + other.Submitted,
        one.Returned + other.Returned,
        one.Confirmed + other.Confirmed,
        one.Exempt + other.Exempt,
        one.Departed + other.Departed);

    public static MemberCounts operator -(MemberCounts one, MemberCounts other) => new(
        one.NotDeclared - other.NotDeclared,
        one.Submitted - other.Submitted,
        one.Returned - other.Returned,
        one.Confirmed - other.Confirmed,
        one.Exempt - other.Exempt,
        one.Departed - other.Departed);
}
