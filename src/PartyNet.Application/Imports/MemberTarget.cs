using PartyNet.Application.Protection;

namespace PartyNet.Application.Imports;

/// <summary>What a row makes of a member; stored with the plan, sealed.</summary>
public sealed record MemberTarget
{
    public required Guid MemberId { get; init; }

    /// <summary>Code of a new member; null for one who is there.</summary>
    public string? NewCode { get; init; }

    /// <summary>Where the member will stand: the branch they are in, or the one they are transferred to.</summary>
    public required Guid BranchId { get; init; }

    /// <summary>Members who are like a new one, of whom a person has decided that they are others.</summary>
    public IReadOnlyList<Guid> Others { get; init; } = [];

    /// <summary>What the list says; what it leaves out stays as it is.</summary>
    public required MemberRow Row { get; init; }

    /// <summary>Numbers in the row that the member does not have yet; the others are there already, sealed.</summary>
    public required IReadOnlyList<IndexedField> NewNumbers { get; init; }
}

/// <summary>What a row makes of a unit.</summary>
/// <param name="ParentId">Null for a root.</param>
public sealed record UnitTarget(Guid UnitId, string Code, string Name, string KindCode, Guid? ParentId);
