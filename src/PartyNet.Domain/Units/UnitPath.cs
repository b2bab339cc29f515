namespace PartyNet.Domain.Units;

/// <summary>
/// The chain of labels from the root to a unit, written <c>a.b.c.</c> with a dot after every label, so that
/// "is this unit or lies below it" is "begins with", and a subtree is one range of an ordered text column:
/// from the path itself (inclusive) to <see cref="RangeEnd"/> (exclusive), compared bytewise.
/// </summary>
public readonly record struct UnitPath : IComparable<UnitPath>
{
    /// <summary>Levels that a tree may have; the Party has five. Tables have a column for the ancestor at each level.</summary>
    public const int MaxDepth = 10;

    /// <summary>As many levels of labels of up to twelve characters, with their dots.</summary>
    public const int MaxLength = MaxDepth * 13;

    private readonly string? _value;

    private UnitPath(string value) => _value = value;

    public string Value => _value ?? "";

    /// <summary>
    /// The first value after every path of the subtree ('/' follows '.' in ASCII). A bound to compare with, never a place.
    /// </summary>
    public UnitPath RangeEnd => Value.Length == 0 ? this : new(Value[..^1] + "/");

    /// <summary>Bounds that hold every path there can be: labels begin with a digit or a letter.</summary>
    public static UnitPath First { get; } = new("!");

    /// <inheritdoc cref="First"/>
    public static UnitPath Last { get; } = new("~");

    /// <summary>Reads back what the database holds, bounds included; <see cref="Parse"/> is for text from outside.</summary>
    public static UnitPath FromStored(string text) => new(text);

    /// <summary>Number of labels: 1 for a root.</summary>
    public int Depth => Value.Count(c => c == '.');

    /// <summary>The unit's own label, the last one of the path: it stays when the unit moves.</summary>
    public string OwnLabel => Value.Length == 0 ? "" : Value[(Value.LastIndexOf('.', Value.Length - 2) + 1)..^1];

    /// <summary>This path and every one above it, from the root down.</summary>
    public IReadOnlyList<UnitPath> Lineage
    {
        get
        {
            var lineage = new List<UnitPath>(Depth);
            for (var end = Value.IndexOf('.'); end >= 0; end = Value.IndexOf('.', end + 1))
                lineage.Add(new UnitPath(Value[..(end + 1)]));
            return lineage;
        }
    }

    public static UnitPath Root(string label) => new(Checked(label) + ".");

    /// <exception cref="InvalidOperationException">The tree would be deeper than <see cref="MaxDepth"/>.</exception>
    public UnitPath Child(string label) => Depth < MaxDepth
        ? new UnitPath(Value + Checked(label) + ".")
        : throw new InvalidOperationException($"A unit below '{Value}' would lie deeper than {MaxDepth} levels.");

    /// <exception cref="FormatException">The text is not a path that this type writes.</exception>
    public static UnitPath Parse(string text)
    {
        if (text.Length < 2 || text.Length > MaxLength || text[^1] != '.')
            throw new FormatException($"Not a unit path: '{text}'.");
        var labels = text[..^1].Split('.');
        if (labels.Length > MaxDepth)
            throw new FormatException($"A unit path of more than {MaxDepth} levels: '{text}'.");
        foreach (var label in labels)
            Checked(label);
        return new UnitPath(text);
    }

    /// <summary>Whether this unit is <paramref name="root"/> or lies below it. An empty root contains nothing.</summary>
    public bool IsWithin(UnitPath root) => root.Value.Length > 0 && Value.StartsWith(root.Value, StringComparison.Ordinal);

    /// <summary>
    /// The label of a unit with this serial number: base 36 in lower case after its own length, so that labels sort as the
    /// serial numbers do and a tree read in the order of its paths keeps the order in which units were created.
    /// </summary>
    public static string Label(long serial)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(serial);
        const string digits = "0123456789abcdefghijklmnopqrstuvwxyz";
        Span<char> buffer = stackalloc char[14];
        var at = buffer.Length;
        do
        {
            buffer[--at] = digits[(int)(serial % 36)];
            serial /= 36;
        }
        while (serial > 0);
        buffer[at - 1] = digits[buffer.Length - at];
        return new string(buffer[(at - 1)..]);
    }

    public int CompareTo(UnitPath other) => string.CompareOrdinal(Value, other.Value);

    public static bool operator <(UnitPath left, UnitPath right) => left.CompareTo(right) < 0;
    public static bool operator >(UnitPath left, UnitPath right) => left.CompareTo(right) > 0;
    public static bool operator <=(UnitPath left, UnitPath right) => left.CompareTo(right) <= 0;
    public static bool operator >=(UnitPath left, UnitPath right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value;

    private static string Checked(string label) =>
        label.Length > 0 && label.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'z'))
            ? label
            : throw new FormatException($"Not a label of a unit path: '{label}'.");
}
