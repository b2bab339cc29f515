using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Declarations;

/// <summary>
/// A declaration with everything that a reviewer needs to decide it: beside the version before, with what there is to look at.
/// </summary>
/// <param name="Refusal">Why the caller may not decide it; null where the caller may, once it is pending.</param>
/// <param name="Newest">The member's newest version, where that is another one.</param>
/// <param name="Kept">What the caller has noted and not sent.</param>
/// <param name="Returns">How often it came back since the last confirmed version, this one not counted.</param>
public sealed record DeclarationUnderReview(
    Guid Id,
    int Version,
    int Number,
    DeclarationStatus Status,
    DeclarationAnswer Answer,
    bool Unchanged,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DecidedAt,
    ReviewedMember Member,
    PreviousVersion? Previous,
    IReadOnlyList<ReviewedChange> Accounts,
    IReadOnlyList<ReviewedDefect> Defects,
    int Returns,
    IReadOnlyList<VersionLine> History,
    VersionLine? Newest,
    string? Refusal,
    KeptNotes? Kept,
    DateTimeOffset Now)
{
    /// <summary>The reviewer noted something before, and it cannot be read any more.</summary>
    public bool NotesAreLost { get; init; }

    /// <summary>What the caller comes from, to be told what became of it.</summary>
    public DecidedDeclaration? JustDecided { get; init; }

    /// <summary>The declarations before and after it that wait for this level.</summary>
    public Guid? Before { get; init; }

    /// <inheritdoc cref="Before"/>
    public Guid? After { get; init; }

    /// <summary>For each field the requests that the caller's unit keeps ready.</summary>
    public IReadOnlyDictionary<DefectField, IReadOnlyList<string>> Ready { get; init; } = ReadyRequests.Offered([]);

    /// <summary>The caller gave the confirmation and may take it back.</summary>
    public bool CanWithdraw { get; init; }

    public bool IsPending => Status == DeclarationStatus.Submitted;
    public bool CanDecide => IsPending && Refusal is null;
}

/// <summary>Whose declaration it is.</summary>
public sealed record ReviewedMember(string Name, int? BirthYear, MemberKind Kind, string? Position, string UnitName);

/// <summary>The version that the member started from, and what had been asked to put right in it.</summary>
public sealed record PreviousVersion(
    int Number,
    DeclarationStatus Status,
    DeclarationAnswer Answer,
    DateTimeOffset SubmittedAt,
    IReadOnlyList<ReviewedDefect> Defects
);

/// <summary>One thing asked to put right.</summary>
/// <param name="Account">The account it was about, as people read it; null for the list as a whole.</param>
/// <param name="Reply">What the member answered by words in the version after.</param>
public sealed record ReviewedDefect(string? Account, DefectField Field, string Note, string? Reply = null);

/// <summary>One line of the member's history.</summary>
public sealed record VersionLine(
    Guid Id,
    int Number,
    DeclarationStatus Status,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DecidedAt,
    bool WasReturned
);

/// <summary>An account and what happened to it since the version before.</summary>
public sealed record ReviewedChange(AccountChange Change, ReviewedAccount? Before, ReviewedAccount? Now, IReadOnlyList<DefectField> Fields);

/// <summary>An account, opened.</summary>
/// <param name="Address">The canonical address as people read it.</param>
/// <param name="Link">What a page may link to; null where the address is no link to the platform itself.</param>
/// <param name="Typed">What the member typed, where that reads differently.</param>
/// <param name="Remarks">What there is to look at.</param>
public sealed record ReviewedAccount(
    Guid Id,
    string PlatformName,
    AccountKind Kind,
    AccountUse Use,
    string Address,
    string? Link,
    string? DisplayName,
    string? Typed,
    IReadOnlyList<ReviewRemark> Remarks);
