using PartyNet.Application.Rosters;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;

namespace PartyNet.Web.Pages.Board;

/// <summary>How a row of the roster reads.</summary>
public static class RosterWords
{
    /// <summary>"2.119", or "hơn 20.000" where counting stopped.</summary>
    public static string Count(RosterPage roster) =>
        roster.IsCountCapped ? $"hơn {Numbers.Text(roster.Count)}" : Numbers.Text(roster.Count);

    /// <summary>"Facebook 2, Zalo 1": counts only, the accounts themselves stand in the export.</summary>
    public static string Accounts(RosterRow member)
    {
        if (!member.HasCurrent)
            return "–";
        if (member.Platforms.Count == 0)
            return DeclarationWords.NoAccounts;
        return string.Join(", ", member.Platforms.GroupBy(p => p).Select(p => $"{Platform.Find(p.Key)?.Name ?? p.Key} {p.Count()}"));
    }
}
