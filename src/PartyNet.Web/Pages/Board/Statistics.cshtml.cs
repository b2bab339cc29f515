using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Access;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Text;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Board;

/// <summary>What the members of a unit declared, counted: charts beside their tables.</summary>
public sealed class StatisticsModel(GetStatistics getStatistics, AccessContext access) : BoardPage(access)
{
    public Statistics Statistics { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = BoardLinks.Edition)] string? edition, CancellationToken cancellationToken)
    {
        var statistics = await getStatistics.HandleAsync(
            new GetStatistics.Query(Unit, ForOthers: edition == BoardLinks.ForOthers), cancellationToken);
        if (statistics.IsError)
            return this.WithErrors(statistics.Errors);
        Statistics = statistics.Value;
        return Page();
    }

    public static string Title(UsageAspect aspect) => aspect switch
    {
        UsageAspect.Platform => "Theo mạng xã hội",
        UsageAspect.BirthDecade => "Theo độ tuổi",
        UsageAspect.Work => "Theo tình trạng công tác",
        UsageAspect.AccountCount => "Theo số tài khoản",
    };

    /// <summary>
    /// Accounts, as far as they are told; by the number of accounts, people: that is what is asked there.
    /// </summary>
    public static bool DrawsAccounts(StatisticsTable table) =>
        table.Aspect != UsageAspect.AccountCount && table.Rows.Any(row => row.Accounts is not null);

    public static IReadOnlyList<ChartBar> Bars(StatisticsTable table) =>
        [.. table.Rows.Select(row => new ChartBar(row.Name, DrawsAccounts(table) ? row.Accounts : row.Members))];

    public static string Figure(int? number) => number is { } told ? Numbers.Text(told) : "ẩn";
}
