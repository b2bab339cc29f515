using System.Text.RegularExpressions;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>A column that a list may have: its heading as this product prints it, and what offices call it besides.</summary>
/// <param name="heading">The heading in messages and templates.</param>
/// <param name="others">Other headings seen; case, diacritics, signs and line breaks play no part.</param>
internal sealed class ListColumn(string heading, params string[] others)
{
    public string Heading => heading;

    /// <summary>A list may have it several times, and all of them count.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>What one column of several such is: “Zalo, Facebook” has accounts of whatever network. Null where there is none.</summary>
    public ListColumn? Together { get; init; }

    /// <summary>It names a unit, whose code may stand in a column of its own.</summary>
    public bool IsUnit { get; init; }

    public IEnumerable<string> Headings => others.Prepend(heading);

    public override string ToString() => heading;
}

/// <summary>The columns of one kind of list, looked up by heading.</summary>
internal sealed partial class ListColumns
{
    private readonly Dictionary<string, ListColumn> _byHeading = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListColumn?> _byWords = new(StringComparer.Ordinal);

    public ListColumns(IEnumerable<ListColumn> columns)
    {
        All = [.. columns];
        foreach (var column in All)
        {
            foreach (var heading in column.Headings)
            {
                var key = VietnameseText.SearchKey(heading);
                if (!_byHeading.TryAdd(key, column) && _byHeading[key] != column)
                    throw new ArgumentException($"“{heading}” would mean {_byHeading[key]} and {column}.", nameof(columns));
                if (!_byWords.TryAdd(Words(key), column) && _byWords[Words(key)] != column)
                    _byWords[Words(key)] = null;
            }
        }
    }

    public IReadOnlyList<ListColumn> All { get; }

    /// <summary>
    /// The column that a heading names, its words in whatever order ("Vào Đảng ngày"), with or without what stands in brackets:
    /// "Số thẻ Đảng* (12 số theo HD38)".
    /// </summary>
    public ListColumn? Find(string heading)
    {
        if ((Named(heading) ?? OfAll(Between().Split(InBrackets().Replace(heading, "")))) is { } column)
            return column;

        var bracket = heading.IndexOf('(', StringComparison.Ordinal);
        return bracket > 0 ? Named(heading[..bracket]) : null;
    }

    private ListColumn? Named(string heading)
    {
        var key = VietnameseText.SearchKey(heading);
        return _byHeading.GetValueOrDefault(key) ?? _byWords.GetValueOrDefault(Words(key))
            ?? (Asking().Replace(key, "").Trim() is { Length: > 0 } asked && asked != key ? Named(asked) : null);
    }

    /// <summary>How a form asks for it: "Ngày sinh của đồng chí", "Đồng chí sinh hoạt tại chi bộ nào?"; as a search key.</summary>
    [GeneratedRegex(
        @"\b(?:(?:cua )?(?:dong chi|anh chi|ban)|cua dang vien|nao|o dau|la gi|vui long|xin|hay|cho biet|nhap|ghi ro)\b ?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Asking();

    private static string Words(string key) => string.Join(' ', key.Split(' ').Order(StringComparer.Ordinal));

    /// <summary>"Số định danh cá nhân/CCCD": two names for one thing; "Zalo, Facebook": two things that one column has together.</summary>
    private ListColumn? OfAll(string[] names)
    {
        if (names.Length < 2)
            return null;
        var columns = names.Select(Named).Distinct().ToList();
        return columns is [var one] ? one : columns.Select(column => column?.Together).Distinct().ToList() is [var all] ? all : null;
    }

    [GeneratedRegex(@"[/,;+&]|\b(?:và|hoặc)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Between();

    [GeneratedRegex(@"\([^()]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();
}
