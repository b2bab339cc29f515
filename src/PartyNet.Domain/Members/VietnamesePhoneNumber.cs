using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PartyNet.Domain.Members;

/// <summary>
/// A Vietnamese telephone number in E.164 form, read from whatever people and spreadsheets write: spaces, dots and brackets,
/// +84 or 0084, a leading zero lost by a spreadsheet, scientific notation, and the 11-digit mobile numbers replaced on
/// 15 September 2018. The carrier is never inferred: numbers move between carriers.
/// </summary>
public sealed record VietnamesePhoneNumber
{
    /// <summary>More characters than this is not a telephone number, whatever they are.</summary>
    public const int MaxTypedLength = 40;

    private const int MobileLength = 10;

    /// <summary>More digits than this are more than one number.</summary>
    private const int LongestSlip = 13;

    private const string Advice = "Đồng chí ghi số di động gồm 10 chữ số, ví dụ 0912 345 678.";

    private static readonly SearchValues<char> Separators = SearchValues.Create(" .-()/,;'\t\u00A0\u2010\u2011\u2012\u2013\u2014");

    /// <summary>
    /// Third digits that are in use after 03, 05, 07, 08, 09; others are accepted with <see cref="HasKnownPrefix"/> false.
    /// </summary>
    private static readonly Dictionary<char, string> KnownPrefixes = new()
    {
        ['3'] = "23456789",
        ['5'] = "25689",
        ['7'] = "06789",
        ['8'] = "123456789",
        ['9'] = "0123456789",
    };

    /// <summary>First four digits of the old 11-digit mobile numbers, and the three that replaced them.</summary>
    private static readonly Dictionary<string, string> NewPrefixes = new()
    {
        ["0162"] = "032",
        ["0163"] = "033",
        ["0164"] = "034",
        ["0165"] = "035",
        ["0166"] = "036",
        ["0167"] = "037",
        ["0168"] = "038",
        ["0169"] = "039",
        ["0120"] = "070",
        ["0121"] = "079",
        ["0122"] = "077",
        ["0126"] = "076",
        ["0128"] = "078",
        ["0123"] = "083",
        ["0124"] = "084",
        ["0125"] = "085",
        ["0127"] = "081",
        ["0129"] = "082",
        ["0186"] = "056",
        ["0188"] = "058",
        ["0199"] = "059",
    };

    private VietnamesePhoneNumber(string national, bool hasKnownPrefix)
    {
        E164 = string.Concat("+84", national.AsSpan(1));
        National = national;
        HasKnownPrefix = hasKnownPrefix;
    }

    /// <summary>+84 and nine digits (ten for a landline).</summary>
    public string E164 { get; }

    /// <summary>As people write it: 0 and nine digits (ten for a landline).</summary>
    public string National { get; }

    /// <summary>False where no operator is known to use the range. Worth a second look, not a refusal: new ranges open.</summary>
    public bool HasKnownPrefix { get; }

    public bool IsLandline => National.StartsWith("02", StringComparison.Ordinal);

    /// <summary>As people write and say it: 0912 345 678, a landline 024 3825 1234.</summary>
    public string Display => Grouped(National);

    /// <summary>A stored number as people read and dial it; what is no number stays as it is.</summary>
    public static string Readable(string stored) => TryParse(stored, out var number, out _) ? number.Display : stored;

    /// <summary>For lists: 091• ••• 678.</summary>
    public string Masked => Grouped($"{National.AsSpan(0, 3)}{new string('•', National.Length - 6)}{National.AsSpan(^3)}");

    private string Grouped(string number) => IsLandline
        ? $"{number.AsSpan(0, 3)} {number.AsSpan(3, 4)} {number.AsSpan(7)}"
        : $"{number.AsSpan(0, 4)} {number.AsSpan(4, 3)} {number.AsSpan(7)}";

    /// <summary>
    /// Reads what was typed; never throws. On failure <paramref name="problem"/> says in Vietnamese what is wrong and what to do.
    /// </summary>
    public static bool TryParse(
        string? typed, [NotNullWhen(true)] out VietnamesePhoneNumber? number, [NotNullWhen(false)] out string? problem)
    {
        number = null;
        Span<char> buffer = stackalloc char[MaxTypedLength];
        if (string.IsNullOrWhiteSpace(typed))
            problem = $"Chưa ghi số điện thoại. {Advice}";
        else if (!TryReadDigits(typed.Trim(), buffer, out var digits, out var international, out problem))
            return false;
        else
            number = FromDigits(digits, international, out problem);
        return number is not null;
    }

    /// <summary>
    /// True where the text holds nothing but digits and what people put between them: a number was meant, right or wrong.
    /// </summary>
    public static bool LooksLikeOne(ReadOnlySpan<char> typed)
    {
        var digits = 0;
        foreach (var c in typed)
        {
            if (char.IsAsciiDigit(c))
                digits++;
            else if (c is not ('+' or 'e' or 'E') && !IsSeparator(c))
                return false;
        }
        return digits > 0 && digits * 2 >= typed.Length;
    }

