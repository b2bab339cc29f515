using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Declarations;

/// <summary>One thing to look at in an account.</summary>
/// <param name="Code">Names it within the account, also in the event of who has looked at it. Stored: never renamed.</param>
/// <param name="Words">A sentence for the reviewer.</param>
public sealed record ReviewRemark(string Code, string Words);

/// <summary>A remark that the reviewer says to have checked and found right.</summary>
public sealed record CheckedRemark(Guid AccountId, string Code);

/// <summary>Another member who declares an account, too.</summary>
internal sealed record Sharer(Guid AccountId, Guid MemberId, string FullName, string Unit);

/// <summary>An account of which the details and the address are null where it cannot be read.</summary>
internal sealed record OpenedAccount(DeclaredAccount Row, AccountDetails? Details)
{
    public AccountAddress? Address { get; } = Details is null ? null : AccountAddress.Parse(Row.PlatformCode, Details.Canonical);
    public string Shown => Address?.Display ?? Details?.Canonical ?? Unsealed.Unreadable;
    public string PlatformName { get; } = Platform.Find(Row.PlatformCode)?.Name ?? Row.PlatformCode;
    public List<ReviewRemark> Remarks { get; } = [];

    /// <summary>What cannot be read is like nothing else, so that nobody reads that it has not changed.</summary>
    public StatedAccount Stated =>
        new(Row.Id, Row.PlatformCode, Row.Use, Details?.Canonical ?? $"{Unsealed.Unreadable} {Row.Id}", DisplayName);

    public ReviewedAccount ToReviewed() => new(
        Row.Id, PlatformName, Row.Kind, Row.Use, Shown, Address?.Link, DisplayName,
        Details?.Typed == Details?.Canonical ? null : Details?.Typed, Remarks);

    private string? DisplayName => Details is null ? Unsealed.Unreadable : Details.DisplayName;
}

/// <summary>Opens accounts for a reviewer, with what there is to look at in them.</summary>
internal static class ReviewedAccounts
{
    private const char NoBreakSpace = '\u00A0';

    /// <summary>Who else declares one of the accounts.</summary>
    public static Task<List<Sharer>> ReadSharersAsync(
        IPartyNetDb db, IQueryable<Declaration> asked, CancellationToken cancellationToken) => (
        from s in SharedAccounts.Among(db, asked.Select(d => d.Id))
        join m in db.Members on s.OtherMemberId equals m.Id
        join u in db.Units on m.UnitId equals u.Id
        select new Sharer(s.AccountId, m.Id, m.FullName, u.Name)).ToListAsync(cancellationToken);

    /// <param name="declarationId">The version that is looked at; accounts of the one before it get no remark.</param>
    public static List<OpenedAccount> Open(
        ISecrets secrets,
        IProcessRecord process,
        Member member,
        Guid declarationId,
        IReadOnlyList<DeclaredAccount> rows,
        IReadOnlyList<Sharer> sharers)
    {
        List<OpenedAccount> opened =
        [
            .. rows.Select(row => new OpenedAccount(
                row, secrets.Open(process, member.Id, SecretField.AccountDetails, row.Id, row.Details).Read(AccountDetails.Unpack))),
        ];
        var phone = opened.Exists(o => o.Address?.PhoneNumber is not null) && member.Phone is { } number
            ? secrets.Open(process, member.Id, SecretField.MemberPhone, member.Id, number)
            : (Unsealed?)null;
        foreach (var account in opened.Where(o => o.Row.DeclarationId == declarationId))
        {
            var names = sharers.Where(s => s.AccountId == account.Row.Id)
                .Select(s => $"{s.FullName} ({s.Unit})").Order(StringComparer.Ordinal);
            account.Remarks.AddRange(Remarks(account, phone, [.. names]));
        }

        return opened;
    }

    private static IEnumerable<ReviewRemark> Remarks(OpenedAccount account, Unsealed? memberPhone, IReadOnlyList<string> sharers)
    {
        if (sharers.Count > 0)
            yield return new("shared", $"Tài khoản này cũng do đồng chí {string.Join("; đồng chí ", sharers)} kê khai.");
        if (account.Row.PlatformCode == Platform.Zalo.Code && account.Address?.PhoneNumber is { } zalo && memberPhone is { } phone)
        {
            if (phone.Fault is not null)
                yield return new(
                    "phone-unreadable",
                    $"Số điện thoại trong danh sách đảng viên {Unsealed.Unreadable}, nên không đối chiếu được với số Zalo.");
            else if (VietnamesePhoneNumber.TryParse(phone.Text, out var number, out _) && zalo.E164 != number.E164)
                yield return new(
                    "phone-differs",
                    number.Masked == zalo.Masked
                        ? "Số Zalo khác số điện thoại trong danh sách đảng viên ở các chữ số giữa."
                        : $"Số Zalo khác số điện thoại trong danh sách đảng viên ({number.Masked.Replace(' ', NoBreakSpace)}).");
        }

        if (ReviewSignWords.IsPageAsPersonal(account.Row.Kind, account.Row.Use))
            yield return new(
                "page-as-personal", $"Địa chỉ là {account.Row.Kind.Name().WithinSentence()} nhưng được khai là tài khoản cá nhân.");
        foreach (var (code, sentence) in account.Row.Flags.Codes().Zip(account.Row.Flags.Sentences()))
            yield return new(code, sentence);
    }
}
