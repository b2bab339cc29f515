using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Rosters;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Board;

/// <summary>The members of a unit and below, narrowed and walked by what stands in the address.</summary>
public sealed class RosterModel(ListRoster listRoster, GetRosterUnits getUnits, AccessContext access) : BoardPage(access)
{
    [BindProperty(SupportsGet = true)]
    public RosterFilter Filter { get; set; } = RosterFilter.None;

    [BindProperty(SupportsGet = true)]
    public ListPlace Place { get; set; } = ListPlace.First;

    public RosterFilterForm FilterForm { get; private set; } = null!;

    /// <summary>Null where the filter cannot be used: the form is shown with what is wrong.</summary>
    public RosterPage? Roster { get; private set; }

    public async Task<IActionResult> OnGetAsync(PageCursor cursor, CancellationToken cancellationToken)
    {
        var roster = await listRoster.HandleAsync(
            new ListRoster.Query(Unit, Filter, cursor with { Length = Place.Length }), cancellationToken);
        FilterForm = new RosterFilterForm(
            Filter,
            roster.IsError
                ? await getUnits.HandleAsync(new GetRosterUnits.Query(Unit, Filter.Unit), cancellationToken)
                : roster.Value.Units
        );
        if (roster.IsError)
            return this.WithErrors(roster.Errors, nameof(Filter));
        Roster = roster.Value;
        if (Roster.Page.Before is null)
            Place = Place with { Number = ListPlace.First.Number };
        return Page();
    }
}
