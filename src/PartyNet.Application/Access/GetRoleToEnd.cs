using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>One role before it ends: who holds it, which, where, since when and who gave it. Errors: not found.</summary>
public sealed class GetRoleToEnd(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.GiveRoles);

    /// <param name="Unit">The unit in whose subtree the role is held.</param>
    public sealed record Query(Unit Unit, Guid GrantId);

    public async Task<ErrorOr<RoleHolder>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;
        if (await FindAsync(query, cancellationToken) is not { } held || !held.Unit.Path.IsWithin(query.Unit.Path))
            return Problem.NotFound();

        var row = held.Row(access.Scope);
        if (!row.MayEnd)
            return Problem.NotFound();
        var shown = held.Member is { } member ? new[] { new ShownMember(member.Id) } : [];
        return await processes.ShowAsync(ProcessType.RolesViewed, query.Unit, PageCursor.First, shown, cancellationToken) is { } refused
            ? refused
            : row;
    }

    private async Task<ListRoles.Held?> FindAsync(Query query, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var grants = db.Grants.AsNoTracking().NotEnded(clock.GetUtcNow()).Where(g => g.Id == query.GrantId);
        return await ListRoles.WithGivers(db, grants).SingleOrDefaultAsync(cancellationToken);
    }
}
