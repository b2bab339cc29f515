using CsCheck;
using PartyNet.Domain.Members;

namespace PartyNet.UnitTests.Members;

public sealed class VietnamesePhoneNumberTests
{
    [Theory]
    [InlineData("0912345678", "+84912345678")]
    [InlineData("+84 912 345 678", "+84912345678")]
    [InlineData("84333875455", "+84333875455")]
    [InlineData("0084 703 576 704", "+84703576704")]
    [InlineData("(070) 357-6704", "+84703576704")]
    [InlineData("070.357.6704", "+84703576704")]
    [InlineData("912345678", "+84912345678")]
    [InlineData("3.33875455E+8", "+84333875455")]
    [InlineData("01638754555", "+84338754555")]
    [InlineData("1638754555", "+84338754555")]
    [InlineData("01203576704", "+84703576704")]
    [InlineData("  0912-345-678 ", "+84912345678")]
    [InlineData("+84 (0)912 345 678", "+84912345678")]
    [InlineData("(+84) 912.345.678", "+84912345678")]
    [InlineData("+841638754555", "+84338754555")]
    [InlineData("841638754555", "+84338754555")]
    [InlineData("845123456", "+84845123456")]
    [InlineData("'0912345678", "+84912345678")]
    [InlineData("912345678.0", "+84912345678")]
    [InlineData("3,33875455E+08", "+84333875455")]
    [InlineData("9.1234567e8", "+84912345670")]
    [InlineData("8.4912345678E+10", "+84912345678")]
    [InlineData("1.638754555E+9", "+84338754555")]
    [InlineData("\u202A0912345678\u202C", "+84912345678")]
    [InlineData("0912\u00A0345\u00A0678", "+84912345678")]
    [InlineData("0912\u2011345\u2013678", "+84912345678")]
    [InlineData("024 3825 1234", "+842438251234")]
    public void Reads_a_number_however_it_was_written(string typed, string expected)
    {
        Assert.True(VietnamesePhoneNumber.TryParse(typed, out var number, out var problem), problem);
        Assert.Equal(expected, number.E164);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("123")]
    [InlineData("233875455")]
    [InlineData("0233875455")]
    [InlineData("123456789")]
    [InlineData("412345678")]
    [InlineData("03338754550")]
    [InlineData("09123456789")]
    [InlineData("01303875455")]
    [InlineData("00912345678")]
    [InlineData("+1 202 555 0123")]
    [InlineData("0049 151 12345678")]
    [InlineData("0912345678 0987654321")]
    [InlineData("0912345678/0987654321")]
    [InlineData("091234567O")]
    [InlineData("không có")]
    [InlineData("3.33E+8")]
    [InlineData("3.338754551234E+8")]
    [InlineData("E8")]
    [InlineData("9E")]
    [InlineData("9E999999999999")]
    [InlineData("９１２３４５６７８")]
    [InlineData("0912345678\0")]
    [InlineData("1900 1234")]
    [InlineData("+")]
    public void Refuses_what_is_not_a_Vietnamese_number_and_says_what_to_do(string? typed)
    {
        Assert.False(VietnamesePhoneNumber.TryParse(typed, out var number, out var problem));
        Assert.Null(number);
        Assert.Contains("Đồng chí", problem);
    }

    [Fact]
    public void Every_old_eleven_digit_range_maps_to_the_range_that_replaced_it()
    {
        (string Old, string New)[] map =
        [
            ("0162", "032"),
            ("0163", "033"),
            ("0164", "034"),
            ("0165", "035"),
            ("0166", "036"),
            ("0167", "037"),
            ("0168", "038"),
            ("0169", "039"),
            ("0120", "070"),
            ("0121", "079"),
            ("0122", "077"),
            ("0126", "076"),
            ("0128", "078"),
            ("0123", "083"),
            ("0124", "084"),
            ("0125", "085"),
            ("0127", "081"),
            ("0129", "082"),
            ("0186", "056"),
            ("0188", "058"),
            ("0199", "059"),
        ];
        Assert.All(map, row =>
        {
            Assert.True(VietnamesePhoneNumber.TryParse(row.Old + "8754555", out var number, out _));
            Assert.Equal(row.New + "8754555", number.National);
            Assert.True(number.HasKnownPrefix);
        });
    }

    [Theory]
    [InlineData("0912345678", true)]
    [InlineData("0552345678", true)]
    [InlineData("0872345678", true)]
    [InlineData("0312345678", false)]
    [InlineData("0512345678", false)]
    [InlineData("0712345678", false)]
    [InlineData("0802345678", false)]
    [InlineData("0612345678", false)]
    public void An_unknown_prefix_is_noted_and_not_refused(string typed, bool known)
    {
        Assert.True(VietnamesePhoneNumber.TryParse(typed, out var number, out _));
        Assert.Equal(known, number.HasKnownPrefix);
    }

    [Fact]
    public void A_rounded_spreadsheet_number_is_refused_with_the_reason()
    {
        Assert.False(VietnamesePhoneNumber.TryParse("9.12E+08", out _, out var problem));
        Assert.Contains("làm tròn", problem);
    }

    [Fact]
    public void Lists_show_a_number_masked_and_the_owner_sees_it_grouped()
    {
        Assert.True(VietnamesePhoneNumber.TryParse("0912345678", out var mobile, out _));
        Assert.Equal("091• ••• 678", mobile.Masked);
        Assert.Equal("0912 345 678", mobile.Display);
        Assert.True(VietnamesePhoneNumber.TryParse("02438251234", out var landline, out _));
        Assert.Equal("024 •••• •234", landline.Masked);
        Assert.Equal("024 3825 1234", landline.Display);
        Assert.True(landline.IsLandline);
    }

    [Theory]
    [InlineData("09123456789", "thừa 1 chữ số")]
    [InlineData("0912 345 67", "thiếu 1 chữ số")]
    [InlineData("0912 345", "thiếu 3 chữ số")]
    [InlineData("91234567", "thiếu 2 chữ số")]
    [InlineData("+84 912 345 6789", "thừa 1 chữ số")]
    [InlineData("0112345678", "bắt đầu bằng 03, 05, 07, 08 hoặc 09")]
    [InlineData("0912345678 0912345679", "nhiều số điện thoại")]
    public void A_slip_in_the_number_of_digits_is_counted(string typed, string problem)
    {
        Assert.False(VietnamesePhoneNumber.TryParse(typed, out _, out var said));
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_gets_an_answer()
    {
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789+-. ()eE\u202A\uD800"], 0, 50]).Sample(typed =>
        {
            var read = VietnamesePhoneNumber.TryParse(typed, out var number, out var problem);
            return read ? number is not null && problem is null : number is null && problem!.Length > 0;
        }, iter: 20_000);
    }

    [Fact]
    public void Reading_its_own_forms_gives_the_same_number()
    {
        Gen.Select(Gen.Char["35789"], Gen.String[Gen.Char['0', '9'], 8, 8]).Sample((first, rest) =>
        {
            Assert.True(VietnamesePhoneNumber.TryParse("0" + first + rest, out var number, out _));
            foreach (var form in new[] { number.E164, number.National, number.Display, "0084" + number.E164[3..], number.National[1..] })
            {
                Assert.True(VietnamesePhoneNumber.TryParse(form, out var again, out _));
                Assert.Equal(number, again);
            }
        }, iter: 5_000);
    }
}