    /// <summary>Phones put invisible direction marks around a number that is copied from the contacts.</summary>
    private static bool IsSeparator(char c) => Separators.Contains(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static bool TryReadDigits(
        string typed, Span<char> buffer, out ReadOnlySpan<char> digits, out bool international, [NotNullWhen(false)] out string? problem)
    {
        digits = default;
        international = false;
        if (typed.Length > MaxTypedLength)
        {
            problem = $"Số điện thoại quá dài. {Advice}";
            return false;
        }
        if (typed.AsSpan().ContainsAny('e', 'E'))
            return TryReadScientific(typed, buffer, out digits, out problem);
        // A number cell exported as text: 912345678.0
        if (typed.EndsWith(".0", StringComparison.Ordinal) && typed.AsSpan(..^2).IndexOfAnyExceptInRange('0', '9') < 0)
            typed = typed[..^2];

        var count = 0;
        foreach (var c in typed)
        {
            if (char.IsAsciiDigit(c))
            {
                buffer[count++] = c;
            }
            else if (c == '+' && count == 0 && !international)
            {
                international = true;
            }
            else if (!IsSeparator(c))
            {
                problem = $"Số điện thoại có ký tự lạ. {Advice}";
                return false;
            }
        }
        digits = buffer[..count];
        problem = null;
        return true;
    }

    /// <summary>
    /// 3.33875455E+8, as a spreadsheet writes a number cell. Up to two missing digits are trailing zeros; more and the
    /// spreadsheet has rounded the number, so the rest is lost.
    /// </summary>
    private static bool TryReadScientific(
        string typed, Span<char> buffer, out ReadOnlySpan<char> digits, [NotNullWhen(false)] out string? problem)
    {
        digits = default;
        var e = typed.AsSpan().IndexOfAny('e', 'E');
        var mantissa = typed.AsSpan(0, e);
        var exponent = typed.AsSpan(e + 1).TrimStart('+');
        var wellFormed = mantissa.Length >= 1 && char.IsAsciiDigit(mantissa[0])
            && (mantissa.Length == 1 || (mantissa[1] is '.' or ',' && mantissa[2..].IndexOfAnyExceptInRange('0', '9') < 0));
        if (!wellFormed || exponent.Length is 0 or > 2 || exponent.IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            problem = $"Số điện thoại có ký tự lạ. {Advice}";
            return false;
        }

        var decimals = mantissa.Length > 2 ? mantissa[2..] : [];
        var missing = int.Parse(exponent, CultureInfo.InvariantCulture) - decimals.Length;
        if (missing is < 0 or > 2)
        {
            problem = $"Bảng tính đã làm tròn số điện thoại này nên mất các chữ số cuối. {Advice}";
            return false;
        }
        buffer[0] = mantissa[0];
        decimals.CopyTo(buffer[1..]);
        buffer.Slice(1 + decimals.Length, missing).Fill('0');
        digits = buffer[..(1 + decimals.Length + missing)];
        problem = null;
        return true;
    }

    private static VietnamesePhoneNumber? FromDigits(ReadOnlySpan<char> digits, bool international, out string? problem)
    {
        problem = null;
        var withoutCountry = international ? digits
            : digits.StartsWith("00") ? digits[2..]
            : digits.StartsWith("84") && digits.Length >= 11 ? digits
            : default;
        var hasZero = withoutCountry.Length > 0 || digits.StartsWith("0");
        if (withoutCountry.Length > 0)
        {
            if (!withoutCountry.StartsWith("84"))
            {
                problem = $"Đây không phải số điện thoại Việt Nam (+84). {Advice}";
                return null;
            }
            // +84 (0)912…: the zero is for calls inside the country.
            digits = withoutCountry[2..].StartsWith("0") ? withoutCountry[3..] : withoutCountry[2..];
        }
        else if (hasZero)
        {
            digits = digits[1..];
        }

        return digits.Length switch
        {
            // Without its zero a number is only a guess; guess mobile numbers alone.
            9 when digits[0] is >= '3' and <= '9' && (hasZero || KnownPrefixes.ContainsKey(digits[0])) => Mobile(digits),
            10 when NewPrefixes.TryGetValue($"0{digits[..3]}", out var prefix) => Mobile($"{prefix.AsSpan(1)}{digits[3..]}"),
            10 when digits[0] == '2' => new VietnamesePhoneNumber($"0{digits}", hasKnownPrefix: true),
            var length => Refuse(length + (hasZero ? 1 : 0), out problem),
        };
    }

    private static VietnamesePhoneNumber Mobile(ReadOnlySpan<char> subscriber) =>
        new($"0{subscriber}", KnownPrefixes.TryGetValue(subscriber[0], out var known) && known.Contains(subscriber[1]));

    /// <param name="count">How many digits there are, the first zero counted.</param>
    /// <param name="problem">What is wrong with that.</param>
    private static VietnamesePhoneNumber? Refuse(int count, out string problem)
    {
        problem = count switch
        {
            > LongestSlip => $"Số này quá dài; nếu là nhiều số điện thoại thì mỗi số khai một lần. {Advice}",
            > MobileLength => $"Số điện thoại này thừa {count - MobileLength} chữ số. {Advice}",
            < MobileLength => $"Số điện thoại này thiếu {MobileLength - count} chữ số. {Advice}",
            _ => $"Số di động bắt đầu bằng 03, 05, 07, 08 hoặc 09. {Advice}",
        };
        return null;
    }
}
