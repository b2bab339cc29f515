using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Units;

/// <summary>Whether members belong to units of a kind directly.</summary>
internal static class UnitMembers
{
    public static Task<bool> HoldsMembersAsync(this IPartyNetDb db, Unit unit, CancellationToken cancellationToken) =>
        Holds.On(db)(db.Context, unit.KindCode, cancellationToken);

    private static readonly CompiledQuery<Func<DbContext, string, CancellationToken, Task<bool>>> Holds = new(() =>
        EF.CompileAsyncQuery((DbContext db, string kind, CancellationToken _) =>
            db.Set<UnitKind>().Any(k => k.Code == kind && k.HoldsMembers)));
}
