using System.Text;
using CsCheck;
using PartyNet.Domain.Text;

namespace PartyNet.UnitTests.Text;

public sealed class NormalizeTests
{
    [Theory]
    [InlineData("Nguye\u0302\u0303n Va\u0306n", "Nguyễn Văn")]
    [InlineData("  Nguyễn \u00A0 Văn\t\r\nAn  ", "Nguyễn Văn An")]
    [InlineData("\uFEFFNguyễn\u200B Văn\u202C", "Nguyễn Văn")]
    [InlineData("a\u200B\u0301", "á")]
    [InlineData("tu\u00ADng", "tu\u00ADng")]
    [InlineData("An\0", "An")]
    [InlineData("\uD83D\uDE00", "\uD83D\uDE00")]
    [InlineData(" \u200B ", "")]
    [InlineData(null, "")]
    public void Text_enters_composed_without_invisible_characters_and_with_single_spaces(string? typed, string expected) =>
        Assert.Equal(expected, VietnameseText.Normalize(typed));

    [Fact]
    public void What_is_not_Unicode_becomes_the_replacement_character()
    {
        // Not as theory data: attributes are stored as UTF-8, which cannot hold half a pair.
        Assert.Equal("\uFFFD An \uFFFD", VietnameseText.Normalize("\uD83D An \uDE00"));
        Assert.Equal("\uFFFD", VietnameseText.Normalize("\uFFFE"));
        Assert.Equal("\uFFFD\uFFFD", VietnameseText.Normalize("\uD835\u2060\uDC28"));
    }

    [Fact]
    public void Text_that_is_tidy_already_is_not_copied()
    {
        const string name = "Nguyễn Thị Hồng Hạnh";
        Assert.Same(name, VietnameseText.Normalize(name));
    }

    [Fact]
    public void The_characters_taken_on_trust_as_tidy_are_stable_under_NFC()
    {
        var trusted = Enumerable
            .Range(0x21, 0x7E - 0x20)
            .Concat(Enumerable.Range(0xA1, 0x300 - 0xA1))
            .Concat(Enumerable.Range(0x1E00, 0x100))
            .ToList();
        Assert.Equal(957, trusted.Count);
        Assert.All(trusted, c => Assert.Equal($"a{(char)c}a".Normalize(NormalizationForm.FormC), VietnameseText.Normalize($"a{(char)c}a")));
    }

    [Fact]
    public void Any_string_normalises_to_a_fixed_point_in_NFC() =>
        TextGen.Anything.Sample(typed =>
        {
            var once = VietnameseText.Normalize(typed);
            Assert.Equal(once, VietnameseText.Normalize(once));
            Assert.True(once.IsNormalized(NormalizationForm.FormC));
            Assert.Equal(once, once.Trim());
            Assert.DoesNotContain("  ", once, StringComparison.Ordinal);
        });

    [Fact]
    public void Composed_and_decomposed_names_normalise_alike() =>
        TextGen.Name.Sample(name => Assert.Equal(name, VietnameseText.Normalize(name.Normalize(NormalizationForm.FormD))));

    [Theory]
    [InlineData("hoà", "hòa")]
    [InlineData("Thuỷ", "Thủy")]
    [InlineData("khoẻ", "khỏe")]
    [InlineData("uỷ ban", "ủy ban")]
    [InlineData("ĐẢNG UỶ", "ĐẢNG ỦY")]
    [InlineData("Hoà-Bình, toạ", "Hòa-Bình, tọa")]
    [InlineData("hoa\u0300", "hòa")]
    [InlineData("qúy", "quý")]
    [InlineData("gioà", "giòa")]
    public void Tone_of_an_open_oa_oe_uy_stands_on_the_first_vowel(string typed, string expected) =>
        Assert.Equal(expected, VietnameseText.NormalizeTonePlacement(typed));

    [Theory]
    [InlineData("quý")]
    [InlineData("Quỳ")]
    [InlineData("giá")]
    [InlineData("già")]
    [InlineData("hoàn")]
    [InlineData("hoài")]
    [InlineData("xoáy")]
    [InlineData("khuỷu")]
    [InlineData("khuya")]
    [InlineData("quyển")]
    [InlineData("huỳnh")]
    [InlineData("hòa")]
    [InlineData("hoạ\u0304")]
    [InlineData("của")]
    [InlineData("yêu")]
    public void Other_tones_stay_where_they_are(string word) =>
        Assert.Equal(word.Normalize(NormalizationForm.FormC), VietnameseText.NormalizeTonePlacement(word));

    [Fact]
    public void Tone_placement_of_any_string_reaches_a_fixed_point_and_changes_no_letter() =>
        TextGen.Anything.Sample(typed =>
        {
            var once = VietnameseText.NormalizeTonePlacement(typed);
            Assert.Equal(once, VietnameseText.NormalizeTonePlacement(once));
            Assert.Equal(VietnameseText.SearchKey(typed), VietnameseText.SearchKey(once));
        });

    [Theory]
    [InlineData("NGUYỄN VĂN A", "Nguyễn Văn A")]
    [InlineData("nguyễn thị đào", "Nguyễn Thị Đào")]
    [InlineData("H'HEN NIÊ", "H'Hen Niê")]
    [InlineData("K’BRÔIH", "K’Brôih")]
    [InlineData("TRẦN NGỌC-ANH", "Trần Ngọc-Anh")]
    [InlineData("Y Bhăm Niê", "Y Bhăm Niê")]
    [InlineData("Trần McDuy", "Trần McDuy")]
    [InlineData(" LE\u0302 AN", "Lê An")]
    [InlineData("", "")]
    public void A_name_in_one_case_gets_capitals_and_a_name_in_mixed_case_stays(string typed, string expected) =>
        Assert.Equal(expected, VietnameseText.ToNameCase(typed));

    [Fact]
    public void Name_case_of_any_string_reaches_a_fixed_point() =>
        TextGen.Anything.Sample(typed =>
        {
            var once = VietnameseText.ToNameCase(typed);
            Assert.Equal(once, VietnameseText.ToNameCase(once));
        });
}
