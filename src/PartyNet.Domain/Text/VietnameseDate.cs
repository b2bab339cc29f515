using System.Globalization;
using System.Text.RegularExpressions;

namespace PartyNet.Domain.Text;

/// <summary>Reads dates as Vietnamese offices write them. Total; never guesses that a month stands before a day.</summary>
public static partial class VietnameseDate
{
    /// <summary>Earlier dates are typing errors: nobody alive was born before.</summary>
    public const int EarliestYear = 1900;

    private static readonly string[] EnglishMonths =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] Months =
        ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"];

    // Excel's day 0. Serials of five digits begin in 1927; shorter numbers could be years or slips, so they are not taken for serials.
    private static readonly DateOnly SerialZero = new(1899, 12, 30);

    /// <summary>
    /// Reads <c>dd/MM/yyyy</c> and <c>d/M/yy</c> (separators / . -), <c>yyyy-MM-dd</c>, either followed by a time (with a zone: the day
    /// it was in Vietnam), a year alone or with 00 for day and month, and an Excel serial of five digits. Refuses days that do not
    /// exist, dates before 1900 or after <paramref name="today"/>, and what reads only as month/day. Two digits mean the latest year
    /// that is not in the future. What stands around a date is taken off: <c>ngày 3 tháng 2 năm 1960</c>, <c>Thứ Tư, 3-thg 2-1960</c>,
    /// <c>SN 1960</c>, <c>../../1960</c>.
    /// </summary>
    public static DateReading Parse(string? text, DateOnly today)
    {
        var typed = VietnameseText.Normalize(text);
        if (typed.Length == 0)
            return DateReading.Refused("Chưa có ngày.");
        if ((InDigits(typed, today) ?? InDigits(OutOfWords(typed), today)) is { } reading)
            return reading;
        return DateReading.Refused(MonthAndYear().IsMatch(typed)
            ? "Chỉ có tháng và năm. Hãy viết đủ ngày/tháng/năm; nếu không biết ngày thì chỉ viết năm."
            : $"Không đọc được ngày “{Shown(typed)}”. Hãy viết theo thứ tự ngày/tháng/năm, ví dụ 03/02/1960.");
    }

    /// <summary>
    /// The year of a month whose day is not known: <c>12/1958</c>, <c>00/12/1958</c>, <c>5/58</c>, which can be no day of May; null for
    /// anything else.
    /// </summary>
    public static DateReading? WithoutDay(string? text, DateOnly today)
    {
        if (MonthWithoutDay().Match(VietnameseText.Normalize(text)) is not { Success: true } parts
            || Number(parts.Groups["m"].ValueSpan) is not (>= 1 and <= 12))
            return null;
        var year = Number(parts.Groups["y"].ValueSpan);
        return year >= 1000 ? ReadYear(year, today) : year > 31 ? ReadYear(1900 + year, today) : null;
    }

    /// <summary>
    /// A day that was typed without signs, with the signs: <c>05111958</c>, <c>19581105</c>, <c>051158</c>, and <c>5111958</c>, whose zero
    /// a spreadsheet has lost. Null for what can be no day, in whatever order, for seven digits of which nobody can tell where the
    /// month begins, <c>1111958</c>, and for five, which a spreadsheet counts days with.
    /// </summary>
    /// <param name="isPadded">The days around it have a digit more: of seven, and of five, the first zero is lost.</param>
    public static string? Apart(string? text, bool isPadded = false)
    {
        // Of a date with its signs nothing is copied.
        var span = text.AsSpan().Trim();
        if (span.Length is < 5 or > 8 || span.ContainsAnyExceptInRange('0', '9'))
            return null;
        var typed = span.ToString();
        return typed.Length switch
        {
            8 => DayOf(typed, 2, 2)
                ?? (IsYear(typed[..4]) && Fits(typed[6..], typed[4..6]) ? $"{typed[..4]}-{typed[4..6]}-{typed[6..]}" : null),
            7 when isPadded || DayOf(typed, 2, 1) is null => DayOf(typed, 1, 2),
            7 => DayOf(typed, 1, 2) is null ? DayOf(typed, 2, 1) : null,
            5 => isPadded ? Apart($"0{typed}") : null,
            // Of 021986 the last four are a year, and not its day and month.
            _ => Fits(typed[..2], typed[2..4]) && !IsYear(typed[2..]) ? $"{typed[..2]}/{typed[2..4]}/{typed[4..]}" : null,
        };
    }

    /// <summary>Whether a month has one digit of seven: <c>2511958</c> can only be 25 January.</summary>
    public static bool IsUnpadded(string text) =>
        text.Length == 7 && text.All(char.IsAsciiDigit) && DayOf(text, 1, 2) is null && DayOf(text, 2, 1) is not null;

    /// <summary>Whether it is a day as spreadsheets count them: a number of five digits.</summary>
    public static bool IsSerial(string text) => Serial().IsMatch(text);

    private static string? DayOf(string digits, int day, int month)
    {
        var (d, m, y) = (digits[..day], digits[day..(day + month)], digits[(day + month)..]);
        return IsYear(y) && Fits(d, m) ? $"{d.PadLeft(2, '0')}/{m.PadLeft(2, '0')}/{y}" : null;
    }

    private static bool IsYear(string digits) => digits is ['1', '9', ..] or ['2', '0', ..];

    /// <summary>A day and a month, whichever stands first.</summary>
    private static bool Fits(string one, string other) =>
        (Number(one), Number(other)) is ( >= 1 and <= 31, >= 1 and <= 12) or ( >= 1 and <= 12, >= 1 and <= 31);

    private static DateReading? InDigits(string typed, DateOnly today)
    {
        if (DayFirst().Match(typed) is { Success: true } dayFirst)
            return Read(dayFirst, today);
        if (YearFirst().Match(typed) is { Success: true } yearFirst)
            return Read(yearFirst, today);
        if (typed.Length == 4 && typed.All(char.IsAsciiDigit))
            return ReadYear(Number(typed), today);
        if (Serial().Match(typed) is { Success: true } serial)
            return Limit(SerialZero.AddDays(Number(serial.Groups[1].ValueSpan)), today);
        return null;
    }

    /// <summary>The digits of a date among the words, signs and names of months that people and spreadsheets put around them.</summary>
    private static string OutOfWords(string typed)
    {
        var text = typed.Trim('\'', '’', '.', ',', ' ').Replace('\\', '/').Replace('–', '-').Replace('—', '-').Replace('−', '-');
        text = Weekday().Replace(text, "");
        if (YearAmongWords().Match(text) is { Success: true } year)
            return year.Groups["y"].Value;
        if (DayInWords().Match(text) is not { Success: true } day)
            return text;
        var month = day.Groups["name"] is { Success: true } name
            ? $"{Array.IndexOf(EnglishMonths, name.Value.ToLowerInvariant()) + 1}"
            : day.Groups["word"] is { Success: true } word
                ? $"{Array.IndexOf(Months, word.Value.ToLowerInvariant()) + 1}"
                : day.Groups["m"].Value;
        return $"{day.Groups["d"].Value}/{month}/{day.Groups["y"].Value}";
    }

    /// <summary>In which order a text may be meant: one column is written in one order, even where most of its days fit both.</summary>
    public static DateOrder Order(string? text)
    {
        if (DayFirst().Match(VietnameseText.Normalize(text)) is not { Success: true } parts)
            return DateOrder.None;
        var (first, second) = (Number(parts.Groups["d"].ValueSpan), Number(parts.Groups["m"].ValueSpan));
        return (first, second) switch
        {
            ( < 1, _) or (_, < 1) or ( > 12, > 12) or ( > 31, _) or (_, > 31) => DateOrder.None,
            (_, > 12) => DateOrder.MonthFirst,
            ( > 12, _) => DateOrder.DayFirst,
            _ => first == second ? DateOrder.None : DateOrder.Either,
        };
    }

    /// <summary><see cref="Parse"/> for a column in which the month stands before the day.</summary>
    public static DateReading ParseMonthFirst(string? text, DateOnly today)
    {
        var typed = VietnameseText.Normalize(text);
        if (DayFirst().Match(typed) is not { Success: true } parts)
            return Parse(typed, today);
        var (first, second) = (parts.Groups["d"], parts.Groups["m"]);
        return Parse($"{second.Value}{parts.Groups["s"].Value}{first.Value}{typed[(second.Index + second.Length)..].TrimStart()}", today);
    }

    private static DateReading Read(Match parts, DateOnly today)
    {
        var (day, month) = (Number(parts.Groups["d"].ValueSpan), Number(parts.Groups["m"].ValueSpan));
        var yearDigits = parts.Groups["y"].ValueSpan;
        var shortYear = yearDigits.Length == 2;
        var year = Number(yearDigits);
        if (day == 0 && month == 0 && !shortYear)
            return ReadYear(year, today);
        if (month > 12)
            return DateReading.Refused(WrongMonth(day, month, yearDigits));
        if (month == 0 || day == 0)
            return DateReading.Refused("Ngày và tháng phải từ 1 trở lên; nếu chỉ biết năm thì chỉ viết năm.");
        if (shortYear)
            year = LatestPastYear(year, month, day, today);
        if (year < EarliestYear)
            return DateReading.Refused(TooEarly(year));
        if (day > DateTime.DaysInMonth(year, month))
            return DateReading.Refused($"Tháng {month} năm {year} không có ngày {day}.");
        var reading = Limit(InVietnam(new DateOnly(year, month, day), parts), today);
        return shortYear && reading.Value is { } guessed ? DateReading.OfGuessedCentury(guessed) : reading;
    }

    // Software writes a day's midnight in Vietnam as 17:00Z of the day before; without a zone the day is as written.
    private static DateOnly InVietnam(DateOnly day, Match parts)
    {
        var zone = parts.Groups["zone"].ValueSpan;
        if (zone.Length == 0)
            return day;
        var offset = zone[0] == 'Z' ? 0 : (Number(zone[1..3]) * 60) + Number(zone[^2..]);
        var minutes = (Number(parts.Groups["h"].ValueSpan) * 60) + Number(parts.Groups["min"].ValueSpan)
            - (zone[0] == '-' ? -offset : offset) + (7 * 60);
        var shifted = day.DayNumber + (int)Math.Floor(minutes / 1440.0);
        return DateOnly.FromDayNumber(Math.Clamp(shifted, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
    }

    private static int LatestPastYear(int yearOfCentury, int month, int day, DateOnly today)
    {
        var year = today.Year - (today.Year % 100) + yearOfCentury;
        var isFuture = (year, month, day).CompareTo((today.Year, today.Month, today.Day)) > 0;
        return isFuture ? year - 100 : year;
    }

    private static DateReading ReadYear(int year, DateOnly today) =>
        year < EarliestYear ? DateReading.Refused(TooEarly(year))
        : year > today.Year ? DateReading.Refused($"Năm {year} chưa đến.")
        : DateReading.OfYear(year);

    private static DateReading Limit(DateOnly day, DateOnly today) =>
        day > today
            ? DateReading.Refused(string.Create(CultureInfo.InvariantCulture, $"Ngày {day:dd/MM/yyyy} chưa đến."))
            : DateReading.OfDay(day);

    private static string WrongMonth(int day, int month, ReadOnlySpan<char> year) =>
        day is >= 1 and <= 12 && month <= 31
            ? $"Không có tháng {month}. Ngày phải viết theo thứ tự ngày/tháng/năm; nếu là ngày {month} tháng {day} thì viết "
                + $"{month:00}/{day:00}/{year}."
            : $"Không có tháng {month}.";

    private static string TooEarly(int year) => $"Năm {year} quá xa, hãy kiểm tra lại.";

    private static string Shown(string typed) => typed.Length <= 40 ? typed : string.Concat(typed.AsSpan(0, 40), "…");

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private const string Time =
        @"(?:[T ](?<h>[0-2]?[0-9]):(?<min>[0-5][0-9])(?::[0-5][0-9](?:[.,][0-9]{1,9})?)?"
            + @"(?:(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})| ?(?:[AaPp][Mm]|SA|CH))?)?";

    [GeneratedRegex(
        @"^(?<d>[0-9]{1,2}) ?(?<s>[/.\-]) ?(?<m>[0-9]{1,2}) ?\k<s> ?(?<y>[0-9]{4}|[0-9]{2})" + Time + "$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(?<y>[0-9]{4})(?<s>[/.\-])(?<m>[0-9]{1,2})\k<s>(?<d>[0-9]{1,2})" + Time + "$", RegexOptions.CultureInvariant)]
    private static partial Regex YearFirst();

    /// <summary>A year behind blanks for day and month, or as a number cell is exported.</summary>
    [GeneratedRegex(
        @"^(?:ngày|tháng|năm|sinh|sn|[ ./_…:\-])*(?<y>[0-9]{4})(?:[.,]0)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex YearAmongWords();

    [GeneratedRegex(
        @"^(?:(?:sinh )?ngày:? )?(?<d>[0-9]{1,2})(?:(?: tháng |(?<s>, ?|[ /.\-]))(?<m>[0-9]{1,2})(?(s)\k<s>| năm )(?<y>[0-9]{4})"
            + @"|[ /.\-]*(?:tháng|thg|th)\.? ?"
            + "(?:(?<m>[0-9]{1,2})|(?<word>mười một|mười hai|mười|một|hai|ba|tư|năm(?= năm)|sáu|bảy|tám|chín))"
            + @"[ ,/.\-]+(?:năm )?(?<y>[0-9]{4}|[0-9]{2})"
            + @"|[ /.\-](?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ /.\-](?<y>[0-9]{4}|[0-9]{2}))$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DayInWords();

    [GeneratedRegex("^(?:tháng )?[0-9]{1,2} ?(?:[/.-]|năm) ?[0-9]{4}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MonthAndYear();

    [GeneratedRegex(@"^(?:thứ [2-7]|thứ \p{L}+|t[2-7]|chủ nhật|cn)[, ] ?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Weekday();

    [GeneratedRegex(
        @"^(?:(?:0|00|[.…_-]+) ?[/.-] ?|tháng )?(?<m>[0-9]{1,2}) ?(?:[/.-]|năm) ?(?<y>[0-9]{4}|[0-9]{2})$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MonthWithoutDay();

    [GeneratedRegex("^([0-9]{5})(?:[.,][0-9]{1,12})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Serial();
}

/// <summary>Which of the day and the month stands first.</summary>
public enum DateOrder
{
    /// <summary>It is no such date, or reads the same both ways.</summary>
    None = 0,

    /// <summary>Only day/month fits.</summary>
    DayFirst,

    /// <summary>Only month/day fits.</summary>
    MonthFirst,

    /// <summary>Both fit and mean different days.</summary>
    Either,
}
