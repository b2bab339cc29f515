using System.Globalization;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>What is known of a birth: the day, the year alone, or nothing. It is as small as a number: one is kept for each row.</summary>
internal readonly record struct Birth
{
    // A day counted from 1, a year below 0, or nothing.
    private readonly int _known;

    /// <param name="year">Counts where no day is known.</param>
    public Birth(DateOnly? day, int? year) => _known = day is { } known ? known.DayNumber + 1 : -(year ?? 0);

    public DateOnly? Day => _known > 0 ? DateOnly.FromDayNumber(_known - 1) : null;

    public int? Year => _known < 0 ? -_known : Day?.Year;

    /// <summary>Null without any.</summary>
    public string? InWords => Day is { } day ? VietnamTime.Date(day) : Year?.ToString(CultureInfo.InvariantCulture);

    public bool IsSameDay(Birth other) => _known > 0 && this == other;

    /// <summary>Nothing known of one speaks against the other.</summary>
    public bool MayBe(Birth other) =>
        this == other || ((Day is null || other.Day is null) && (Year is null || other.Year is null || Year == other.Year));

    /// <summary>One slip of the pen apart: one of day, month and year, day and month changed over, or a year beside the other.</summary>
    public bool IsNear(Birth other)
    {
        if ((Day, other.Day) is not ({ } one, { } two))
            return Year is { } year && other.Year is { } theirs && Math.Abs(year - theirs) == 1;
        var alike = (one.Day == two.Day ? 1 : 0) + (one.Month == two.Month ? 1 : 0) + (one.Year == two.Year ? 1 : 0);
        return alike == 2 || (one.Year == two.Year && one.Day == two.Month && one.Month == two.Day);
    }
}
