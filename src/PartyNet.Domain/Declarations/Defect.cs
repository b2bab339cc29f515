using PartyNet.Domain.Units;

namespace PartyNet.Domain.Declarations;

/// <summary>One thing a reviewer asks the member to put right. A return carries all of them at once, field by field.</summary>
public sealed class Defect
{
    public const int NoteLength = 500;

    private Defect()
    {
    }

    public Guid Id { get; private init; }
    public Guid DeclarationId { get; private init; }
    public Guid MemberId { get; private init; }
    public UnitPath UnitPath { get; private set; }

    /// <summary>The account it concerns; null where it concerns the whole declaration.</summary>
    public Guid? AccountId { get; private init; }

    public DefectField Field { get; private init; }

    /// <summary>The reviewer's words, sealed: people quote phone numbers and links in them.</summary>
    public byte[] Note { get; private init; } = [];

    public static Defect Create(Guid id, Declaration declaration, Guid? accountId, DefectField field, byte[] note) => new()
    {
        Id = id,
        DeclarationId = declaration.Id,
        MemberId = declaration.MemberId,
        UnitPath = declaration.UnitPath,
        AccountId = accountId,
        Field = field,
        Note = note,
    };
}

/// <summary>The field that a defect is about.</summary>
public enum DefectField
{
    /// <summary>The list as a whole, such as an account that is missing.</summary>
    WholeList = 0,
    Address = 1,
    DisplayName = 2,
    Use = 3,
}
