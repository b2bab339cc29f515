using Npgsql;

namespace PartyNet.TestCommon;

/// <summary>Ways in which a sealed cell breaks: of a disk, of a hand in the database, of an attacker.</summary>
public static class BreakCell
{
    public static IReadOnlyDictionary<string, string> Ways { get; } = new Dictionary<string, string>
    {
        ["cut short"] = "substring({0} from 1 for 20)",
        ["emptied"] = "''::bytea",
        ["cut at the end"] = "substring({0} from 1 for length({0}) - 1)",
        ["flipped in its text"] = "set_byte({0}, length({0}) - 1, get_byte({0}, length({0}) - 1) # 1)",
        ["flipped in its tag"] = "set_byte({0}, 20, get_byte({0}, 20) # 128)",
        ["flipped in its nonce"] = "set_byte({0}, 6, get_byte({0}, 6) # 1)",
        ["flipped in the version of its key"] = "set_byte({0}, 4, get_byte({0}, 4) # 2)",
        ["flipped in its format"] = "set_byte({0}, 0, 7)",
        ["swapped"] = "coalesce((select o.{0} from {1} o where o.{2} <> t.{2} and o.{0} is not null limit 1), '\\x0102'::bytea)",
    };

    /// <summary>Breaks cells as nobody in the product can.</summary>
    /// <param name="way">One of <see cref="Ways"/>.</param>
    /// <param name="key">The column that names rows.</param>
    public static async Task RunAsync(
        NpgsqlConnection superuser, string table, string column, string way, Guid row, string key = "id")
    {
        var broken = string.Format(System.Globalization.CultureInfo.InvariantCulture, Ways[way], column, table, key);
        await using var command = new NpgsqlCommand(
            $"""
            begin;
            set local session_replication_role = replica;
            update {table} t set {column} = {broken} where t.{key} = '{row}';
            commit
            """, superuser);
        await command.ExecuteNonQueryAsync();
    }
}
