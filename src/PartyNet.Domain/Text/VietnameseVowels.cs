namespace PartyNet.Domain.Text;

/// <summary>The twelve Vietnamese vowels with their tones, as single (NFC) characters.</summary>
internal static class VietnameseVowels
{
    // Each row: the vowel without tone, then with the five tones in the order of Glyph.Tone.
    private static readonly string[] Rows =
    [
        "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ",
    ];

    /// <summary>The vowel with this tone instead of its own, case kept; any other character unchanged.</summary>
    public static char WithTone(char vowel, int tone)
    {
        var lower = char.ToLowerInvariant(vowel);
        foreach (var row in Rows)
        {
            if (row.Contains(lower))
                return vowel == lower ? row[tone] : char.ToUpperInvariant(row[tone]);
        }
        return vowel;
    }
}
