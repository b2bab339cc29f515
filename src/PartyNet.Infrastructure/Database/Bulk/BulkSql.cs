using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace PartyNet.Infrastructure.Database.Bulk;

/// <summary>The statements that write many rows of one table, made from its mapping.</summary>
internal sealed class BulkSql
{
    public BulkSql(IEntityType entity)
    {
        Columns = [.. entity.GetProperties().Where(IsOurs).Select(property => new BulkColumn(property))];
        var table = $"{entity.GetSchema()}.{entity.GetTableName()}";
        var names = string.Join(", ", Columns.Select(column => column.Name));
        var rows = $"unnest({string.Join(", ", Columns.Select((_, i) => $"${i + 1}"))}) r ({names})";
        var keys = Columns.Where(column => column.IsKey).ToList();
        var values = Columns.Where(column => !column.IsKey && !column.IsVersion).ToList();
        var versions = Columns.Where(column => column.IsVersion).ToList();
        var set = values.Select(c => $"{c.Name} = r.{c.Name}").Concat(versions.Select(c => $"{c.Name} = t.{c.Name} + 1"));
        var same = keys.Concat(versions).Select(c => $"t.{c.Name} = r.{c.Name}");
        var replaced = values.Select(c => $"{c.Name} = excluded.{c.Name}");
        var conflict = string.Join(", ", keys.Select(c => c.Name));

        Insert = $"insert into {table} ({names}) select {names} from {rows}";
        Update = $"update {table} t set {string.Join(", ", set)} from {rows} where {string.Join(" and ", same)}";
        Replace = $"{Insert} on conflict ({conflict}) do update set {string.Join(", ", replaced)}";
    }

    public IReadOnlyList<BulkColumn> Columns { get; }

    public string Insert { get; }

    public string Update { get; }

    public string Replace { get; }

    /// <summary>The database numbers or computes some columns itself.</summary>
    private static bool IsOurs(IProperty property) =>
        property.GetValueGenerationStrategy() != NpgsqlValueGenerationStrategy.IdentityAlwaysColumn
        && property.GetComputedColumnSql() is null;
}
