using PartyNet.Application.Database;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>A ready request of a unit, as its page lists it.</summary>
public sealed record OwnReadyRequest(Guid Id, DefectField Field, string Words, int Version);

/// <summary>The ready requests that a reviewer chooses from.</summary>
internal static class ReadyRequests
{
    /// <summary>The unit's own, in the order in which they were kept.</summary>
    public static IQueryable<OwnReadyRequest> Own(this IPartyNetDb db, Unit unit) =>
        db.ReadyRequests.Where(r => r.UnitId == unit.Id).OrderBy(r => r.Field).ThenBy(r => r.Id).TakeFirst(ReadyRequest.MostInUnit)
            .Select(r => new OwnReadyRequest(r.Id, r.Field, r.Words, r.Version));

    /// <summary>For each field those of the unit, and behind them those that ship with the product.</summary>
    public static IReadOnlyDictionary<DefectField, IReadOnlyList<string>> Offered(IReadOnlyList<OwnReadyRequest> own) =>
        Enum.GetValues<DefectField>().ToDictionary(
            field => field,
            field => (IReadOnlyList<string>)
            [
                .. own.Where(r => r.Field == field).Select(r => r.Words).Concat(ReadyRequestDefaults.For(field))
                    .Distinct(StringComparer.Ordinal),
            ]);
}
