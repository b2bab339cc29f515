using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PartyNet.Domain.Text;

namespace PartyNet.Domain.Members;

/// <summary>
/// The digits of a number of identity as people and spreadsheets write it. Nothing is guessed: what a spreadsheet has rounded is refused.
/// </summary>
internal static class IdentityDigits
{
    private const int LongestTyped = 40;

    public static bool TryRead(string? typed, [NotNullWhen(true)] out string? digits, [NotNullWhen(false)] out string? problem)
    {
        (digits, problem) = (null, null);
        var text = VietnameseText.Normalize(typed).TrimStart('\'');
        if (text.Length == 0)
            problem = "Chưa có số.";
        else if (text.Length > LongestTyped)
            problem = "Quá dài, không phải một số.";
        else if (text.AsSpan().ContainsAny('e', 'E'))
            digits = Scientific(text, out problem);
        else
            digits = Plain(text, out problem);
        if (digits is not null)
            problem = WhyNone(digits);
        return problem is null && digits is not null;
    }

    private static string? WhyNone(string digits) =>
        IsFiller(digits) ? "Đây không phải số thật mà là số điền cho đủ ô. Ghi số đúng, hoặc để trống nếu chưa có."
        : digits is ['0', ..] and { Length: 10 or 11 } ? TooShort(digits)
        : null;

    /// <summary>Zeros, or one digit again and again, stand where a list had to be filled with something.</summary>
    private static bool IsFiller(string digits) => digits.All(digit => digit == digits[0]) || digits is "123456789012" or "012345678901";

    /// <summary>A spreadsheet that loses zeros in front loses all of them: with one left, it is another digit that is missing.</summary>
    private static string TooShort(string digits) => digits.Length == 10
        ? "Đây giống số điện thoại. Kiểm tra xem cột có lệch không; số định danh cá nhân có 12 chữ số."
        : $"Số định danh cá nhân có 12 chữ số, ở đây có {digits.Length}: thiếu chữ số. Ghi lại đủ số.";

    private static string? Plain(string text, out string? problem)
    {
        // A number cell exported as text by another program: 79080000001.0
        if (text.EndsWith(".0", StringComparison.Ordinal) && text.AsSpan(..^2).IndexOfAnyExceptInRange('0', '9') < 0)
            text = text[..^2];

        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        var isNumber = digits.Length > 0 && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '.' or '-');
        problem = isNumber ? null : "Có ký tự không phải chữ số.";
        return isNumber ? digits : null;
    }

    /// <summary>7.9080000001E+10 is exact; 7.91E+10 has lost its last digits for good.</summary>
    private static string? Scientific(string text, out string? problem)
    {
        problem = null;
        var e = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = text[..e].Replace(',', '.');
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var decimals = mantissa.Contains('.', StringComparison.Ordinal)
            ? mantissa.Length - mantissa.IndexOf('.', StringComparison.Ordinal) - 1
            : 0;
        var wellFormed = digits.Length > 0 && digits.All(char.IsAsciiDigit) && digits.Length >= mantissa.Length - 1;
        if (
            !wellFormed
            || !int.TryParse(text.AsSpan(e + 1).TrimStart('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var exponent)
        )
            problem = "Có ký tự không phải chữ số.";
        else if (exponent != decimals)
            problem = "Bảng tính đã làm tròn số này nên mất các chữ số cuối. Định dạng cột là Văn bản (Text) rồi nhập lại đủ số.";
        return problem is null ? digits : null;
    }
}
