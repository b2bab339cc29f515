using PartyNet.Application;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages;

/// <summary>How long the pages of a list are to be.</summary>
/// <param name="Address">Of the list with such pages.</param>
/// <param name="What">What stands on a line.</param>
public sealed record PageLengths(ListPlace Place, Func<ListPlace, string> Address, string What = "đồng chí")
{
    /// <summary>A list that stands on one page of the usual length has nothing to choose.</summary>
    public static bool AreOffered<TRow>(Page<TRow> page, ListPlace place) =>
        page.Before is not null || page.After is not null || place.Length != ListPlace.First.Length;
}
