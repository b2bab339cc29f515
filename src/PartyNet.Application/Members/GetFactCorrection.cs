using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Declarations;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>Event of a look at somebody's request.</summary>
public sealed record FactCorrectionViewed(Guid CorrectionId);

/// <summary>A request with what is needed to decide it. Numbers are masked: whoever has the paper in hand can compare.</summary>
/// <param name="Held">What the roster says; null where it says nothing.</param>
/// <param name="WillRead">What the roster would say, where that reads differently; null also for a number.</param>
/// <param name="Notes">What there is to look at, such as a date before another.</param>
/// <param name="Answer">Why it was refused.</param>
/// <param name="Refusal">Why the caller may not decide it; null where the caller may, while it is open.</param>
public sealed record CorrectionUnderReview(
    Guid Id,
    int Version,
    string MemberCode,
    string MemberName,
    int? BirthYear,
    string UnitName,
    MemberFact Fact,
    string? Held,
    string Proposed,
    string? WillRead,
    string Reason,
    IReadOnlyList<string> Notes,
    CorrectionStatus Status,
    DateTimeOffset AskedAt,
    DateTimeOffset? DecidedAt,
    string? Answer,
    string? Refusal,
    DateTimeOffset Now)
{
    public bool CanDecide => Status == CorrectionStatus.Open && Refusal is null;
}

/// <summary>
/// Opens a request to be decided. That is a look, and the member sees who looked. Errors: not found; too many within a minute.
/// </summary>
public sealed class GetFactCorrection(
    IPartyNetDb db, IProcesses processes, ISecrets secrets, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    /// <param name="Unit">The unit at which the caller works; the member lies within it.</param>
    public sealed record Query(Unit Unit, Guid CorrectionId);

    public async Task<ErrorOr<CorrectionUnderReview>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        var now = clock.GetUtcNow();
        await using var read = await db.BeginReadAsync(cancellationToken);
        if (await FindAsync(query, now, cancellationToken) is not { } found)
            return Problem.NotFound();

        var look = processes.Look(new ProcessStart(ProcessType.FactCorrectionViewed, found.Branch));
        look.Concern(found.Member.Id);
        look.Record(new FactCorrectionViewed(found.Correction.Id));
        var answer = Open(look, found, now);
        return await look.WriteDownAsync([UsageLimit.Members], cancellationToken) is { } tooOften ? tooOften : answer;
    }

    private async Task<Found?> FindAsync(Query query, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var secretaries = db.Secretaries(now);
        var user = access.Scope.UserId;
        return await (
            from c in db.FactCorrections.AsNoTracking().Within(query.Unit, query.CorrectionId)
            join m in db.Members.AsNoTracking() on c.MemberId equals m.Id
            join u in db.Units.AsNoTracking() on m.UnitId equals u.Id
            select new Found(
                c,
                m,
                u,
                db.ResidenceLinks.Where(l => l.MemberId == m.Id).Select(l => l.ResidenceUnitName).FirstOrDefault(),
                db.Grants.Any(g => g.UserId == user && g.MemberId == c.MemberId),
                secretaries.Any(g => g.MemberId == c.MemberId && g.UnitPath == c.UnitPath))).SingleOrDefaultAsync(cancellationToken);
    }

    private CorrectionUnderReview Open(ILook look, Found found, DateTimeOffset now)
    {
        var (correction, member) = (found.Correction, found.Member);
        var (fact, name, birthYear) = (correction.Fact, member.FullName, member.BirthYear);
        var proposed = secrets.Open(look, member.Id, SecretField.CorrectionContent, correction.Id, correction.Content)
            .Read(ProposedFact.Unpack);
        var held = fact.Number() is not { } number
            ? fact.Field().Words(new ListedMember(member, found.Branch.Name, found.Residence))
            : number.HeldBy(member) is { } cell
                ? secrets.Open(look, member.Id, number.Secret, member.Id, cell).Read(number.Masked) ?? Unsealed.Unreadable
                : null;
        var reading = proposed is null || correction.Status != CorrectionStatus.Open
            ? null
            : FactReading.Of(fact, member, proposed.Value, VietnamTime.Day(now));
        return new CorrectionUnderReview(
            correction.Id, correction.Version, member.Code, name, birthYear, found.Branch.Name, fact, held,
            proposed?.Shown(fact) ?? Unsealed.Unreadable, WillRead(reading, found, proposed),
            proposed?.Reason ?? Unsealed.Unreadable, reading?.Notes ?? [],
            correction.Status, correction.AskedAt, correction.DecidedAt,
            correction.Answer is { } answer
                ? secrets.Open(look, member.Id, SecretField.CorrectionAnswer, correction.Id, answer).Shown
                : null,
            FactCorrections.Refusal(access.Scope, correction, found.IsOwn, found.OfSecretary), now);
    }

    /// <summary>Leaves its mark on what was read of the member, so it comes last.</summary>
    private static string? WillRead(FactReading? reading, Found found, ProposedFact? proposed)
    {
        if (reading is null || reading.Fact.Number() is not null)
            return null;
        var listed = new ListedMember(found.Member, found.Branch.Name, found.Residence);
        reading.Apply(listed);
        return reading.Fact.Field().Words(listed) is { } words && words != proposed?.Value ? words : null;
    }

    private sealed record Found(
        FactCorrection Correction, Member Member, Unit Branch, string? Residence, bool IsOwn, bool OfSecretary);
}
