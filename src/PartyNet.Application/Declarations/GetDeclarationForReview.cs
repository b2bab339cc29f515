using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>Event of a look at somebody's declaration.</summary>
public sealed record DeclarationViewed(Guid DeclarationId, int Number);

/// <summary>Opens a declaration for review. That is a process: the member sees who looked. Error: not found.</summary>
public sealed class GetDeclarationForReview(IPartyNetDb db, IProcesses processes, ISecrets secrets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    /// <param name="Unit">The unit at which the reviewer works; the declaration lies within it.</param>
    public sealed record Query(Unit Unit, Guid DeclarationId);

    private const int MostVersionsInHistory = 20;
    private const char NoBreakSpace = '\u00A0';

    public async Task<ErrorOr<DeclarationUnderReview>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        if (await Decisions.FindBranchAsync(db, query.Unit, query.DeclarationId, cancellationToken) is not { } branch)
            return Problem.NotFound();

        await using var work = await processes.BeginAsync(new ProcessStart(ProcessType.DeclarationViewed, branch), cancellationToken);
        if (
            await db
                .Declarations.AsNoTracking()
                .Within(query.Unit)
                .SingleOrDefaultAsync(d => d.Id == query.DeclarationId, cancellationToken)
            is not { } declaration
        )
            return Problem.NotFound();

        work.Concern(declaration.MemberId, declaration.Id);
        work.Record(new DeclarationViewed(declaration.Id, declaration.Number));
        var answer = await OpenAsync(work, declaration, branch, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return answer;
    }

    private async Task<DeclarationUnderReview> OpenAsync(
        IProcess work,
        Declaration declaration,
        Unit branch,
        CancellationToken cancellationToken
    )
    {
        var member = await db.Members.AsNoTracking().SingleAsync(m => m.Id == declaration.MemberId, cancellationToken);
        var history = await ReadHistoryAsync(member.Id, cancellationToken);
        var accounts = await OpenAccountsAsync(work, member, declaration, cancellationToken);
        var defects = await OpenDefectsAsync(work, member, declaration, accounts, cancellationToken);
        var previous = await db.Declarations.AsNoTracking().SingleOrDefaultAsync(d => d.Id == declaration.PreviousId, cancellationToken);
        return new DeclarationUnderReview(
            declaration.Id, declaration.Version, declaration.Number, declaration.Status, declaration.Answer, declaration.Unchanged,
            declaration.SubmittedAt, declaration.DecidedAt,
            new ReviewedMember(member.FullName, member.BirthYear, member.Kind, member.Position, branch.Name),
            previous is null
                ? null
                : new PreviousVersion(previous.Number, previous.Status, previous.Answer, previous.SubmittedAt, [.. defects[previous.Id]]),
            Compare(declaration, accounts),
            [.. defects[declaration.Id]],
            CountReturns(declaration, history),
            history,
            history[0].Id == declaration.Id ? null : history[0],
            await Decisions.FindRefusalAsync(db, access.Scope, declaration, work.At, cancellationToken),
            work.At);
    }

    /// <summary>The accounts of this version and of the one before it.</summary>
    private async Task<List<OpenedAccount>> OpenAccountsAsync(
        IProcess work,
        Member member,
        Declaration declaration,
        CancellationToken cancellationToken
    )
    {
        var rows = await db.DeclaredAccounts.AsNoTracking()
            .Where(a => a.MemberId == member.Id && (a.DeclarationId == declaration.Id || a.DeclarationId == declaration.PreviousId))
            .OrderBy(a => a.Position)
            .ToListAsync(cancellationToken);
        var opened = rows.ConvertAll(row => new OpenedAccount(
            row,
            AccountDetails.Unpack(secrets.Open(work, member.Id, SecretField.AccountDetails, row.Id, row.Details))
        ));
        await AddRemarksAsync(work, member, declaration, opened, cancellationToken);
        return opened;
    }

    private async Task AddRemarksAsync(
        IProcess work,
        Member member,
        Declaration declaration,
        List<OpenedAccount> opened,
        CancellationToken cancellationToken
    )
    {
        var shared = await SharedAccounts.FindAsync(db, [declaration.Id], cancellationToken);
        var otherIds = shared.Select(s => s.OtherMemberId).Distinct().ToList();
        var others = await db
            .Members.AsNoTracking()
            .Where(m => otherIds.Contains(m.Id))
            .Join(
                db.Units,
                m => m.UnitId,
                u => u.Id,
                (m, u) =>
                    new
                    {
                        m.Id,
                        m.FullName,
                        Unit = u.Name,
                    }
            )
            .ToDictionaryAsync(m => m.Id, cancellationToken);
        // The page names them, so they see that they were looked at, too.
        foreach (var other in others.Keys)
            work.Concern(other);

        var zalo = opened.Exists(o => o.Address.PhoneNumber is not null);
        var phone =
            zalo
            && member.Phone is { } sealedPhone
            && VietnamesePhoneNumber.TryParse(
                secrets.Open(work, member.Id, SecretField.MemberPhone, member.Id, sealedPhone),
                out var number,
                out _
            )
                ? number
                : null;
        foreach (var account in opened.Where(o => o.Row.DeclarationId == declaration.Id))
        {
            var sharers = shared
                .Where(s => s.AccountId == account.Row.Id)
                .Select(s => others[s.OtherMemberId])
                .Select(o => $"{o.FullName} ({o.Unit})")
                .Order(StringComparer.Ordinal);
            account.Remarks.AddRange(Remarks(account, phone, [.. sharers]));
        }
    }

    private static IEnumerable<string> Remarks(OpenedAccount account, VietnamesePhoneNumber? memberPhone, IReadOnlyList<string> sharers)
    {
        if (sharers.Count > 0)
            yield return $"Tài khoản này cũng do đồng chí {string.Join("; đồng chí ", sharers)} kê khai.";
        if (
            memberPhone is not null
            && account.Row.PlatformCode == Platform.Zalo.Code
            && account.Address.PhoneNumber is { } zalo
            && zalo.E164 != memberPhone.E164
        )
            yield return $"Số Zalo khác số điện thoại trong danh sách đảng viên ({memberPhone.Masked.Replace(' ', NoBreakSpace)}).";
        if (ReviewSignWords.IsPageAsPersonal(account.Row.Kind, account.Row.Use))
            yield return $"Địa chỉ là {account.Row.Kind.Name().WithinSentence()} nhưng được khai là tài khoản cá nhân.";
        foreach (var sentence in account.Row.Flags.Sentences())
            yield return sentence;
    }

    private async Task<ILookup<Guid, ReviewedDefect>> OpenDefectsAsync(
        IProcess work, Member member, Declaration declaration, List<OpenedAccount> accounts, CancellationToken cancellationToken)
    {
        var rows = await db.Defects.AsNoTracking()
            .Where(f => f.DeclarationId == declaration.Id || f.DeclarationId == declaration.PreviousId)
            .OrderBy(f => f.Id).ToListAsync(cancellationToken);
        var names = accounts.ToDictionary(a => a.Row.Id, a => $"{a.PlatformName} {a.Address.Display}");
        return rows.ToLookup(
            row => row.DeclarationId,
            row => new ReviewedDefect(
                row.AccountId is { } id ? names.GetValueOrDefault(id, "") : null, row.Field,
                secrets.Open(work, member.Id, SecretField.DefectNote, row.Id, row.Note)));
    }

    /// <summary>The member's versions, newest first.</summary>
    private async Task<List<VersionLine>> ReadHistoryAsync(Guid memberId, CancellationToken cancellationToken)
    {
        var returned = await db
            .Defects.Where(f => f.MemberId == memberId)
            .Select(f => f.DeclarationId)
            .Distinct()
            .ToListAsync(cancellationToken);
        var versions = await db
            .Declarations.AsNoTracking()
            .Where(d => d.MemberId == memberId)
            .OrderByDescending(d => d.Number)
            .Take(MostVersionsInHistory)
            .ToListAsync(cancellationToken);
        return versions.ConvertAll(d => new VersionLine(d.Id, d.Number, d.Status, d.SubmittedAt, d.DecidedAt, returned.Contains(d.Id)));
    }

    /// <summary>How often the member was asked to put something right on the way from the last confirmed version to this one.</summary>
    private static int CountReturns(Declaration declaration, List<VersionLine> history) => history
        .Where(v => v.Number < declaration.Number)
        .TakeWhile(v => v.DecidedAt is null || v.WasReturned)
        .Count(v => v.WasReturned);

    private static IReadOnlyList<ReviewedChange> Compare(Declaration declaration, List<OpenedAccount> accounts)
    {
        var byId = accounts.ToDictionary(a => a.Row.Id, a => a.ToReviewed());
        var compared = VersionComparison.Compare(
            [.. accounts.Where(a => a.Row.DeclarationId == declaration.PreviousId).Select(a => a.Stated)],
            [.. accounts.Where(a => a.Row.DeclarationId == declaration.Id).Select(a => a.Stated)]);
        return [.. compared.Select(c => new ReviewedChange(c.Change, Opened(c.Before), Opened(c.Now), c.Fields))];

        ReviewedAccount? Opened(StatedAccount? stated) => stated is null ? null : byId[stated.Id];
    }

    private sealed record OpenedAccount(DeclaredAccount Row, AccountDetails Details)
    {
        public AccountAddress Address { get; } = AccountAddress.Parse(Row.PlatformCode, Details.Canonical);
        public string PlatformName { get; } = Platform.Find(Row.PlatformCode)?.Name ?? Row.PlatformCode;
        public List<string> Remarks { get; } = [];
        public StatedAccount Stated => new(Row.Id, Row.PlatformCode, Row.Use, Details.Canonical, Details.DisplayName);

        public ReviewedAccount ToReviewed() => new(
            Row.Id, PlatformName, Row.Kind, Row.Use, Address.Display ?? Details.Canonical, Address.Link, Details.DisplayName,
            Details.Typed == Details.Canonical ? null : Details.Typed, Remarks);
    }
}
