using PartyNet.Domain.Accounts;
using PartyNet.Domain.Units;

namespace PartyNet.Domain.Declarations;

/// <summary>
/// One account in a declaration. What identifies the account is sealed; the platform and kind stand in clear, for counts.
/// </summary>
public sealed class DeclaredAccount
{
    private DeclaredAccount()
    {
    }

    public Guid Id { get; private init; }
    public Guid DeclarationId { get; private init; }
    public Guid MemberId { get; private init; }
    public UnitPath UnitPath { get; private set; }

    /// <summary>Order in the member's list, from 1.</summary>
    public int Position { get; private init; }

    public string PlatformCode { get; private init; } = "";

    /// <summary>
    /// The name of a network that is none of the platforms, as the member wrote it: in clear as the platform's code is, because it says no
    /// more. Null on a platform, and where no name was told.
    /// </summary>
    public string? Network { get; private init; }

    /// <summary>What the address itself says it is.</summary>
    public AccountKind Kind { get; private init; }

    /// <summary>What the member says it is.</summary>
    public AccountUse Use { get; private init; }

    public AccountFlags Flags { get; private init; }

    /// <summary>Sealed <see cref="AccountDetails"/>.</summary>
    public byte[] Details { get; private init; } = [];

    public static DeclaredAccount Create(
        Guid id,
        Declaration declaration,
        int position,
        string platformCode,
        AccountAddress address,
        AccountUse use,
        byte[] details
    ) =>
        new()
        {
            Id = id,
            DeclarationId = declaration.Id,
            MemberId = declaration.MemberId,
            UnitPath = declaration.UnitPath,
            Position = position,
            PlatformCode = platformCode,
            Network = address.Network,
            Kind = address.Kind,
            Use = use,
            Flags = address.Flags,
            Details = details,
        };
}

/// <summary>Whose face the account is: the member's own, or a page, group or channel that the member runs.</summary>
public enum AccountUse
{
    Personal = 1,
    RunByMember = 2,
}

/// <summary>
/// What identifies an account: what was typed, what it was read as, and the name shown on the network. One sealed value,
/// because all three are needed together or not at all.
/// </summary>
/// <param name="Typed">As the member typed it, at most 2,000 characters.</param>
/// <param name="Canonical">The address that the roster shows.</param>
/// <param name="DisplayName">Tên hiển thị, or null where the member gave none.</param>
public sealed record AccountDetails(string Typed, string Canonical, string? DisplayName)
{
    public const int DisplayNameLength = 100;
    private const char Separator = '\u001F';

    /// <summary>
    /// The text that is sealed. None of the three can hold the separator: it is a control character that every entrance strips.
    /// </summary>
    public string Pack() => string.Join(Separator, Canonical, DisplayName ?? "", Typed);

    /// <exception cref="FormatException">The text was not written by <see cref="Pack"/>.</exception>
    public static AccountDetails Unpack(string packed)
    {
        var parts = packed.Split(Separator, 3);
        return parts.Length == 3
            ? new AccountDetails(parts[2], parts[0], parts[1].Length == 0 ? null : parts[1])
            : throw NotPacked;
    }

    /// <summary>Of a packed text <see cref="Canonical"/> alone.</summary>
    /// <exception cref="FormatException">The text was not written by <see cref="Pack"/>.</exception>
    public static string UnpackCanonical(string packed) =>
        packed.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var end ? packed[..end] : throw NotPacked;

    private static FormatException NotPacked => new("Not the details of an account.");
}
