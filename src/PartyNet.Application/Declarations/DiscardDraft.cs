using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;

namespace PartyNet.Application.Declarations;

/// <summary>Throws the draft away; what has been submitted stays as it is.</summary>
public sealed class DiscardDraft(IPartyNetDb db, AccessContext access)
{
    public async Task<ErrorOr<Deleted>> HandleAsync(CancellationToken cancellationToken)
    {
        await using var work = await db.BeginOwnAsync(cancellationToken);
        await db.DeclarationDrafts.Own(access.Scope).ExecuteDeleteAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
        return Result.Deleted;
    }
}
