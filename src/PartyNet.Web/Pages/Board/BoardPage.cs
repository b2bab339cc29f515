using PartyNet.Application.Access;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Units;

namespace PartyNet.Web.Pages.Board;

/// <summary>What the pages of a board have in common: the row of links to the others.</summary>
public abstract class BoardPage(AccessContext access) : PageAtUnit
{
    /// <summary>Whether the caller may publish what members of the unit read; committees may not.</summary>
    public bool MayPublish => access.Refusal(PublishNotice.Needs, Unit) is null;

    /// <summary>Whether the caller may load lists here.</summary>
    public bool MayLoad => access.Refusal(ListLoads.Needs, Unit) is null;
}
