using PartyNet.Domain.Text;

namespace PartyNet.Application.Access;

/// <summary>
/// What a password must be: long, and not what everybody would try first. No rules of composition, no expiry (OWASP ASVS 5.0, 6.2);
/// the password counts as typed, but for the form in which a keyboard sends a letter.
/// </summary>
public static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 128;

    // Folded words that a guesser of this site tries; a password that is little more than them is refused.
    private static readonly string[] Guessable =
    [
        "dangvien",
        "dangcongsan",
        "congsan",
        "vietnam",
        "chibo",
        "bithu",
        "partynet",
        "matkhau",
        "password",
        "kekhai",
        "administrator",
        "admin",
        "qwertyuiop",
        "qwerty",
        "abcdef",
    ];

    /// <summary>Least letters or digits that must be left when guessable words are taken out.</summary>
    private const int MinRest = 6;

    /// <summary>What is wrong with a password, in Vietnamese; null where nothing is.</summary>
    public static string? WhatIsWrong(string password, string login)
    {
        password = password.Normalize();
        if (password.Length < MinLength)
            return $"Mật khẩu cần ít nhất {MinLength} ký tự. Đồng chí có thể dùng một câu dễ nhớ.";
        if (password.Length > MaxLength)
            return $"Mật khẩu dài nhất {MaxLength} ký tự.";
        if (password.Distinct().Count() < 5 || IsSequence(password))
            return "Mật khẩu này quá dễ đoán. Đồng chí chọn mật khẩu khác.";

        var rest = VietnameseText.SearchKey(password).Replace(" ", "", StringComparison.Ordinal);
        foreach (var word in Guessable.Append(VietnameseText.SearchKey(login).Replace(" ", "", StringComparison.Ordinal)))
        {
            if (word.Length > 0)
                rest = rest.Replace(word, "", StringComparison.Ordinal);
        }

        return rest.Distinct().Count() < MinRest
            ? "Mật khẩu này gồm những từ dễ đoán hoặc trùng tên đăng nhập. Đồng chí chọn mật khẩu khác."
            : null;
    }

    /// <summary>"123456789012", "abcdefghijkl" and the like: nearly every character follows the one before.</summary>
    private static bool IsSequence(string password) =>
        password.Zip(password.Skip(1)).Count(pair => Math.Abs(pair.Second - pair.First) <= 1) >= password.Length - 3;
}
