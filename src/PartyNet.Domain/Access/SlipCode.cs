using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using PartyNet.Domain.Text;

namespace PartyNet.Domain.Access;

/// <summary>
/// The code on an activation slip: four groups of four random signs, 80 bits, and a fifth that checks its group. It tells every wrong
/// sign, every two neighbours that were swapped and every group in another's place, and in which group to look.
/// </summary>
/// <remarks>
/// A group is a polynomial over GF(32) whose value at 2 is the number of the group. Its five signs weigh 16, 8, 4, 2 and 1, all of them
/// different, so that one wrong sign or two swapped ones always change the value.
/// </remarks>
public sealed class SlipCode
{
    public const int Groups = 4;
    public const int GroupLength = 5;

    /// <summary>Longer than any way to write a code, with a whole address before it.</summary>
    public const int MaxTypedLength = 300;

    private const int Modulus = 0b100101;

    private SlipCode(string signs) => Signs = signs;

    /// <summary>The twenty signs without anything between them: what is hashed.</summary>
    public string Signs { get; }

    /// <summary>As it stands on the slip.</summary>
    public IEnumerable<string> InGroups => Signs.Chunk(GroupLength).Select(group => new string(group));

    /// <summary>In one word, for an address: 7K3Q9-M2XAB-0DT5R-W8E4N.</summary>
    public string Written => string.Join('-', InGroups);

    public static SlipCode New() => new(string.Concat(Enumerable.Range(1, Groups).Select(number =>
    {
        var random = RandomNumberGenerator.GetString(Crockford.Alphabet, GroupLength - 1);
        return random + CheckSign(random, number);
    })));

    /// <summary>
    /// Reads what was typed or scanned, in any case and with anything between the signs; never throws. On failure
    /// <paramref name="problem"/> says in Vietnamese what is wrong, and in which group.
    /// </summary>
    public static bool TryRead(string? typed, [NotNullWhen(true)] out SlipCode? code, [NotNullWhen(false)] out string? problem)
    {
        code = null;
        problem = WhatIsWrong(typed, out var signs);
        if (problem is null)
            code = new SlipCode(signs);
        return problem is null;
    }

    private static string? WhatIsWrong(string? typed, out string signs)
    {
        signs = "";
        if (string.IsNullOrWhiteSpace(typed))
            return "Chưa ghi mã trên phiếu.";
        if (typed.Length > MaxTypedLength)
            return $"Mã trên phiếu chỉ có {Groups * GroupLength} chữ và số, chia thành {Groups} nhóm.";

        // Who scans with a program of their own may paste the whole address.
        var words = SlipTyping.Words(typed[(typed.LastIndexOf('#') + 1)..]);
        signs = string.Concat(words);
        var groups = words.Count == Groups ? words : [.. signs.Chunk(GroupLength).Select(group => new string(group))];
        for (var number = 1; number <= Groups; number++)
        {
            if (WhatIsWrong(groups.ElementAtOrDefault(number - 1) ?? "", number) is { } wrong)
                return wrong;
        }

        return groups.Count > Groups ? $"Thừa chữ sau nhóm {Groups}: mã trên phiếu chỉ có {Groups} nhóm." : null;
    }

    private static string? WhatIsWrong(string group, int number)
    {
        if (group.Any(char.IsSurrogate) || group.Any(sign => !Crockford.Alphabet.Contains(sign, StringComparison.Ordinal)))
            return $"Sai ở nhóm {number}: có chữ không dùng trong mã. Nếu bàn phím đang gõ tiếng Việt, đồng chí chuyển sang tiếng Anh.";
        if (group.Length != GroupLength)
            return $"Sai ở nhóm {number}: mỗi nhóm có đúng {GroupLength} chữ và số.";
        return Value(group) == number ? null : $"Sai ở nhóm {number}: đồng chí so lại từng chữ của nhóm này với phiếu.";
    }

    private static char CheckSign(string random, int number) => Crockford.Alphabet[TimesTwo(Value(random)) ^ number];

    private static int Value(string signs) =>
        signs.Aggregate(0, (value, sign) => TimesTwo(value) ^ Crockford.Alphabet.IndexOf(sign, StringComparison.Ordinal));

    /// <summary>In GF(32), whose elements are polynomials over GF(2) modulo x⁵ + x² + 1.</summary>
    private static int TimesTwo(int value) => (value & 16) == 0 ? value << 1 : (value << 1) ^ Modulus;
}
