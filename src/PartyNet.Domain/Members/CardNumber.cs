using System.Diagnostics.CodeAnalysis;

namespace PartyNet.Domain.Members;

/// <summary>
/// Số thẻ đảng viên: twelve digits, equal to the citizen number, on cards since 2025 (QĐ 347-QĐ/TW), eight on older ones.
/// Zeros in front that a spreadsheet has lost are put back: no citizen number begins with more than two.
/// </summary>
public sealed record CardNumber
{
    public const int Length = 12;
    public const int OldLength = 8;

    private CardNumber(string value) => Value = value;

    /// <summary>Digits only.</summary>
    public string Value { get; }

    /// <summary>A card from before 2025.</summary>
    public bool IsOld => Value.Length == OldLength;

    /// <summary>Never throws; <paramref name="problem"/> says in Vietnamese what is wrong and what to do.</summary>
    public static bool TryParse(string? typed, [NotNullWhen(true)] out CardNumber? number, [NotNullWhen(false)] out string? problem)
    {
        number = null;
        if (!IdentityDigits.TryRead(typed, out var digits, out problem))
            return false;
        number = digits.Length switch
        {
            10 or 11 or Length => new CardNumber(digits.PadLeft(Length, '0')),
            6 or 7 or OldLength => new CardNumber(digits.PadLeft(OldLength, '0')),
            _ => null,
        };
        problem = number is null ? $"Số thẻ đảng viên có 12 chữ số (thẻ cũ: 8), ở đây có {digits.Length}." : null;
        return number is not null;
    }

    public override string ToString() => Value;
}
