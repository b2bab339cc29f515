using System.Collections.Frozen;

namespace PartyNet.Domain.Accounts;

/// <summary>
/// Services whose links hide where they lead. Following one would touch the network and tell a stranger who declares what,
/// so such a link is kept as it is and flagged for a human to ask about.
/// </summary>
internal static class Shorteners
{
    private static readonly FrozenSet<string> Hosts = FrozenSet.Create(
        "bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "is.gd", "v.gd", "buff.ly", "cutt.ly", "rebrand.ly", "shorturl.at",
        "s.id", "t.ly", "rb.gy", "lnkd.in", "bom.so", "byvn.net");

    public static bool Contains(string host) => Hosts.Contains(host);
}
