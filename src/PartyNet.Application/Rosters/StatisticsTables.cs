using System.Globalization;
using PartyNet.Application.Members;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;

namespace PartyNet.Application.Rosters;

/// <summary>The figures of a unit as tables: each sort with its name, in the order in which people read them.</summary>
/// <param name="year">This year, which says how old a decade is.</param>
/// <param name="forOthers">Small figures are hidden, and accounts are not told.</param>
internal sealed class StatisticsTables(IReadOnlyList<UsageFigures> figures, int year, bool forOthers)
{
    private const string UnknownDecade = "";

    public IReadOnlyList<StatisticsTable> All =>
    [
        Table(UsageAspect.Platform, Platforms(), Networks()),
        Table(UsageAspect.BirthDecade, Decades()),
        Table(UsageAspect.Work, RosterChoices.Works.Select(w => (Number((int)w.Value), w.Name))),
        Table(UsageAspect.AccountCount, Enumerable.Range(0, UsageFigures.MostAccounts + 1).Select(n => (Number(n), AccountCount(n)))),
    ];

    private StatisticsTable Table(
        UsageAspect aspect, IEnumerable<(string Value, string Name)> sorts, params IEnumerable<StatisticsRow> below)
    {
        var known = sorts.ToList();
        var counted = figures.Where(f => f.Aspect == aspect).ToDictionary(f => f.Value);
        var members = known.ConvertAll(sort => counted.GetValueOrDefault(sort.Value)?.Members ?? 0);
        var hidden = forOthers ? SmallCells.Hidden(members, isDivision: aspect != UsageAspect.Platform) : new HashSet<int>();
        return new StatisticsTable(aspect,
        [
            .. known.Select((sort, i) => new StatisticsRow(
                sort.Name,
                hidden.Contains(i) ? null : members[i],
                forOthers ? null : counted.GetValueOrDefault(sort.Value)?.Accounts ?? 0)),
            .. below,
        ]);
    }

    /// <summary>Those that rosters have a column for, and whatever else is used: what this release does not know by its code.</summary>
    private IEnumerable<(string, string)> Platforms()
    {
        var used = figures
            .Where(f => f is { Aspect: UsageAspect.Platform, Members: > 0, Network: null })
            .Select(f => f.Value).ToHashSet();
        var known = Platform.BuiltIn.Where(p => p.Column is not null || used.Contains(p.Code)).ToList();
        return known.Select(p => (p.Code, p.Name)).Concat(used.Except(known.Select(p => p.Code)).Order().Select(code => (code, code)));
    }

    /// <summary>
    /// What stands behind "Khác", by name. Not for others: a name that few use says much of them, and what a sum leaves over as well.
    /// </summary>
    private IEnumerable<StatisticsRow> Networks() => forOthers
        ? []
        : from figure in figures
          where figure is { Aspect: UsageAspect.Platform, Members: > 0, Network: not null }
          group figure by figure.Network!.ToLowerInvariant() into spellings
          let members = spellings.Sum(f => f.Members)
          orderby members descending, spellings.Key
          select new StatisticsRow(
              $"{Platform.Other.Name}: {spellings.MaxBy(f => f.Members)!.Network}", members, spellings.Sum(f => f.Accounts));

    /// <summary>From the last decade that anybody was born in to the first; then those whose year is not known, if there are any.</summary>
    private IEnumerable<(string, string)> Decades()
    {
        var decades = figures.Where(f => f is { Aspect: UsageAspect.BirthDecade, Members: > 0 }).Select(f => f.Value).ToList();
        var known = decades.Where(d => d != UnknownDecade).Select(d => int.Parse(d, CultureInfo.InvariantCulture)).ToList();
        if (known.Count > 0)
        {
            for (var decade = known.Max(); decade >= known.Min(); decade -= 10)
                yield return (Number(decade), $"{year - decade - 9}–{year - decade} tuổi (sinh {decade}–{decade + 9})");
        }

        if (decades.Contains(UnknownDecade))
            yield return (UnknownDecade, "Chưa rõ năm sinh");
    }

    private static string AccountCount(int accounts) => accounts switch
    {
        0 => DeclarationWords.NoAccounts,
        UsageFigures.MostAccounts => $"Từ {accounts} tài khoản",
        _ => $"{accounts} tài khoản",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
