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
using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>Event of a look at all that the registry holds of a member.</summary>
public sealed record MemberViewed(Guid MemberId);

/// <summary>
/// One member for the staff of their branch and of the units above: what the registry holds, with every number masked. That is a look: the
/// member sees who looked. Errors: not found; too many within a minute.
/// </summary>
public sealed class GetMember(
    IPartyNetDb db, IProcesses processes, ISecrets secrets, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ViewMembers);

    /// <param name="Unit">The unit at which the caller works; the member lies within it.</param>
    public sealed record Query(Unit Unit, string MemberCode);

    public async Task<ErrorOr<MemberRecord>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        var now = clock.GetUtcNow();
        var code = MemberCode.Read(query.MemberCode);
        var asked = db.Members.AsNoTracking().Within(query.Unit).Where(m => m.Code == code);
        var (found, declarations, accounts, (placements, slips, corrections)) = await db.TogetherAsync(
            () => asked.Join(db.Units, m => m.UnitId, u => u.Id, (m, u) => new Found(
                m, u, db.ResidenceLinks.Where(l => l.MemberId == m.Id).Select(l => l.ResidenceUnitName).FirstOrDefault()))
                .SingleOrDefaultAsync(cancellationToken),
            () => (
                from m in asked
                join d in db.Declarations on m.Id equals d.MemberId
                orderby d.Number descending
                select new MyDeclaration(d.Id, d.Number, d.Status, d.Answer, d.AccountCount, d.SubmittedAt, d.DecidedAt))
                .ToListAsync(cancellationToken),
            () => (
                from m in asked
                join a in db.DeclaredAccounts.AsNoTracking() on m.CurrentDeclarationId equals (Guid?)a.DeclarationId
                orderby a.Position
                select a).ToListAsync(cancellationToken),
            () => db.TogetherAsync(
                () => ReadPlacementsAsync(asked, cancellationToken),
                () => MemberWithSlip.ReadAsync(db, query.Unit, [code], most: 1, now, cancellationToken),
                () => ReadCorrectionsAsync(query.Unit, asked, cancellationToken),
                cancellationToken),
            cancellationToken);
        if (found is null)
            return Problem.NotFound();

        var look = processes.Look(new ProcessStart(ProcessType.MemberViewed, found.Branch));
        look.Concern(found.Member.Id);
        look.Record(new MemberViewed(found.Member.Id));
        var record = new MemberRecord(
            Facts(look, found),
            found.Member.DeclarationState,
            found.Member.DeclarationStateAt,
            declarations,
            declarations.FirstOrDefault(d => d.Id == found.Member.CurrentDeclarationId),
            accounts.ConvertAll(account => Mask(look, account)),
            placements,
            slips.ConvertAll(slip => slip.Row(SlipRules.PrintedFrom(access.Scope, query.Unit), now)).SingleOrDefault(),
            slips.SingleOrDefault()?.Login,
            corrections);
        return await look.WriteDownAsync([UsageLimit.Members], cancellationToken) is { } tooOften ? tooOften : record;
    }

    /// <summary>Where the caller may open them, too.</summary>
    private async Task<List<OpenCorrection>> ReadCorrectionsAsync(
        Unit unit, IQueryable<Member> asked, CancellationToken cancellationToken) =>
        access.Refusal(GetFactCorrection.Needs, unit) is not null
            ? []
            : await (
                from m in asked
                join c in db.FactCorrections on m.Id equals c.MemberId
                where c.Status == CorrectionStatus.Open
                orderby c.AskedAt, c.Id
                select new OpenCorrection(c.Id, c.Fact, c.AskedAt)).ToListAsync(cancellationToken);

    private Task<List<MemberPlacement>> ReadPlacementsAsync(IQueryable<Member> asked, CancellationToken cancellationToken) => (
        from m in asked
        join p in db.Placements on m.Id equals p.MemberId
        join u in db.Units on p.UnitId equals u.Id
        orderby p.From descending, p.Id descending
        select new MemberPlacement(u.Name, p.From, p.To, p.Reason)).ToListAsync(cancellationToken);

    private MyFacts Facts(ILook look, Found found)
    {
        var member = found.Member;
        return new MyFacts(
            member.Code, member.FullName, member.BirthDate, member.BirthYear, found.Branch.Name, found.Residence, member.Kind,
            member.WorkStatus, member.ActivityStatus, member.JoinedOn, member.OfficialOn, member.Position,
            Mask(look, member, MemberNumber.Card), Mask(look, member, MemberNumber.Citizen), Mask(look, member, MemberNumber.Phone));
    }

    private string? Mask(ILook look, Member member, MemberNumber number) =>
        number.HeldBy(member) is { } held
            ? secrets.Open(look, member.Id, number.Secret, member.Id, held).Read(number.Masked) ?? Unsealed.Unreadable
            : null;

    private MaskedAccount Mask(ILook look, DeclaredAccount account)
    {
        var details = secrets.Open(look, account.MemberId, SecretField.AccountDetails, account.Id, account.Details)
            .Read(AccountDetails.Unpack);
        return new MaskedAccount(
            Platform.Find(account.PlatformCode) ?? Platform.Other,
            details is null
                ? Unsealed.Unreadable
                : AccountAddress.Parse(account.PlatformCode, details.Canonical).Masked ?? Unsealed.Unreadable,
            account.Use);
    }

    private sealed record Found(Member Member, Unit Branch, string? Residence);
}

/// <summary>What the registry holds of a member, for staff.</summary>
/// <param name="Facts">With every number masked.</param>
/// <param name="Declarations">All versions, the latest first.</param>
/// <param name="InForce">The confirmed declaration that rosters show; null before the first confirmation.</param>
/// <param name="Accounts">Of the declaration in force.</param>
/// <param name="Placements">Where the member has been, the latest first.</param>
/// <param name="Corrections">What the member asks to be put right; empty for who may not decide such requests.</param>
/// <param name="Slip">Where they stand on the way in; null for who is not on the roll.</param>
public sealed record MemberRecord(
    MyFacts Facts,
    DeclarationState State,
    DateTimeOffset? StateAt,
    IReadOnlyList<MyDeclaration> Declarations,
    MyDeclaration? InForce,
    IReadOnlyList<MaskedAccount> Accounts,
    IReadOnlyList<MemberPlacement> Placements,
    SlipRow? Slip,
    MemberLogin? Login,
    IReadOnlyList<OpenCorrection> Corrections);

/// <summary>A request of the member's that nobody has decided yet.</summary>
public sealed record OpenCorrection(Guid Id, MemberFact Fact, DateTimeOffset AskedAt);

/// <summary>A confirmed account as somebody recognises it who knows it; the whole of it stands in the declaration.</summary>
public sealed record MaskedAccount(Platform Platform, string Shown, AccountUse Use);

/// <summary>A stretch on the roll of a branch.</summary>
public sealed record MemberPlacement(string UnitName, DateOnly From, DateOnly? To, string Reason);
