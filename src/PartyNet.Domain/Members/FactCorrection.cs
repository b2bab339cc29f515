using PartyNet.Domain.Units;

namespace PartyNet.Domain.Members;

/// <summary>
/// A member's request that a fact the roster holds about them be put right. The branch decides it, or the level above where the member is
/// its secretary; until then the roster stays as it is.
/// </summary>
public sealed class FactCorrection
{
    public const int ValueLength = 200;
    public const int ReasonLength = 300;

    private FactCorrection()
    {
    }

    public Guid Id { get; private init; }
    public Guid MemberId { get; private init; }
    public UnitPath UnitPath { get; private set; }
    public MemberFact Fact { get; private init; }
    public CorrectionStatus Status { get; private set; }

    /// <summary>Sealed, whatever the fact is: what is right and why.</summary>
    public byte[] Content { get; private init; } = [];

    public DateTimeOffset AskedAt { get; private init; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? DecidedBy { get; private set; }

    /// <summary>Sealed: why it was refused.</summary>
    public byte[]? Answer { get; private set; }

    /// <summary>As of a declaration: only of these the level above may have to decide. Noted by the database.</summary>
    public bool EverSecretary { get; private init; }

    /// <summary>Rises with the decision, so that two of them are not both made.</summary>
    public int Version { get; private set; } = 1;

    public static FactCorrection Ask(Guid id, Member member, MemberFact fact, byte[] content, DateTimeOffset at) => new()
    {
        Id = id,
        MemberId = member.Id,
        UnitPath = member.UnitPath,
        Fact = fact,
        Status = CorrectionStatus.Open,
        Content = content,
        AskedAt = at,
    };

    /// <exception cref="InvalidOperationException">The request is not open.</exception>
    public void Accept(Guid by, DateTimeOffset at) => End(CorrectionStatus.Accepted, by, at);

    /// <inheritdoc cref="Accept"/>
    public void Refuse(Guid by, DateTimeOffset at, byte[] answer)
    {
        End(CorrectionStatus.Refused, by, at);
        Answer = answer;
    }

    /// <summary>The member takes it back.</summary>
    /// <inheritdoc cref="Accept"/>
    public void Withdraw(DateTimeOffset at) => End(CorrectionStatus.Withdrawn, null, at);

    private void End(CorrectionStatus status, Guid? by, DateTimeOffset at)
    {
        if (Status != CorrectionStatus.Open)
            throw new InvalidOperationException($"A request that is {Status} cannot become {status}.");
        (Status, DecidedBy, DecidedAt) = (status, by, at);
        Version++;
    }
}

/// <summary>A fact of the roster that a member may ask to be put right. Stored: never renumbered.</summary>
public enum MemberFact
{
    FullName = 1,
    Birth = 2,
    JoinedOn = 3,
    OfficialOn = 4,

    /// <summary>The kind of membership, the part taken in branch life, or both.</summary>
    Status = 5,
    Work = 6,
    Position = 7,
    Residence = 8,
    Phone = 9,
    CardNumber = 10,
    CitizenNumber = 11,
}

/// <summary>Where a request stands.</summary>
public enum CorrectionStatus
{
    Open = 1,
    Accepted = 2,
    Refused = 3,
    Withdrawn = 4,
}
