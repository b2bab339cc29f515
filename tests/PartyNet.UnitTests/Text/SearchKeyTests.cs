using System.Text;
using CsCheck;
using PartyNet.Domain.Text;

namespace PartyNet.UnitTests.Text;

public sealed class SearchKeyTests
{
    [Theory]
    [InlineData("Nguyễn Thị Đào", "nguyen thi dao")]
    [InlineData("ĐẶNG VĂN ƯỚC", "dang van uoc")]
    [InlineData("Hoà", "hoa")]
    [InlineData("Ðức", "duc")]
    [InlineData("H'Hen Niê", "hhen nie")]
    [InlineData("H’Hen  Niê ", "hhen nie")]
    [InlineData("K'Brôih", "kbroih")]
    [InlineData("Y Ƀăm Čil", "y bam cil")]
    [InlineData("Trần Ngọc-Anh (B)", "tran ngoc anh b")]
    [InlineData("Chi bộ 5/KP3", "chi bo 5 kp3")]
    [InlineData("100%_\\", "100")]
    [InlineData("L\u200Bê\u00AD An", "le an")]
    [InlineData("Ｎｇｕｙễｎ", "nguyen")]
    [InlineData("𝐍𝐠𝐮𝐲𝐞𝐧 😀 An", "nguyen an")]
    [InlineData("Иван", "иван")]
    [InlineData("đ\u0301", "d")]
    [InlineData("…", "")]
    [InlineData(null, "")]
    public void Search_key_folds_case_diacritics_and_signs(string? typed, string expected) =>
        Assert.Equal(expected, VietnameseText.SearchKey(typed));

    [Fact]
    public void Search_key_is_the_same_however_the_name_is_written() =>
        TextGen.Name.Sample(name =>
        {
            var key = VietnameseText.SearchKey(name);
            Assert.Equal(key, VietnameseText.SearchKey(name.Normalize(NormalizationForm.FormD)));
            Assert.Equal(key, VietnameseText.SearchKey(name.ToUpperInvariant()));
            Assert.Equal(key, VietnameseText.SearchKey(name.ToLowerInvariant()));
            Assert.Equal(key, VietnameseText.SearchKey(NewPlacement(name)));
            Assert.Equal(key, VietnameseText.SearchKey($"  {name.Replace(" ", "\u00A0 ", StringComparison.Ordinal)} "));
            Assert.Matches("^[a-z]+( [a-z]+)*$", key);
        });

    [Fact]
    public void Search_key_of_any_string_is_a_fixed_point_of_letters_digits_and_single_spaces() =>
        TextGen.Anything.Sample(typed =>
        {
            var key = VietnameseText.SearchKey(typed);
            Assert.Equal(key, VietnameseText.SearchKey(key));
            Assert.Equal(key, key.Trim());
            Assert.DoesNotContain("  ", key, StringComparison.Ordinal);
            Assert.All(key.EnumerateRunes(), r => Assert.True(Rune.IsLetterOrDigit(r) || r.Value == ' ', $"U+{r.Value:X4}"));
        });

    [Fact]
    public void Search_key_of_any_string_does_not_depend_on_composition() =>
        TextGen.Anything.Sample(typed =>
        {
            var composed = VietnameseText.Compose(typed);
            Assert.Equal(VietnameseText.SearchKey(composed), VietnameseText.SearchKey(composed.Normalize(NormalizationForm.FormD)));
        });

    private static string NewPlacement(string name)
    {
        var words = name.Normalize(NormalizationForm.FormD)
            .Split(' ')
            .Select(word =>
                word.Length >= 3
                && char.IsBetween(word[^2], '\u0300', '\u0323')
                && "oa oe uy".Split(' ').Contains($"{word[^3]}{word[^1]}".ToLowerInvariant())
                    ? word[..^2] + word[^1] + word[^2]
                    : word
            );
        return string.Join(' ', words).Normalize(NormalizationForm.FormC);
    }
}
