using PartyNet.Application.Rosters;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages.Board;

/// <summary>How a row of the roster reads.</summary>
public static class RosterWords
{
    /// <summary>"2.119"; where a longer list was counted in part "ít nhất 312", or "hơn 2.000" where all counted matched.</summary>
    public static string Count(RosterPage roster) => roster switch
    {
        { CountedAmong: null } => Numbers.Text(roster.Count),
        { Count: 0 } => "Chưa rõ bao nhiêu",
        { Count: var count, CountedAmong: var among } when count == among => $"hơn {Numbers.Text(count)}",
        _ => $"ít nhất {Numbers.Text(roster.Count)}",
    };

    /// <summary>What a count in part says of the whole; null where it is whole or nobody would ask.</summary>
    public static string? CountNote(RosterPage roster) => roster switch
    {
        { IsSearchCut: true } => SearchWords.Cut,
        { CountedAmong: { } among, Count: 0 } => $"Trong {Numbers.Text(among)} đồng chí đầu danh sách không có ai khớp.",
        { CountedAmong: { } among } when roster.Count < among => $"Mới đếm {Numbers.Text(among)} đồng chí đầu danh sách.",
        _ => null,
    };

    /// <summary>
    /// Under a page: "Trang 2/85: 25 trong 2.119 đảng viên", of how many pages only where the whole list was counted; without a number
    /// where there is but one page.
    /// </summary>
    public static string Shown(RosterPage roster, ListPlace place)
    {
        var rows = roster.Page.Rows.Count;
        var shown = roster.Count < rows ? $"{rows} đảng viên" : $"{rows} trong {Count(roster)} đảng viên";
        if (roster.Page is { Before: null, After: null })
            return shown;
        return $"{place.Words(roster.CountedAmong is null ? roster.Count : null)}: {shown}";
    }

    /// <summary>Instead of a table without rows: nobody, nobody further on, or nobody as far as was looked.</summary>
    public static string Nobody(RosterPage roster) => roster.Page switch
    {
        { StoppedAfter: { } looked } => $"Trong {Numbers.Text(looked)} đồng chí vừa xem không có ai khớp.",
        { Before: not null } => "Từ đây đến hết danh sách không còn ai khớp.",
        _ => SearchWords.Nobody(roster.IsSearchCut),
    };

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
