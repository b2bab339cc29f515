using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Units;

/// <summary>What members at a unit read of those who looked at their data.</summary>
/// <param name="AreTold">Whether they read names.</param>
/// <param name="DecidedBy">Name of the unit that decided; null where none has.</param>
/// <param name="IsOwn">It was this unit.</param>
public sealed record ViewerNamesDecision(bool AreTold, string? DecidedBy, bool IsOwn);

/// <summary>The decision in force at a unit. Error: not found.</summary>
public sealed class GetViewerNames(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => SetViewerNames.Needs;

    public sealed record Query(Unit Unit);

    public async Task<ErrorOr<ViewerNamesDecision>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var id = query.Unit.Id;
        return await ViewerNames.Deciding(db, query.Unit.Path)
                .Select(u => new ViewerNamesDecision(u.NamesViewers!.Value, u.Name, u.Id == id))
                .FirstOrDefaultAsync(cancellationToken)
            ?? new ViewerNamesDecision(AreTold: false, DecidedBy: null, IsOwn: false);
    }
}
