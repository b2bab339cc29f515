using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;

namespace PartyNet.Application.Declarations;

/// <summary>Throws the draft away; what has been submitted stays as it is.</summary>
public sealed class DiscardDraft(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public async Task<ErrorOr<Deleted>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var work = await db.BeginOwnAsync(cancellationToken);
        await db.DeclarationDrafts.Own(access.Scope).ExecuteDeleteAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
        return Result.Deleted;
    }
}
