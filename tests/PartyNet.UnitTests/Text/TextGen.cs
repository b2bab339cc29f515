using System.Text;
using CsCheck;

namespace PartyNet.UnitTests.Text;

/// <summary>Generators: any string at all, and names as Vietnamese people bear them.</summary>
internal static class TextGen
{
    private static readonly string[] Tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];

    // A rhyme with a dot behind the vowel that carries the tone, in the placement that NormalizeTonePlacement chooses.
    private static readonly string[] Rhymes =
    [
        "a.",
        "a.n",
        "a.nh",
        "a.i",
        "a.o",
        "ă.n",
        "â.n",
        "â.m",
        "e.",
        "e.n",
        "ê.",
        "ê.n",
        "iê.n",
        "i.",
        "i.nh",
        "o.",
        "o.a",
        "oa.n",
        "oa.ng",
        "o.e",
        "o.n",
        "ô.",
        "ô.ng",
        "ơ.",
        "ơ.n",
        "u.",
        "u.n",
        "u.y",
        "uyê.n",
        "uâ.n",
        "ư.",
        "ư.a",
        "ươ.ng",
        "yê.n",
        "y.",
    ];

    private static readonly string[] Onsets =
    [
        "",
        "b",
        "c",
        "d",
        "đ",
        "g",
        "h",
        "kh",
        "l",
        "m",
        "n",
        "nh",
        "ph",
        "s",
        "t",
        "th",
        "tr",
        "v",
        "x",
        "z",
        "w",
        "f",
        "j",
    ];

    /// <summary>A word in small letters, NFC, tones in the normal place.</summary>
    public static readonly Gen<string> Word = Gen.Select(Gen.OneOf(Onsets), Gen.OneOf(Rhymes), Gen.OneOf(Tones))
        .Select((onset, rhyme, tone) => (onset + rhyme.Replace(".", tone, StringComparison.Ordinal)).Normalize(NormalizationForm.FormC));

    /// <summary>Words that often share their letters and differ in tone only, as siblings' names do.</summary>
    public static readonly Gen<string> CloseWord = Gen.Select(
            Gen.OneOf("h", "d", "đ", ""),
            Gen.OneOf("a.", "o.a", "u.y", "ă.n"),
            Gen.OneOf(Tones)
        )
        .Select((onset, rhyme, tone) => (onset + rhyme.Replace(".", tone, StringComparison.Ordinal)).Normalize(NormalizationForm.FormC));

    private static readonly Gen<string> Title = Gen.OneOf(Word, CloseWord).Select(w => char.ToUpperInvariant(w[0]) + w[1..]);

    /// <summary>A full name of one to five words, each with a capital.</summary>
    public static readonly Gen<string> Name = Title.Array[1, 5].Select(words => string.Join(' ', words));

    /// <summary>Names that begin with Nguyễn, as a third of all do, and have no capital outside TCVN3.</summary>
    public static readonly Gen<string> CommonName = Gen.OneOf(
            "An",
            "Bình",
            "Cường",
            "Dũng",
            "Đào",
            "Giang",
            "Hà",
            "Hạnh",
            "Hoa",
            "Hoàng",
            "Hồng",
            "Hùng",
            "Huệ",
            "Khánh",
            "Lan",
            "Lê",
            "Linh",
            "Long",
            "Mai",
            "Minh",
            "Mỹ",
            "Nga",
            "Ngọc",
            "Nhàn",
            "Oanh",
            "Phúc",
            "Quang",
            "Quý",
            "Sơn",
            "Tâm",
            "Thắng",
            "Thị",
            "Thu",
            "Tiến",
            "Trang",
            "Tú",
            "Văn",
            "Vũ",
            "Xuân"
        )
        .Array[1, 3]
        .Select(words => $"Nguyễn {string.Join(' ', words)}");

    private static readonly Gen<char> Interesting = Gen.OneOf(
        (" \t\n\u00A0\u00AD\u200B\u200F\u202E\u2060\uFEFF\uFFFE\uFFFF\0'’-.%_\\/{}~!"
            + "+0aAeEoOuUyYqQgGiIđĐðßæİıſÅﬁ½²Ａ\u0300\u0301\u0302\u0306\u0309\u031B\u0323\u0345\uD83D\uDE00\uD835").ToCharArray()
    );

    /// <summary>Any sequence of UTF-16 units: control characters, halves of surrogate pairs, other scripts, Vietnamese.</summary>
    public static readonly Gen<string> Anything = Gen.OneOf(
        Gen.OneOf(
                Gen.Int[0, 0xFFFF].Select(i => (char)i),
                Interesting,
                Gen.Int[0x20, 0x24F].Select(i => (char)i),
                Gen.Int[0x1EA0, 0x1EF9].Select(i => (char)i)
            )
            .Array[0, 20]
            .Select(chars => new string(chars)),
        Name
    );
}
