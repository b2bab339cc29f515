using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
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
    private readonly short _columns;

    // Compiled once for each table: Npgsql's own writer looks at the type of each of a hundred cells a member.
    private readonly Action<T, CopyBytes> _write;

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
        _columns = (short)properties.Count;
        var columns = string.Join(", ", properties.Select(p => $"\"{p.GetColumnName()}\""));
        _command = $"copy {entity.GetSchema()}.{entity.GetTableName()} ({columns}) from stdin (format binary)";

        var row = Expression.Parameter(typeof(T));
        var bytes = Expression.Parameter(typeof(CopyBytes));
        var cells = Expression.Block(properties.Select(p => Cell(p, row, bytes)));
        _write = Expression.Lambda<Action<T, CopyBytes>>(cells, row, bytes).Compile();
    }

    /// <summary>The rows as they will be sent: they take a tenth of the memory, and whoever made them need not be waited for.</summary>
    public DemoPage Pack(IReadOnlyCollection<T> rows)
    {
        var bytes = new CopyBytes();
        foreach (var row in rows)
        {
            bytes.BeginRow(_columns);
            _write(row, bytes);
        }

        return new DemoPage(typeof(T), rows.Count, bytes.Written);
    }

    public Task WriteAsync(NpgsqlConnection connection, IReadOnlyCollection<T> rows, CancellationToken cancellationToken) =>
        WriteAsync(connection, [Pack(rows)], cancellationToken);

    /// <param name="pages">Those of other tables are left alone.</param>
    public Task WriteAsync(NpgsqlConnection connection, IEnumerable<DemoPage> pages, CancellationToken cancellationToken)
    {
        var ours = pages.Where(page => page.Rows > 0 && page.Type == typeof(T)).ToList();
        return ours.Count == 0 ? Task.CompletedTask : Task.Run(() => Write(connection, ours, cancellationToken), cancellationToken);
    }

    // On a thread of its own and not asynchronously: to wait for each page costs more than to write it.
    private void Write(NpgsqlConnection connection, List<DemoPage> pages, CancellationToken cancellationToken)
    {
        using var copy = connection.BeginRawBinaryCopy(_command);
        CopyBytes.WriteHead(copy);
        foreach (var page in pages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            copy.Write(page.Bytes.Span);
        }

        CopyBytes.WriteEnd(copy);
    }

    /// <summary>Writes what the database is to hold of a property.</summary>
    private static Expression Cell(IProperty property, Expression row, Expression bytes)
    {
        var value = Expression.Property(row, property.PropertyInfo!);
        if (Nullable.GetUnderlyingType(value.Type) is null)
            return Cell(property.GetRelationalTypeMapping(), value, bytes);
        return Expression.IfThenElse(
            Expression.Property(value, nameof(Nullable<>.HasValue)),
            Cell(property.GetRelationalTypeMapping(), Expression.Property(value, nameof(Nullable<>.Value)), bytes),
            Expression.Call(bytes, nameof(CopyBytes.WriteNull), null));
    }

    private static MethodCallExpression Cell(RelationalTypeMapping mapping, Expression value, Expression bytes)
    {
        var written = mapping.Converter is { } converter ? Expression.Invoke(converter.ConvertToProviderExpression, value) : value;
        var write = mapping.StoreTypeNameBase == "jsonb" ? nameof(CopyBytes.WriteJson) : nameof(CopyBytes.Write);
        return Expression.Call(bytes, write, null, written);
    }
}

/// <summary>Rows of one table, composed.</summary>
internal sealed record DemoPage(Type Type, int Rows, ReadOnlyMemory<byte> Bytes);
