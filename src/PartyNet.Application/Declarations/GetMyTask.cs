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
        await using var read = await db.BeginReadAsync(cancellationToken);
        var state = await db.Members.Own(scope).Select(m => m.DeclarationState).SingleAsync(cancellationToken);
        var latest = await db.Declarations.Own(scope).OrderByDescending(d => d.Number)
            .Select(d => new { d.Id, d.Number, d.SubmittedAt, d.DecidedAt }).FirstOrDefaultAsync(cancellationToken);
        var savedAt = await db.DeclarationDrafts.Own(scope).Select(d => (DateTimeOffset?)d.SavedAt).SingleOrDefaultAsync(cancellationToken);
        var defects = state == DeclarationState.Returned && latest is not null
            ? await db.Defects.Own(scope).CountAsync(d => d.DeclarationId == latest.Id, cancellationToken)
            : 0;
        return new MyTask(state, latest?.Number, latest?.DecidedAt ?? latest?.SubmittedAt, savedAt, defects);
    }
}

/// <summary>Where the member's declaration stands.</summary>
/// <param name="Number">Of the latest declaration; null before the first.</param>
/// <param name="At">When it was decided, or submitted while nobody has decided it.</param>
/// <param name="DraftSavedAt">Set while something typed waits to be submitted.</param>
/// <param name="Defects">How many fields the reviewer asks to put right.</param>
public sealed record MyTask(DeclarationState State, int? Number, DateTimeOffset? At, DateTimeOffset? DraftSavedAt, int Defects);
