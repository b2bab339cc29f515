using System.Collections;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace PartyNet.IntegrationTests.Lists;

/// <summary>Notes the statements that use cases send, in the form in which PostgreSQL can prepare them.</summary>
internal sealed class StatementCapture : DbCommandInterceptor
{
    private readonly List<Statement> _statements = [];

    /// <summary>What was sent since the last time, in order.</summary>
    public IReadOnlyList<Statement> Take()
    {
        var taken = _statements.ToList();
        _statements.Clear();
        return taken;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        _statements.Add(Statement.Of(command));
        return ValueTask.FromResult(result);
    }
}

/// <summary>A statement with numbered parameters, and their types and values written out.</summary>
/// <param name="Sent">The very text that EF sent.</param>
internal sealed record Statement(string Sent, string Sql, IReadOnlyList<string> Types, IReadOnlyList<string> Values)
{
    public static Statement Of(DbCommand command)
    {
        var parameters = command.Parameters.Cast<NpgsqlParameter>().ToList();
        var numbers = parameters.Select((p, i) => (p.ParameterName.TrimStart('@'), i + 1)).ToDictionary();
        var sql = Regex.Replace(command.CommandText, @"@(\w+)", name => $"${numbers[name.Groups[1].Value]}");
        return new Statement(
            command.CommandText, sql, [.. parameters.Select(TypeOf)], [.. parameters.Select(p => $"{Literal(p.Value)}::{TypeOf(p)}")]);
    }

    private static string TypeOf(NpgsqlParameter parameter) =>
        parameter.DataTypeName is { Length: > 0 } name
            ? name
            : parameter.Value switch
            {
                string => "text",
                Guid => "uuid",
                short => "smallint",
                int => "integer",
                bool => "boolean",
                DateTimeOffset => "timestamp with time zone",
                ICollection<string> => "text[]",
                ICollection<Guid> => "uuid[]",
                ICollection<short> => "smallint[]",
                _ => throw new NotSupportedException($"A parameter of type {parameter.Value?.GetType().Name}: {parameter.ParameterName}."),
            };

    private static string Literal(object? value) => value switch
    {
        null or DBNull => "null",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        DateTimeOffset moment => $"'{moment:O}'",
        Guid id => $"'{id}'",
        IEnumerable many => $"array[{string.Join(", ", many.Cast<object>().Select(Literal))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
