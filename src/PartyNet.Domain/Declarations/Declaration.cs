using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Domain.Declarations;

/// <summary>
/// A frozen, numbered version of a member's whole list of accounts. What the member said never changes; only the status moves:
/// Submitted → Confirmed, Returned or Withdrawn; Confirmed and Returned → Superseded when a later version takes over. A confirmation that
/// is taken back goes the same way back: Confirmed → Submitted, and what it had superseded → Confirmed.
/// </summary>
public sealed class Declaration
{
    private Declaration()
    {
    }

    public Guid Id { get; private init; }
    public Guid MemberId { get; private init; }
    public UnitPath UnitPath { get; private set; }

    /// <summary>1, 2, 3 … within the member.</summary>
    public int Number { get; private init; }

    public DeclarationStatus Status { get; private set; }
    public DeclarationAnswer Answer { get; private init; }

    /// <summary>The member said "Không có gì thay đổi": the accounts repeat those of a confirmed version before.</summary>
    public bool Unchanged { get; private init; }

    /// <summary>The version the member started from, which a reviewer compares with; null for the first.</summary>
    public Guid? PreviousId { get; private init; }

    public int AccountCount { get; private init; }

    /// <summary>The notice the member was shown; null where the unit has published none.</summary>
    public Guid? NoticeId { get; private init; }

    /// <summary>Sealed <see cref="DefectReply"/>s to what was asked for in the version before; null where nothing is said.</summary>
    public byte[]? Replies { get; private set; }

    public DateTimeOffset SubmittedAt { get; private init; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? DecidedBy { get; private set; }

    /// <summary>Rises with every change of status; a decision names the version it was made on.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>
    /// The member is a branch secretary, once was, or will be from a day on; noted by the database. Only of these the level above may
    /// have to decide, and the roles in force at the moment of asking tell of which.
    /// </summary>
    public bool EverSecretary { get; private init; }

    public bool IsPending => Status == DeclarationStatus.Submitted;

    public static Declaration Submit(
        Guid id,
        Member member,
        int number,
        DeclarationAnswer answer,
        bool unchanged,
        Guid? previousId,
        int accountCount,
        Guid? noticeId,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            MemberId = member.Id,
            UnitPath = member.UnitPath,
            Number = number,
            Status = DeclarationStatus.Submitted,
            Answer = answer,
            Unchanged = unchanged,
            PreviousId = previousId,
            AccountCount = accountCount,
            NoticeId = noticeId,
            SubmittedAt = at,
        };

    /// <summary>What the member says to the defects of the version before, sealed.</summary>
    public void Reply(byte[] replies) => Replies = replies;

    /// <exception cref="InvalidOperationException">The declaration is not waiting for a decision.</exception>
    public void Confirm(Guid reviewer, DateTimeOffset at) => Decide(DeclarationStatus.Confirmed, reviewer, at);

    /// <exception cref="InvalidOperationException">The declaration is not waiting for a decision.</exception>
    public void Return(Guid reviewer, DateTimeOffset at) => Decide(DeclarationStatus.Returned, reviewer, at);

    /// <summary>The member replaced a version that nobody had decided yet.</summary>
    /// <exception cref="InvalidOperationException">The declaration has been decided.</exception>
    public void Withdraw() => Move(DeclarationStatus.Submitted, DeclarationStatus.Withdrawn);

    /// <summary>A later version took the place of this decided one.</summary>
    /// <exception cref="InvalidOperationException">The declaration has not been decided.</exception>
    public void Supersede()
    {
        if (Status is not (DeclarationStatus.Confirmed or DeclarationStatus.Returned))
            throw new InvalidOperationException($"A declaration that is {Status} cannot be superseded.");
        Status = DeclarationStatus.Superseded;
        Version++;
    }

    /// <summary>For so long whoever confirmed may take it back.</summary>
    public static readonly TimeSpan MayBeReopened = TimeSpan.FromDays(30);

    /// <summary>The confirmation is taken back: the version waits again.</summary>
    /// <exception cref="InvalidOperationException">The declaration is not confirmed.</exception>
    public void Reopen()
    {
        Move(DeclarationStatus.Confirmed, DeclarationStatus.Submitted);
        (DecidedBy, DecidedAt) = (null, null);
    }

    /// <summary>The confirmation of the version that superseded this one was taken back: this one is in force again.</summary>
    /// <exception cref="InvalidOperationException">The declaration is not superseded.</exception>
    public void Reinstate() => Move(DeclarationStatus.Superseded, DeclarationStatus.Confirmed);

    private void Decide(DeclarationStatus decision, Guid reviewer, DateTimeOffset at)
    {
        Move(DeclarationStatus.Submitted, decision);
        DecidedBy = reviewer;
        DecidedAt = at;
    }

    private void Move(DeclarationStatus from, DeclarationStatus to)
    {
        if (Status != from)
            throw new InvalidOperationException($"A declaration that is {Status} cannot become {to}.");
        Status = to;
        Version++;
    }
}

/// <summary>Where a declaration stands. The draft before it is a thing of its own (<see cref="DeclarationDraft"/>).</summary>
public enum DeclarationStatus
{
    Submitted = 1,
    Returned = 2,
    Confirmed = 3,
    Superseded = 4,
    Withdrawn = 5,
}

/// <summary>"Tôi không sử dụng mạng xã hội" is an answer, not an omission.</summary>
public enum DeclarationAnswer
{
    NoAccounts = 1,
    HasAccounts = 2,
}
