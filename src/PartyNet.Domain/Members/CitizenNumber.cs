using System.Diagnostics.CodeAnalysis;

namespace PartyNet.Domain.Members;

/// <summary>
/// Số định danh cá nhân (CCCD): twelve digits. Zeros in front that a spreadsheet has lost are put back; the province codes that
/// numbers begin with, 001 to 096, leave at most two. Nine digits are an old identity card (CMND), a different number.
/// </summary>
public sealed record CitizenNumber
{
    public const int Length = 12;

    private const int OldIdentityCardLength = 9;

    private CitizenNumber(string value) => Value = value;

    /// <summary>Twelve digits.</summary>
    public string Value { get; }

    /// <summary>Never throws; <paramref name="problem"/> says in Vietnamese what is wrong and what to do.</summary>
    public static bool TryParse(string? typed, [NotNullWhen(true)] out CitizenNumber? number, [NotNullWhen(false)] out string? problem)
    {
        number = null;
        if (!IdentityDigits.TryRead(typed, out var digits, out problem))
            return false;
        if (digits.Length is >= 10 and <= Length)
            number = new CitizenNumber(digits.PadLeft(Length, '0'));
        else
            problem = digits.Length == OldIdentityCardLength
                ? "Đây là số CMND cũ (9 chữ số). Ghi số căn cước 12 chữ số, hoặc để trống nếu chưa có."
                : $"Số căn cước có 12 chữ số, ở đây có {digits.Length}.";
        return number is not null;
    }

    public override string ToString() => Value;
}
