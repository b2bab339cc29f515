namespace PartyNet.Application.Imports;

/// <summary>A row of a list as it is understood, before anything is compared.</summary>
/// <param name="Row">Row of the sheet, counted from 1.</param>
/// <param name="Values">What it says, field by field; numbers of persons are masked.</param>
public sealed record SampleRow(int Row, IReadOnlyList<RowFact> Values, IReadOnlyList<CellProblem> Problems);

/// <summary>What a row says of one field, in words.</summary>
/// <param name="Field">Heading of the field.</param>
public sealed record RowFact(string Field, string Value)
{
    public override string ToString() => $"{Field}: {Value}";

    /// <summary>Without what the row does not say.</summary>
    internal static IReadOnlyList<RowFact> Said(params IEnumerable<(ListColumn Field, string? Value)> values) =>
        [.. values.Where(value => !string.IsNullOrEmpty(value.Value)).Select(value => new RowFact(value.Field.Heading, value.Value!))];
}

/// <summary>A text in an old font: as it stands in the file, and as it is read.</summary>
public sealed record FontSample(string Before, string After);

/// <summary>A column under a header.</summary>
/// <param name="Column">Counted from 0.</param>
/// <param name="Heading">As written.</param>
/// <param name="Field">Heading of the field that it is taken for; null where it is not loaded.</param>
public sealed record HeadedColumn(int Column, string Heading, string? Field);
