using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;

namespace PartyNet.Application.Declarations;

/// <summary>What the queue tells about a declaration before it is opened, as far as that shows without opening a sealed value.</summary>
[Flags]
public enum ReviewSigns
{
    None = 0,

    /// <summary>An address that does not tell whose account it is.</summary>
    OpaqueAddress = 1,

    /// <summary>Another thing to look at in an address.</summary>
    AddressToCheck = 2,

    /// <summary>A page or group declared as a personal account.</summary>
    PageAsPersonal = 4,

    /// <summary>Another member within the caller's reach declared the same account.</summary>
    SharedAccount = 8,
}

/// <summary>Reads signs off accounts, and their words.</summary>
public static class ReviewSignWords
{
    private static readonly (ReviewSigns Sign, string Words)[] Table =
    [
        (ReviewSigns.SharedAccount, "Trùng tài khoản với đảng viên khác"),
        (ReviewSigns.OpaqueAddress, "Đường dẫn chưa rõ của tài khoản nào"),
        (ReviewSigns.PageAsPersonal, "Trang, nhóm khai là cá nhân"),
        (ReviewSigns.AddressToCheck, "Có địa chỉ cần xem lại"),
    ];

    public static IReadOnlyList<string> Words(this ReviewSigns signs) =>
        [.. Table.Where(row => signs.HasFlag(row.Sign)).Select(row => row.Words)];

    internal static ReviewSigns Of(AccountKind kind, AccountUse use, AccountFlags flags)
    {
        const AccountFlags opaque = AccountFlags.FullLinkNeeded | AccountFlags.PhoneNeeded;
        var signs = ReviewSigns.None;
        if ((flags & opaque) != 0)
            signs |= ReviewSigns.OpaqueAddress;
        if ((flags & ~opaque) != 0)
            signs |= ReviewSigns.AddressToCheck;
        if (IsPageAsPersonal(kind, use))
            signs |= ReviewSigns.PageAsPersonal;
        return signs;
    }

    internal static bool IsPageAsPersonal(AccountKind kind, AccountUse use) =>
        use == AccountUse.Personal && (kind is AccountKind.Page or AccountKind.Group or AccountKind.OfficialAccount);
}

/// <summary>The signs of declarations, by what their accounts tell.</summary>
internal static class SignsOfDeclarations
{
    /// <returns>No entry for a declaration without a sign.</returns>
    public static async Task<IReadOnlyDictionary<Guid, ReviewSigns>> ReadAsync(
        IPartyNetDb db, IQueryable<Guid> ids, CancellationToken cancellationToken)
    {
        var (accounts, shared) = await db.TogetherAsync(
            () => Accounts(db, ids).ToListAsync(cancellationToken),
            () => SharedAccounts.Among(db, ids).ToListAsync(cancellationToken),
            cancellationToken);
        return Of(accounts, shared);
    }

    /// <summary>What is read of the accounts of declarations.</summary>
    public static IQueryable<AccountLook> Accounts(IPartyNetDb db, IQueryable<Guid> ids) =>
        db.DeclaredAccounts.AsNoTracking().Where(a => ids.Contains(a.DeclarationId))
            .Select(a => new AccountLook(a.DeclarationId, a.Kind, a.Use, a.Flags));

    /// <inheritdoc cref="ReadAsync"/>
    public static IReadOnlyDictionary<Guid, ReviewSigns> Of(IEnumerable<AccountLook> accounts, IEnumerable<SharedAccount> shared) =>
        accounts
            .Select(a => (a.DeclarationId, Sign: ReviewSignWords.Of(a.Kind, a.Use, a.Flags)))
            .Concat(shared.Select(s => (s.DeclarationId, Sign: ReviewSigns.SharedAccount)))
            .Where(one => one.Sign != ReviewSigns.None)
            .GroupBy(one => one.DeclarationId, one => one.Sign)
            .ToDictionary(signs => signs.Key, signs => signs.Aggregate((all, sign) => all | sign));
}

/// <summary>What tells signs of an account without opening it.</summary>
internal sealed record AccountLook(Guid DeclarationId, AccountKind Kind, AccountUse Use, AccountFlags Flags);

/// <summary>Another member's declaration that holds the same account.</summary>
internal sealed record SharedAccount
{
    public required Guid DeclarationId { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid OtherMemberId { get; init; }
}

/// <summary>
/// Accounts that two members declare. Only index rows within the caller's scope are compared, so the one who sees both
/// is the first to know, and nobody below learns that somebody else is a member.
/// </summary>
internal static class SharedAccounts
{
    public static IQueryable<SharedAccount> Among(IPartyNetDb db, IQueryable<Guid> declarationIds)
    {
        var standing = db.DeclaredAccounts.Join(
            db.Declarations.Where(d =>
                d.Status == DeclarationStatus.Submitted || d.Status == DeclarationStatus.Returned || d.Status == DeclarationStatus.Confirmed
            ),
            a => a.DeclarationId,
            d => d.Id,
            (a, d) => a.Id
        );
        return (
            from account in db.DeclaredAccounts.Where(a => declarationIds.Contains(a.DeclarationId))
            join mine in db.BlindIndexes.Where(i => i.Field == IndexedField.Account) on account.Id equals mine.OwnerId
            join other in db.BlindIndexes
                on new
                {
                    mine.Field,
                    mine.KeyVersion,
                    mine.Digest,
                } equals new
                {
                    other.Field,
                    other.KeyVersion,
                    other.Digest,
                }
            where other.MemberId != mine.MemberId && standing.Contains(other.OwnerId)
            select new SharedAccount
            {
                DeclarationId = account.DeclarationId,
                AccountId = account.Id,
                OtherMemberId = other.MemberId,
            }).Distinct();
    }
}
