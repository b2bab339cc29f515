using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Domain.Declarations;

/// <summary>
/// An account that a list of the organisation has beside a member: a question to the member and never a declaration. It is gone as soon as
/// the member has answered, and unanswered after <see cref="Lifetime"/>.
/// </summary>
public sealed class ProposedAccount
{
    public const int ListNameLength = 200;

    private ProposedAccount()
    {
    }

    /// <summary>How long it waits for an answer.</summary>
    public static TimeSpan Lifetime => TimeSpan.FromDays(90);

    public Guid Id { get; private init; }
    public Guid MemberId { get; private init; }
    public UnitPath UnitPath { get; private set; }
    public string PlatformCode { get; private init; } = "";

    /// <summary>Sealed <see cref="AccountDetails"/>: what the list has, and what it was read as.</summary>
    public byte[] Details { get; private init; } = [];

    /// <summary>The plan of the import that brought it.</summary>
    public Guid PlanId { get; private init; }

    /// <summary>The list, as its file is called: the member reads where it comes from.</summary>
    public string ListName { get; private init; } = "";

    public DateTimeOffset ProposedAt { get; private init; }

    public static ProposedAccount Of(
        Guid id, Member member, string platformCode, byte[] details, Guid planId, string listName, DateTimeOffset at) =>
        new()
        {
            Id = id,
            MemberId = member.Id,
            UnitPath = member.UnitPath,
            PlatformCode = platformCode,
            Details = details,
            PlanId = planId,
            ListName = listName,
            ProposedAt = at,
        };
}
