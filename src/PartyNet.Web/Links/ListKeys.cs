using PartyNet.Application.Rosters;

namespace PartyNet.Web.Links;

/// <summary>
/// The parameters that every list has in its address. Cursors are codes and ids, so that no address spells a name but the one searched for.
/// </summary>
public static class ListKeys
{
    public const string Search = RosterFilter.NameKey;
    public const string After = "sau";
    public const string Before = "truoc";
    public const string Length = "moi-trang";
    public const string Number = "trang";
}
