using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>A column that a list may have: its heading as this product prints it, and what offices call it besides.</summary>
/// <param name="Field">What the column means.</param>
/// <param name="Heading">The heading in messages and templates.</param>
/// <param name="Others">Other headings seen; case, diacritics, signs and line breaks play no part.</param>
internal sealed record ListColumn<TField>(TField Field, string Heading, params string[] Others) where TField : struct, Enum;

/// <summary>The columns of one kind of list, looked up by heading.</summary>
internal sealed class ListColumns<TField> where TField : struct, Enum
{
    private readonly Dictionary<string, ListColumn<TField>> _byHeading = new(StringComparer.Ordinal);
    private readonly Dictionary<TField, ListColumn<TField>> _byField = [];

    public ListColumns(params ListColumn<TField>[] columns)
    {
        foreach (var column in columns)
        {
            _byField.Add(column.Field, column);
            foreach (var heading in column.Others.Prepend(column.Heading))
            {
                var key = VietnameseText.SearchKey(heading);
                if (!_byHeading.TryAdd(key, column) && _byHeading[key] != column)
                    throw new ArgumentException($"“{heading}” would mean {_byHeading[key].Field} and {column.Field}.", nameof(columns));
            }
        }
    }

    public string Heading(TField field) => _byField[field].Heading;

    /// <summary>The field that a heading names, with or without what stands in brackets: "Số thẻ Đảng* (12 số theo HD38)".</summary>
    public TField? Find(string heading)
    {
        if (_byHeading.TryGetValue(VietnameseText.SearchKey(heading), out var column))
            return column.Field;

        var bracket = heading.IndexOf('(', StringComparison.Ordinal);
        return bracket > 0 && _byHeading.TryGetValue(VietnameseText.SearchKey(heading[..bracket]), out column) ? column.Field : null;
    }
}
