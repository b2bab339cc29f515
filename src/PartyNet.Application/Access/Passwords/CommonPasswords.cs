using System.IO.Compression;
using System.Reflection;

namespace PartyNet.Application.Access.Passwords;

/// <summary>The passwords that people use most, kept with the program (<c>common-passwords.md</c>), and what is made of them.</summary>
internal static class CommonPasswords
{
    private const int ShortestWord = 4;

    private static readonly Lazy<HashSet<string>> All = new(Read);

    /// <summary>
    /// The password itself, one with digits and signs around it or among its letters, one over and over, or two of them together.
    /// </summary>
    public static bool IsMadeOf(string folded) => Cores(folded).SelectMany(PasswordReading.Readings).Any(IsOneOrTwo);

    /// <summary>Without what people put before and behind a word to make it pass.</summary>
    private static IEnumerable<string> Cores(string folded)
    {
        var end = folded.Length;
        while (end > 0 && !char.IsLetter(folded[end - 1]))
            end--;
        var front = folded[..end];
        return [folded, front, string.Concat(front.SkipWhile(c => !char.IsLetter(c))), PasswordReading.Letters(folded)];
    }

    private static bool IsOneOrTwo(string text)
    {
        if (text.Length < ShortestWord)
            return false;
        if (IsCommon(text))
            return true;
        var words = Words(text);
        if (words.Count is 1 or 2 && words.All(IsCommon))
            return true;
        return text.All(char.IsLetter)
            && Enumerable.Range(ShortestWord, Math.Max(0, text.Length - 2 * ShortestWord + 1))
                .Any(at => IsCommon(text[..at]) && IsCommon(text[at..]));
    }

    /// <summary>Different runs of letters.</summary>
    private static HashSet<string> Words(string text) =>
        [.. string.Concat(text.Select(c => char.IsLetter(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static bool IsCommon(string word) => All.Value.Contains(word);

    private static HashSet<string> Read()
    {
        using var packed = Assembly.GetExecutingAssembly()
            .GetManifestResourceStream($"{typeof(CommonPasswords).Namespace}.common-passwords.txt.gz")!;
        using var lines = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var all = new HashSet<string>(StringComparer.Ordinal);
        while (lines.ReadLine() is { } line)
            all.Add(PasswordReading.Fold(line));
        return all;
    }
}
