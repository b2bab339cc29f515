namespace PartyNet.Application.Access.Passwords;

/// <summary>
/// What a password must be: long, and not what everybody would try first. No rules of composition, no expiry (OWASP ASVS 5.0, 6.2);
/// the password counts as typed, but for the form in which a keyboard sends a letter.
/// </summary>
public static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 128;

    /// <summary>What is wrong with a password, in Vietnamese; null where nothing is.</summary>
    public static string? WhatIsWrong(string password, PasswordOwner owner)
    {
        password = password.Normalize();
        if (password.Length < MinLength)
            return $"Mật khẩu cần ít nhất {MinLength} ký tự. Đồng chí có thể dùng một câu dễ nhớ.";
        if (password.Length > MaxLength)
            return $"Mật khẩu dài nhất {MaxLength} ký tự.";

        return HowItIsGuessed(PasswordReading.Fold(password), owner) is { } how
            ? $"Mật khẩu này {how}. Đồng chí chọn mật khẩu khác, ví dụ một câu dễ nhớ."
            : null;
    }

    private static string? HowItIsGuessed(string folded, PasswordOwner owner)
    {
        if (GuessableWords.WhatIsWrong(folded, owner) is { } words)
            return words;
        if (PasswordPatterns.IsRepetition(folded))
            return "lặp lại vài ký tự";
        string[] traces = [folded, PasswordReading.LettersAndDigits(folded), PasswordReading.Letters(folded)];
        if (traces.Any(PasswordPatterns.IsWalk))
            return "là dãy phím, dãy chữ hoặc dãy số liền nhau";
        return CommonPasswords.IsMadeOf(folded) ? "là mật khẩu nhiều người dùng, hoặc chỉ thêm vài ký tự vào mật khẩu như thế" : null;
    }
}
