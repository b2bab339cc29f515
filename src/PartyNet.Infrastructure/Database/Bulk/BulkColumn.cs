using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace PartyNet.Infrastructure.Database.Bulk;

/// <summary>A column as the model maps it: name, type, and how a value of an entity becomes one of the database.</summary>
internal sealed class BulkColumn
{
    private readonly IClrPropertyGetter _getter;
    private readonly ValueConverter? _converter;
    private readonly Type _element;
    private readonly string _arrayType;

    public BulkColumn(IProperty property)
    {
        var mapping = property.GetRelationalTypeMapping();
        Name = $"\"{property.GetColumnName()}\"";
        IsKey = property.IsPrimaryKey();
        IsVersion = property.IsConcurrencyToken;
        _getter = property.GetGetter();
        _converter = mapping.Converter;
        var type = _converter?.ProviderClrType ?? property.ClrType;
        var maybe = property.IsNullable && type.IsValueType && Nullable.GetUnderlyingType(type) is null;
        _element = maybe ? typeof(Nullable<>).MakeGenericType(type) : type;
        _arrayType = mapping.StoreTypeNameBase + "[]";
    }

    public string Name { get; }

    public bool IsKey { get; }

    public bool IsVersion { get; }

    /// <summary>The column of all these rows as one parameter.</summary>
    public NpgsqlParameter Values(IReadOnlyList<object> rows)
    {
        var values = Array.CreateInstance(_element, rows.Count);
        for (var i = 0; i < rows.Count; i++)
            values.SetValue(Value(rows[i]), i);
        return new NpgsqlParameter { Value = values, DataTypeName = _arrayType };
    }

    private object? Value(object row)
    {
        var value = _getter.GetClrValue(row);
        return value is not null && _converter is not null ? _converter.ConvertToProvider(value) : value;
    }
}
