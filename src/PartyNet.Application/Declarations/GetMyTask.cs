using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Declarations;

/// <summary>Where the caller's declaration stands, for the first line of their home page.</summary>
public sealed class GetMyTask(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public async Task<ErrorOr<MyTask>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var scope = access.Scope;
        var declarations = db.Declarations.Own(scope);
        var drafts = db.DeclarationDrafts.Own(scope);
        var defects = db.Defects.Own(scope);
        await using var read = await db.BeginReadAsync(cancellationToken);
        var mine = await db.Members.Own(scope)
            .Select(m => new
            {
                m.DeclarationState,
                SavedAt = drafts.Select(d => (DateTimeOffset?)d.SavedAt).FirstOrDefault(),
                Latest = declarations.OrderByDescending(d => d.Number)
                    .Select(d => new { d.Number, d.SubmittedAt, d.DecidedAt, Defects = defects.Count(f => f.DeclarationId == d.Id) })
                    .FirstOrDefault(),
            })
            .SingleAsync(cancellationToken);
        return new MyTask(
            mine.DeclarationState,
            mine.Latest?.Number,
            mine.Latest?.DecidedAt ?? mine.Latest?.SubmittedAt,
            mine.SavedAt,
            mine.DeclarationState == DeclarationState.Returned ? mine.Latest?.Defects ?? 0 : 0);
    }
}

/// <summary>Where the member's declaration stands.</summary>
/// <param name="Number">Of the latest declaration; null before the first.</param>
/// <param name="At">When it was decided, or submitted while nobody has decided it.</param>
/// <param name="DraftSavedAt">Set while something typed waits to be submitted.</param>
/// <param name="Defects">How many fields the reviewer asks to put right.</param>
public sealed record MyTask(DeclarationState State, int? Number, DateTimeOffset? At, DateTimeOffset? DraftSavedAt, int Defects);
