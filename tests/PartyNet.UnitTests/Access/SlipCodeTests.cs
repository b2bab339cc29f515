using CsCheck;
using PartyNet.Domain.Access;
using PartyNet.Domain.Text;

namespace PartyNet.UnitTests.Access;

public sealed class SlipCodeTests
{
    // Worked out on paper. In GF(32) modulo x⁵+x²+1 the signs of "0001?" weigh 2: the check is 2 ^ 1 = 3; "1000?": 16 ^ 2 = 18 = J;
    // "ZZZZ?": 31·(16+8+4+2) = 31·30, which is 13, and 13 ^ 3 = 14 = E; "0000?": 4.
    private const string ByHand = "00013-1000J-ZZZZE-00004";

    private static readonly Gen<SlipCode> Codes = Gen.Int.Select(_ => SlipCode.New());
    private static readonly Gen<char> Signs = Gen.Char[Crockford.Alphabet];

    public static TheoryData<string> WaysToWriteIt =>
    [
        ByHand, "00013 1000J ZZZZE 00004", "000131000JZZZZE00004", "ooo13-iOoOj-zzzze-0ooo4", " 0001.3 l000j\tzzzze/00004 ",
        "OOOL3–IOOOJ–ZZZZE–OOOO4", "https://kekhai.example/kich-hoat#00013-1000J-ZZZZE-00004", "０００１３ 1000J ZZZZE 00004",
        "00013\u200B-1000J-\u2060ZZZZE-00004",
    ];

    [Theory]
    [MemberData(nameof(WaysToWriteIt))]
    public void A_code_worked_out_by_hand_is_read_however_it_is_written(string typed)
    {
        Assert.True(SlipCode.TryRead(typed, out var code, out var problem), problem);
        Assert.Equal(ByHand, code.Written);
    }

    [Theory]
    [InlineData(null, "Chưa ghi mã")]
    [InlineData("  - ", "Sai ở nhóm 1")]
    [InlineData("00014-1000J-ZZZZE-00004", "Sai ở nhóm 1")]
    [InlineData("00013-1000H-ZZZZE-00004", "Sai ở nhóm 2")]
    [InlineData("00013-1000J-ZZZEZ-00004", "Sai ở nhóm 3")]
    [InlineData("00013-1000J-ZZZZE-0000", "Sai ở nhóm 4")]
    [InlineData("00013-1000J-ZZZZE", "Sai ở nhóm 4")]
    [InlineData("00013 100J ZZZZE 00004", "Sai ở nhóm 2")]
    [InlineData("1000J-00013-ZZZZE-00004", "Sai ở nhóm 1")]
    [InlineData("00013-00013-ZZZZE-00004", "Sai ở nhóm 2")]
    [InlineData("00013-1000J-ZZZZE-00004-00013", "Thừa chữ sau nhóm 4")]
    [InlineData("00013-1U00J-ZZZZE-00004", "Sai ở nhóm 2: có chữ không dùng")]
    [InlineData("00013-1000J-ZZZZE-000日4", "Sai ở nhóm 4: có chữ không dùng")]
    public void What_is_wrong_is_said_with_its_group(string? typed, string expected)
    {
        Assert.False(SlipCode.TryRead(typed, out _, out var problem));
        Assert.StartsWith(expected, problem, StringComparison.Ordinal);
    }

    /// <summary>Metadata holds no half of a surrogate pair, so it is no row above.</summary>
    [Fact]
    public void Half_a_sign_is_none() =>
        What_is_wrong_is_said_with_its_group("00013-1000J-ZZZZE-0000\ud83d", "Sai ở nhóm 4: có chữ không dùng");

    [Fact]
    public void A_new_code_is_read_as_itself() => Codes.Sample(code =>
        SlipCode.TryRead(code.Written, out var read, out _) && read.Signs == code.Signs && code.Signs.Length == 20);

    [Fact]
    public void Every_wrong_sign_is_told_with_its_group() => Gen.Select(Codes, Gen.Int[0, 19], Signs).Sample((code, at, wrong) =>
    {
        if (code.Signs[at] == wrong)
            return;
        var typed = code.Signs[..at] + wrong + code.Signs[(at + 1)..];
        Assert.False(SlipCode.TryRead(typed, out _, out var problem));
        Assert.StartsWith($"Sai ở nhóm {at / 5 + 1}:", problem, StringComparison.Ordinal);
    });

    [Fact]
    public void Every_two_neighbours_that_are_swapped_are_told() => Gen.Select(Codes, Gen.Int[0, 18]).Sample((code, at) =>
    {
        var (first, second) = (code.Signs[at], code.Signs[at + 1]);
        if (first == second)
            return;
        var typed = string.Concat(code.Signs.AsSpan(0, at), [second, first], code.Signs.AsSpan(at + 2));
        Assert.False(SlipCode.TryRead(typed, out _, out var problem));
        Assert.StartsWith($"Sai ở nhóm {at / 5 + 1}:", problem, StringComparison.Ordinal);
    });

    [Fact]
    public void Two_groups_in_each_others_place_are_told() => Gen.Select(Codes, Gen.Int[0, 3], Gen.Int[0, 3]).Sample((code, one, other) =>
    {
        var groups = code.InGroups.ToArray();
        (groups[one], groups[other]) = (groups[other], groups[one]);
        return SlipCode.TryRead(string.Join('-', groups), out _, out _) == (one == other);
    });

    [Fact]
    public void Anything_at_all_is_read_or_refused_with_a_reason() => Gen.String.Sample(typed =>
        SlipCode.TryRead(typed, out _, out var problem) || problem!.Length > 0);

    [Theory]
    [InlineData("AA", "Â")]
    [InlineData("aw", "ă")]
    [InlineData("EE", "Ê")]
    [InlineData("DD", "Đ")]
    [InlineData("AS", "Á")]
    [InlineData("AF", "À")]
    [InlineData("ER", "Ẻ")]
    [InlineData("YX", "Ỹ")]
    [InlineData("AJ", "Ạ")]
    [InlineData("AAJ", "Ậ")]
    [InlineData("AWS", "Ắ")]
    [InlineData("W", "Ư")]
    public void What_a_vietnamese_keyboard_makes_of_two_keys_is_taken_back(string pressed, string written)
    {
        var signs = WithCheck((pressed + "7777")[..4], 1);
        Assert.True(SlipCode.TryRead($"{signs}-1000J-ZZZZE-00004", out var code, out var problem), problem);

        var asTyped = written + signs[pressed.Length..];
        Assert.True(SlipCode.TryRead($"{asTyped}-1000J-ZZZZE-00004", out var read, out problem), problem);
        Assert.Equal(code.Signs, read.Signs);
        Assert.True(SlipCode.TryRead($"{asTyped.Normalize(System.Text.NormalizationForm.FormD)}-1000J-ZZZZE-00004", out _, out _));
    }

    /// <summary>The group, with the one sign behind it that makes it a group.</summary>
    private static string WithCheck(string four, int group)
    {
        string[] others = ["00013", "1000J", "ZZZZE", "00004"];
        return Crockford.Alphabet.Select(check => four + check).Single(signs =>
        {
            others[group - 1] = signs;
            return SlipCode.TryRead(string.Join('-', others), out _, out _);
        });
    }
}
