using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Declarations;

/// <summary>Where the caller's declaration stands, for the first line of their home page.</summary>
public sealed class GetMyTask(IPartyNetDb db, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public async Task<ErrorOr<MyTask>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var mine = await Mine.On(db)(
            db.Context, access.Scope.MemberId!.Value, clock.GetUtcNow().AddDays(-FactCorrections.DaysTold), cancellationToken);
        return new MyTask(
            mine.State,
            mine.Latest?.Number,
            mine.Latest?.DecidedAt ?? mine.Latest?.SubmittedAt,
            mine.DraftSavedAt,
            mine.State == DeclarationState.Returned ? mine.Latest?.Defects ?? 0 : 0,
            mine.Correction);
    }

    private static readonly CompiledQuery<Func<DbContext, Guid, DateTimeOffset, CancellationToken, Task<Found>>> Mine = new(() =>
        EF.CompileAsyncQuery((DbContext db, Guid me, DateTimeOffset toldSince, CancellationToken _) => db.Set<Member>()
            .IgnoreQueryFilters(OwnData.Scope).Where(m => m.Id == me)
            .Select(m => new Found(
                m.DeclarationState,
                db.Set<DeclarationDraft>().Where(d => d.MemberId == me).Select(d => (DateTimeOffset?)d.SavedAt).FirstOrDefault(),
                db.Set<Declaration>().Where(d => d.MemberId == me).OrderByDescending(d => d.Number)
                    .Select(d => new FoundLatest(
                        d.Number, d.SubmittedAt, d.DecidedAt, db.Set<Defect>().Count(f => f.MemberId == me && f.DeclarationId == d.Id)))
                    .FirstOrDefault(),
                db.Set<FactCorrection>().Where(c => c.MemberId == me
                        && (c.Status == CorrectionStatus.Open
                            || (c.Status != CorrectionStatus.Withdrawn && c.DecidedAt >= toldSince)))
                    .OrderByDescending(c => c.AskedAt).ThenByDescending(c => c.Id)
                    .Select(c => new TaskOfCorrection(c.Fact, c.Status, c.DecidedAt ?? c.AskedAt))
                    .FirstOrDefault()))
            .Single()));

    private sealed record Found(
        DeclarationState State, DateTimeOffset? DraftSavedAt, FoundLatest? Latest, TaskOfCorrection? Correction);

    private sealed record FoundLatest(int Number, DateTimeOffset SubmittedAt, DateTimeOffset? DecidedAt, int Defects);
}

/// <summary>Where the member's declaration stands.</summary>
/// <param name="Number">Of the latest declaration; null before the first.</param>
/// <param name="At">When it was decided, or submitted while nobody has decided it.</param>
/// <param name="DraftSavedAt">Set while something typed waits to be submitted.</param>
/// <param name="Defects">How many fields the reviewer asks to put right.</param>
/// <param name="Correction">The latest request to put a fact right that is open, or was answered lately.</param>
public sealed record MyTask(
    DeclarationState State,
    int? Number,
    DateTimeOffset? At,
    DateTimeOffset? DraftSavedAt,
    int Defects,
    TaskOfCorrection? Correction = null);

/// <summary>A member's request to put a fact right, and since when it stands as it does.</summary>
public sealed record TaskOfCorrection(MemberFact Fact, CorrectionStatus Status, DateTimeOffset At);
