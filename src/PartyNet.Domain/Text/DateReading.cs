using System.Diagnostics.CodeAnalysis;

namespace PartyNet.Domain.Text;

/// <summary>How much of a date is known. Old members' lists often hold the year only.</summary>
public enum DatePrecision
{
    /// <summary>The day is known.</summary>
    Day,

    /// <summary>Only the year is known; the value is its first of January.</summary>
    Year,
}

/// <summary>A date as read, or the reason in Vietnamese why it was refused.</summary>
public sealed record DateReading
{
    private DateReading(DateOnly? value, DatePrecision precision, string? reason) =>
        (Value, Precision, Reason) = (value, precision, reason);

    /// <summary>The date, or null when refused.</summary>
    public DateOnly? Value { get; private init; }

    public DatePrecision Precision { get; }

    /// <summary>Why it was refused, as a sentence for the person who typed it; null when there is a value.</summary>
    public string? Reason { get; }

    /// <summary>The year was written with two digits, so which century is meant is a guess.</summary>
    public bool IsCenturyGuessed { get; private init; }

    /// <summary>The same day a hundred years before, for a century that was guessed wrong.</summary>
    public DateReading CenturyBefore() => this with { Value = Value?.AddYears(-100) };

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool IsDate => Value is not null;

    internal static DateReading OfDay(DateOnly day) => new(day, DatePrecision.Day, null);

    internal static DateReading OfGuessedCentury(DateOnly day) => OfDay(day) with { IsCenturyGuessed = true };

    internal static DateReading OfYear(int year) => new(new DateOnly(year, 1, 1), DatePrecision.Year, null);

    internal static DateReading Refused(string reason) => new(null, DatePrecision.Day, reason);
}
