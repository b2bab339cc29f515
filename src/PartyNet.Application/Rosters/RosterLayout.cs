using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Rosters;

namespace PartyNet.Application.Rosters;

/// <summary>The columns of a unit's lists for people, from left to right, each with its heading.</summary>
internal sealed record RosterLayout(IReadOnlyList<(RosterField Field, string Heading)> Columns)
{
    public static RosterLayout Usual { get; } = new([.. RosterFields.All.Select(field => (field, field.Heading))]);

    /// <summary>
    /// What the unit has chosen, or the usual columns. A column that is not known any more is left out; the code stands last where it
    /// has no place.
    /// </summary>
    public static RosterLayout Of(RosterTemplate? template)
    {
        if (template is null or { Columns: [] })
            return Usual;
        var chosen = new List<(RosterField Field, string Heading)>();
        foreach (var (code, heading) in template.Columns.Zip(template.Headings))
        {
            if (RosterFields.Find(code) is { } field)
                chosen.Add((field, heading));
        }

        if (chosen.All(c => c.Field != RosterFields.Code))
            chosen.Add((RosterFields.Code, RosterFields.Code.Heading));
        return new RosterLayout(chosen);
    }

    public IReadOnlyList<SheetColumn<RosterEntry>> ForPeople() => [.. Columns.Select(c => c.Field.ForPeople(c.Heading))];

    /// <summary>Size of the type in an official list with these columns.</summary>
    public double FontSize => PaperFit.Of([.. Columns.Select(c => c.Field.Width)]).FontSize;
}
