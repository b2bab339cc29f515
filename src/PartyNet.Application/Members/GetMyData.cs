using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Declarations;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Members;

/// <summary>Everything the registry holds about the caller, for the caller.</summary>
public sealed class GetMyData(
    IPartyNetDb db, AccessContext access, DraftStore drafts, ISecrets secrets, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public async Task<ErrorOr<MyRecord>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var (scope, now) = (access.Scope, clock.GetUtcNow());
        var residence = db.ResidenceLinks.Own(scope).Select(l => l.ResidenceUnitName);
        var draft = db.DeclarationDrafts.Own(scope);
        var inForce = db.Members.Own(scope).Where(m => m.CurrentDeclarationId != null).Select(m => m.CurrentDeclarationId!.Value);
        var (row, declarations, accounts, (roles, corrections, proposals, former)) = await db.TogetherAsync(
            () => db.Members.Own(scope).AsNoTracking()
                .Join(db.Units, m => m.UnitId, u => u.Id, (m, u) => new
                {
                    Member = m,
                    Branch = u.Name,
                    Residence = residence.FirstOrDefault(),
                    HasDraft = draft.Any(),
                })
                .SingleAsync(cancellationToken),
            () => db.Declarations.Own(scope).OrderByDescending(d => d.Number)
                .Select(d => new MyDeclaration(d.Id, d.Number, d.Status, d.Answer, d.AccountCount, d.SubmittedAt, d.DecidedAt))
                .ToListAsync(cancellationToken),
            () => drafts.AccountsOf(inForce).ToListAsync(cancellationToken),
            () => db.TogetherAsync(
                () => ListRoles.WithGivers(db, db.Grants.AsNoTracking().NotEnded(now).Where(g => g.UserId == scope.UserId))
                    .ToListAsync(cancellationToken),
                () => db.FactCorrections.Own(scope).AsNoTracking().ToTell(now).ToListAsync(cancellationToken),
                () => db.ProposedAccounts.Own(scope).AsNoTracking().ToListAsync(cancellationToken),
                () => db.FormerNumbers.Own(scope).AsNoTracking().OrderBy(n => n.Id).ToListAsync(cancellationToken),
                cancellationToken),
            cancellationToken);
        return new MyRecord(
            Facts(row.Member, row.Branch, row.Residence),
            former.ConvertAll(number => new MyFormerNumber(
                Masked(number.MemberId, SecretField.FormerNumber, number.Id, number.Number)!, number.ReplacedAt)),
            declarations.FirstOrDefault(d => d.Id == row.Member.CurrentDeclarationId),
            [.. drafts.Open(accounts).Select(MyAccount.From)],
            drafts.Open(proposals),
            declarations,
            row.HasDraft,
            corrections.ConvertAll(correction => MyCorrection.Of(correction, secrets)),
            [.. roles.OrderBy(r => r.Unit.Path).ThenBy(r => r.Grant.Role).Select(r => new MyRole(
                r.Grant.Role, r.Unit.Name, r.Unit.BoardName, r.Grant.ValidFrom, r.Grant.ValidTo, r.By))]
        );
    }

    private MyFacts Facts(Member member, string branch, string? residence) => new(
        member.Code,
        member.FullName,
        member.BirthDate,
        member.BirthYear,
        branch,
        residence,
        member.Kind,
        member.WorkStatus,
        member.ActivityStatus,
        member.JoinedOn,
        member.OfficialOn,
        member.Position,
        Masked(member.Id, SecretField.MemberCardNumber, member.Id, member.CardNumber),
        Masked(member.Id, SecretField.MemberCitizenNumber, member.Id, member.CitizenNumber),
        Open(member.Id, SecretField.MemberPhone, member.Id, member.Phone)?.Shown);

    private string? Masked(Guid member, SecretField field, Guid row, byte[]? sealedValue) => Open(member, field, row, sealedValue) switch
    {
        { Text: { } value } => NumberMask.Of(value),
        var opened => opened?.Shown,
    };

    private Unsealed? Open(Guid member, SecretField field, Guid row, byte[]? sealedValue) =>
        sealedValue is null ? null : secrets.OpenOwn(member, field, row, sealedValue);
}

/// <summary>What the registry holds about the caller.</summary>
/// <param name="FormerNumbers">Card and citizen numbers of before, by which older lists still find the caller.</param>
/// <param name="InForce">The confirmed declaration that rosters show; null before the first confirmation.</param>
/// <param name="Accounts">Of the declaration in force.</param>
/// <param name="Proposals">Accounts that lists of the organisation have beside the caller, who has not answered.</param>
/// <param name="Declarations">All versions, the latest first.</param>
/// <param name="Corrections">What the caller has asked to be put right and nobody has decided yet, or somebody has lately.</param>
/// <param name="Roles">At units; the administrator's belongs to none.</param>
public sealed record MyRecord(
    MyFacts Facts,
    IReadOnlyList<MyFormerNumber> FormerNumbers,
    MyDeclaration? InForce,
    IReadOnlyList<MyAccount> Accounts,
    IReadOnlyList<Proposal> Proposals,
    IReadOnlyList<MyDeclaration> Declarations,
    bool HasDraft,
    IReadOnlyList<MyCorrection> Corrections,
    IReadOnlyList<MyRole> Roles
);

/// <summary>A role that the caller holds, or will hold from a day on, and who gave it.</summary>
public sealed record MyRole(Role Role, string UnitName, string? BoardName, DateTimeOffset From, DateTimeOffset? To, RoleGiver? By);

/// <summary>
/// The member record, with the numbers of papers masked down to their last three digits, for the member; for staff the phone too.
/// </summary>
public sealed record MyFacts(
    string Code,
    string FullName,
    DateOnly? BirthDate,
    int? BirthYear,
    string BranchName,
    string? ResidenceBranchName,
    MemberKind Kind,
    WorkStatus WorkStatus,
    ActivityStatus ActivityStatus,
    DateOnly? JoinedOn,
    DateOnly? OfficialOn,
    string? Position,
    string? CardNumber,
    string? CitizenNumber,
    string? Phone);

/// <summary>A number that another has taken the place of, masked as the one of now.</summary>
public sealed record MyFormerNumber(string Number, DateTimeOffset ReplacedAt);

/// <summary>One submitted version in the list of all.</summary>
public sealed record MyDeclaration(
    Guid Id,
    int Number,
    DeclarationStatus Status,
    DeclarationAnswer Answer,
    int AccountCount,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DecidedAt
);
