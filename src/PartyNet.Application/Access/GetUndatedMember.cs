using ErrorOr;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>
/// The member for whom a date of birth is about to be recorded, by name; who looked is written down. Not found where one is held, and where
/// a slip is not the caller's to print: a date that is held is nobody's to change here.
/// </summary>
public sealed class GetUndatedMember(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.PrintSlips);

    public sealed record Query(Unit Unit, string MemberCode);

    public async Task<ErrorOr<SlipRow>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        await using var reading = await db.BeginReadAsync(cancellationToken);
        if (await FindAsync(db, access.Scope, query.Unit, query.MemberCode, clock.GetUtcNow(), cancellationToken) is not { } found)
            return Problem.NotFound();
        var refused = await processes.ShowAsync(
            ProcessType.MembersViewed, query.Unit, cursor: null, [new ShownMember(found.Member.Member.Id)], cancellationToken);
        return refused is { } tooOften ? tooOften : found.Row;
    }

    internal static async Task<(MemberWithSlip Member, SlipRow Row)?> FindAsync(
        IPartyNetDb db, AccessScope scope, Unit unit, string memberCode, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var members = await MemberWithSlip.ReadAsync(db, unit, [memberCode], most: 1, now, cancellationToken);
        if (members is not [var found])
            return null;
        var row = found.Row(SlipRules.PrintedFrom(scope, unit), now);
        return row.LacksBirthDate ? (found, row) : null;
    }
}
