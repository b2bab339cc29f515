using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>
/// A printed slip with which a member gets in: with the code on it and their date of birth, once. A member has one slip; a newer one
/// takes the place of the older.
/// </summary>
public sealed class ActivationSlip
{
    /// <summary>Where the site takes the code.</summary>
    public const string Path = "/kich-hoat";

    /// <summary>So that what is printed at one monthly meeting can be used until the next.</summary>
    public const int LifetimeDays = 35;

    public const int MostTries = 5;

    /// <summary>How long after its use the same browser may send the same form again, and is let in as the first time.</summary>
    public static readonly TimeSpan Repeatable = TimeSpan.FromMinutes(15);

    public Guid Id { get; init; }
    public Guid MemberId { get; init; }

    /// <summary>Where the member is now.</summary>
    public UnitPath UnitPath { get; private set; }

    /// <summary>Keyed hash of the code: 80 bits are few enough for somebody with the table and a plain hash to try them all.</summary>
    public byte[] Digest { get; init; } = [];

    public DateTimeOffset PrintedAt { get; init; }

    /// <summary>The user who printed it.</summary>
    public Guid PrintedBy { get; init; }

    /// <summary>The unit from which it was printed: whoever holds a role that is not below it is not let in by this slip.</summary>
    public UnitPath PrintedFrom { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
    public int WrongTries { get; set; }
    public DateTimeOffset? FrozenAt { get; set; }
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>When somebody said that it is lost: whoever finds it gets in nowhere.</summary>
    public DateTimeOffset? LostAt { get; private set; }

    /// <summary>What the member chose.</summary>
    public SlipUse? Use { get; private set; }

    /// <summary>The attempt by which it was used: the same form sent twice is one use.</summary>
    public Guid? UsedBy { get; private set; }

    /// <summary>The last day on which it can be used, as it stands on the slip.</summary>
    public DateOnly LastDay => VietnamTime.Day(ExpiresAt).AddDays(-1);

    public static ActivationSlip Print(
        Guid id, Member member, byte[] digest, Guid printedBy, UnitPath printedFrom, DateTimeOffset at) => new()
        {
            Id = id,
            MemberId = member.Id,
            UnitPath = member.UnitPath,
            Digest = digest,
            PrintedAt = at,
            PrintedBy = printedBy,
            PrintedFrom = printedFrom,
            // To the end of the day that is printed on it.
            ExpiresAt = VietnamTime.At(VietnamTime.Day(at).AddDays(LifetimeDays + 1), TimeOnly.MinValue),
        };

    public bool IsFrozen => WrongTries >= MostTries;

    public bool CanBeUsed(DateTimeOffset now) => UsedAt is null && LostAt is null && !IsFrozen && ExpiresAt > now;

    public void MarkUsed(DateTimeOffset at, SlipUse use, Guid attempt) => (UsedAt, Use, UsedBy) = (at, use, attempt);

    public void ReportLost(DateTimeOffset at) => LostAt = at;

    /// <summary>Whether this very attempt has used it, a moment ago.</summary>
    public bool WasUsedBy(Guid attempt, DateTimeOffset now) => UsedBy == attempt && UsedAt > now - Repeatable;
}

/// <summary>What a slip was used for.</summary>
public enum SlipUse
{
    /// <summary>One session; the next time takes another slip.</summary>
    OneSession = 1,

    /// <summary>The member set a password.</summary>
    Password = 2,

    /// <summary>The member added the device that they got in on.</summary>
    Passkey = 3,
}
