using PartyNet.Domain.Members;

namespace PartyNet.Application.Imports;

/// <summary>What a row makes of a member: the values as they will stand. Null numbers leave what is there.</summary>
public sealed record MemberTarget
{
    public required Guid MemberId { get; init; }

    /// <summary>Code of a new member; null for one who is there.</summary>
    public string? Code { get; init; }

    public required Guid BranchId { get; init; }
    public required string BranchPath { get; init; }
    public required string FullName { get; init; }
    public DateOnly? BirthDate { get; init; }
    public int? BirthYear { get; init; }
    public DateOnly? JoinedOn { get; init; }
    public DateOnly? OfficialOn { get; init; }
    public MemberKind Kind { get; init; }
    public ActivityStatus Activity { get; init; }
    public WorkStatus Work { get; init; }
    public string? Position { get; init; }
    public string? CardNumber { get; init; }
    public string? CitizenNumber { get; init; }
    public string? Phone { get; init; }
    public string? ResidenceBranch { get; init; }

    /// <summary>The member changes branch: the placement is closed and a new one opened.</summary>
    public bool Moves { get; init; }
}

/// <summary>What a row makes of a unit.</summary>
/// <param name="ParentId">Null for a root.</param>
public sealed record UnitTarget(Guid UnitId, bool IsNew, string Code, string Name, string KindCode, Guid? ParentId);
