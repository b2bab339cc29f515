using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Rosters;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Rosters;

/// <summary>How a unit has its lists: what its forms begin with.</summary>
/// <param name="Columns">Those in use from left to right, then the others in their usual order.</param>
/// <param name="IsOwn">The unit has chosen its columns.</param>
/// <param name="FontSize">Of an official list with these columns, in points.</param>
public sealed record RosterTemplateForm(
    IReadOnlyList<RosterColumnForm> Columns, bool IsOwn, double FontSize, RosterHeading Heading);

/// <summary>A column as a form offers it.</summary>
/// <param name="Name">What the column is, whatever the unit calls it.</param>
/// <param name="Place">From 1; null where it is not in use.</param>
/// <param name="Stays">It may be moved and called otherwise, but not left out.</param>
/// <param name="IsRead">An import reads it, so it may be called only what an import knows.</param>
public sealed record RosterColumnForm(string Code, string Name, string Heading, int? Place, bool Stays, bool IsRead);

/// <summary>Reads how a unit has its lists. Error: not found.</summary>
public sealed class GetRosterTemplate(IPartyNetDb db, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => SetRosterColumns.Needs;

    public sealed record Query(Unit Unit);

    public async Task<ErrorOr<RosterTemplateForm>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var (template, superior) = await RosterTemplates.ReadAsync(db, query.Unit, cancellationToken);
        var layout = RosterLayout.Of(template);
        var used = layout.Columns.Select((column, i) => Form(column.Field, column.Heading, i + 1));
        var others = RosterFields.All.Except(layout.Columns.Select(column => column.Field))
            .Select(field => Form(field, field.Heading, null));
        return new RosterTemplateForm(
            [.. used, .. others],
            template is { Columns.Length: > 0 },
            layout.FontSize,
            RosterHeadings.Begin(template, query.Unit.Name, superior, VietnamTime.Day(clock.GetUtcNow())));
    }

    private static RosterColumnForm Form(RosterField field, string heading, int? place) =>
        new(field.Code, field.Heading, heading, place, field.Stays, field.Read is not null);
}
