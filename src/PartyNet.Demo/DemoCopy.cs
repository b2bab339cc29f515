using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace PartyNet.Demo;

/// <summary>
/// Writes entities of one type by binary COPY. Columns and conversions come from the model, so a new column needs no change here.
/// </summary>
internal sealed class DemoCopy<T>
    where T : class
{
    private readonly string _command;
    private readonly IReadOnlyList<Column> _columns;

    public DemoCopy(IModel model)
    {
        var entity =
            model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} is not in the model.", nameof(model));
        // The others the database numbers or computes itself.
        var properties = entity
            .GetProperties()
            .Where(p =>
                p.GetValueGenerationStrategy() != NpgsqlValueGenerationStrategy.IdentityAlwaysColumn && p.GetComputedColumnSql() is null
            )
            .ToList();
        _columns =
        [
            .. properties.Select(p => new Column(
                p.GetGetter(),
                p.GetRelationalTypeMapping().Converter,
                p.GetRelationalTypeMapping().StoreTypeNameBase
            )),
        ];
        var columns = string.Join(", ", properties.Select(p => $"\"{p.GetColumnName()}\""));
        _command = $"copy {entity.GetSchema()}.{entity.GetTableName()} ({columns}) from stdin (format binary)";
    }

    public Task WriteAsync(NpgsqlConnection connection, IReadOnlyCollection<T> rows, CancellationToken cancellationToken) =>
        rows.Count == 0 ? Task.CompletedTask : Task.Run(() => Write(connection, rows, cancellationToken), cancellationToken);

    // On a thread of its own and not asynchronously: to wait for each of a hundred cells a member costs more than to write them.
    private void Write(NpgsqlConnection connection, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
    {
        using var writer = connection.BeginBinaryImport(_command);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.StartRow();
            foreach (var (getter, converter, type) in _columns)
            {
                var value = getter.GetClrValue(row);
                if (value is not null && converter is not null)
                    value = converter.ConvertToProvider(value);
                if (value is null)
                    writer.WriteNull();
                else
                    writer.Write(value, type);
            }
        }

        writer.Complete();
    }

    private sealed record Column(IClrPropertyGetter Getter, ValueConverter? Converter, string Type);
}
