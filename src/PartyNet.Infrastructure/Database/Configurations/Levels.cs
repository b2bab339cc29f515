using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;

namespace PartyNet.Infrastructure.Database.Configurations;

/// <summary>
/// The ancestor columns of a table with lists: the label of the ancestor at each level, computed by the database from <c>unit_path</c>.
/// The indexes behind them lead with a level's column and hold only the rows that lie so deep.
/// </summary>
internal static class Levels
{
    public static IEnumerable<int> All => Enumerable.Range(1, UnitPath.MaxDepth);

    public static void HasLevels<T>(this EntityTypeBuilder<T> builder)
        where T : class
    {
        foreach (var level in All)
        {
            builder.Property<string?>(Subtree.LevelColumn(level))
                .HasColumnName(Column(level))
                .HasComputedColumnSql(
                    string.Create(CultureInfo.InvariantCulture, $"nullif(split_part(unit_path, '.', {level}), '')"),
                    stored: true
                )
                .UseCollation("C");
        }
    }

    /// <summary>One index for each level: its column, then these properties.</summary>
    /// <param name="name">Name of the index, to which the level is added.</param>
    /// <param name="filter">Further condition on the rows it holds.</param>
    public static void HasIndexAtEachLevel<T>(this EntityTypeBuilder<T> builder, string name, string[] properties, string? filter = null)
        where T : class
    {
        foreach (var level in All)
        {
            var named = string.Create(CultureInfo.InvariantCulture, $"{name}_{level}");
            // Named in the model too: two indexes may hold the same columns of different rows.
            builder.HasIndex([Subtree.LevelColumn(level), .. properties], named).HasDatabaseName(named)
                .HasFilter($"{Column(level)} is not null{(filter is null ? "" : $" and {filter}")}");
        }
    }

    private static string Column(int level) => string.Create(CultureInfo.InvariantCulture, $"level_{level}");
}
