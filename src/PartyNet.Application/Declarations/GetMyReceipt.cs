using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;

namespace PartyNet.Application.Declarations;

/// <summary>One submitted version as its owner may read it for ever: what was declared, when, and what became of it.</summary>
public sealed class GetMyReceipt(IPartyNetDb db, AccessContext access, DraftStore drafts, ISecrets secrets) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public async Task<ErrorOr<MyReceipt>> HandleAsync(int number, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var scope = access.Scope;
        var asked = db.Declarations.Own(scope).AsNoTracking().Where(d => d.Number == number);
        var (declaration, member, accounts, defects) = await db.TogetherAsync(
            () => asked.SingleOrDefaultAsync(cancellationToken),
            () => db.Members.Own(scope).Join(db.Units, m => m.UnitId, u => u.Id, (m, u) => new { m.FullName, Branch = u.Name })
                .SingleAsync(cancellationToken),
            () => drafts.AccountsOf(asked.Select(d => d.Id)).ToListAsync(cancellationToken),
            () => db.Defects.Own(scope).AsNoTracking().Where(f => asked.Any(d => d.Replies != null && d.PreviousId == f.DeclarationId))
                .OrderBy(f => f.Id).ToListAsync(cancellationToken),
            cancellationToken);
        if (declaration is null)
            return Problem.NotFound();

        return new MyReceipt(
            declaration.Number,
            declaration.Status,
            declaration.Answer,
            declaration.Unchanged,
            declaration.SubmittedAt,
            declaration.DecidedAt,
            member.FullName,
            member.Branch,
            scope.Grants.Any(g => g.Role == Role.Secretary && g.UnitId == scope.BranchId),
            [.. drafts.Open(accounts).Select(MyAccount.From)])
        {
            Replies = OpenReplies(declaration, defects),
        };
    }

    private IReadOnlyList<MyReply> OpenReplies(Declaration declaration, List<Defect> defects)
    {
        if (declaration.Replies is not { } cell)
            return [];
        var opened = secrets.OpenOwn(declaration.MemberId, SecretField.DefectReplies, declaration.Id, cell);
        var words = opened.Read(DefectReply.Unpack)?.ToDictionary(reply => reply.Defect, reply => reply.Words);
        return
        [
            .. from defect in defects
               where words is null || words.ContainsKey(defect.Id)
               select new MyReply(
                   defect.Field,
                   secrets.OpenOwn(defect.MemberId, SecretField.DefectNote, defect.Id, defect.Note).Shown,
                   words?[defect.Id] ?? Unsealed.Unreadable),
        ];
    }
}

/// <summary>A submitted version for its owner.</summary>
/// <param name="IsReviewedAbove">The member is the secretary of the branch: the level above looks at it.</param>
public sealed record MyReceipt(
    int Number,
    DeclarationStatus Status,
    DeclarationAnswer Answer,
    bool Unchanged,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DecidedAt,
    string FullName,
    string BranchName,
    bool IsReviewedAbove,
    IReadOnlyList<MyAccount> Accounts)
{
    /// <summary>What the member said by words to what had been asked for in the version before.</summary>
    public IReadOnlyList<MyReply> Replies { get; init; } = [];
}

/// <summary>What was asked for, and what its member answered.</summary>
public sealed record MyReply(DefectField Field, string Request, string Words);

/// <summary>An account as its owner declared it.</summary>
/// <param name="Canonical">Null where it cannot be read any more.</param>
/// <param name="Typed">What the member typed.</param>
public sealed record MyAccount(Platform Platform, string? Canonical, string? Typed, string? DisplayName, AccountUse Use)
{
    /// <summary>A telephone number as it was typed, or the address.</summary>
    public string Shown =>
        Canonical is null ? Unsealed.Unreadable : AccountAddress.Parse(Platform, Canonical).AsStated(Typed ?? Canonical);

    internal static MyAccount From(OpenAccount account) => new(
        Platform.Find(account.Row.PlatformCode) ?? Platform.Other,
        account.Details?.Canonical,
        account.Details?.Typed,
        account.Details is null ? Unsealed.Unreadable : account.Details.DisplayName,
        account.Row.Use);
}
