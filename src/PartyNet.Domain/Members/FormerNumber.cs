using PartyNet.Domain.Units;

namespace PartyNet.Domain.Members;

/// <summary>A card or citizen number that a member had before: lists that still have it mean them.</summary>
public sealed class FormerNumber
{
    private FormerNumber()
    {
    }

    public Guid Id { get; private init; }
    public Guid MemberId { get; private init; }
    public UnitPath UnitPath { get; private set; }

    /// <summary>Sealed.</summary>
    public byte[] Number { get; private init; } = [];

    /// <summary>When another took its place.</summary>
    public DateTimeOffset ReplacedAt { get; private init; }

    public static FormerNumber Of(Guid id, Member member, byte[] number, DateTimeOffset replacedAt) => new()
    {
        Id = id,
        MemberId = member.Id,
        UnitPath = member.UnitPath,
        Number = number,
        ReplacedAt = replacedAt,
    };
}
