using PartyNet.Domain.Members;

namespace PartyNet.Application.Members;

/// <summary>What the list of a branch can be narrowed to. The four states hold active members only.</summary>
public enum MemberFilter
{
    NotDeclared = 0,
    Submitted = 1,
    Returned = 2,
    Confirmed = 3,

    /// <summary>On the roll and not asked to declare: exempt, transferred, left, deceased.</summary>
    Apart = 4,
}

/// <summary>The values that lists of members can be narrowed to. A state has one code and one label in all of them.</summary>
public static class MemberChoices
{
    /// <summary>From what is done to what is missing.</summary>
    public static IReadOnlyList<Choice<DeclarationState>> States { get; } =
    [
        new("da-xac-nhan", DeclarationState.Confirmed.Name(), DeclarationState.Confirmed),
        new("cho-xem-xet", DeclarationState.Submitted.Name(), DeclarationState.Submitted),
        new("da-tra-lai", DeclarationState.Returned.Name(), DeclarationState.Returned),
        new("chua-ke-khai", DeclarationState.NotDeclared.Name(), DeclarationState.NotDeclared),
    ];

    /// <summary>From what is missing to what is done; then those who are not asked.</summary>
    public static IReadOnlyList<Choice<MemberFilter>> Filters { get; } =
    [
        InState(MemberFilter.NotDeclared, DeclarationState.NotDeclared),
        InState(MemberFilter.Submitted, DeclarationState.Submitted),
        InState(MemberFilter.Returned, DeclarationState.Returned),
        InState(MemberFilter.Confirmed, DeclarationState.Confirmed),
        new("khong-thuoc-dien", "Không thuộc diện kê khai", MemberFilter.Apart),
    ];

    private static Choice<MemberFilter> InState(MemberFilter filter, DeclarationState state)
    {
        var (code, name, _) = States.Of(state);
        return new(code, name, filter);
    }
}
