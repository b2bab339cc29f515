using System.Globalization;
using CsCheck;
using PartyNet.Domain.Text;

namespace PartyNet.UnitTests.Text;

public sealed class VietnameseDateTests
{
    private static readonly DateOnly Today = new(2026, 3, 9);

    [Theory]
    [InlineData("03/02/1960", "1960-02-03")]
    [InlineData("3/2/1960", "1960-02-03")]
    [InlineData(" 03.02.1960 ", "1960-02-03")]
    [InlineData("03-02-1960", "1960-02-03")]
    [InlineData("03 / 02 / 1960", "1960-02-03")]
    [InlineData("1960-02-03", "1960-02-03")]
    [InlineData("29/02/2000", "2000-02-29")]
    [InlineData("9/3/26", "2026-03-09")]
    [InlineData("10/3/26", "1926-03-10")]
    [InlineData("3/2/60", "1960-02-03")]
    [InlineData("3/2/05", "2005-02-03")]
    [InlineData("2025-03-03T00:00:00", "2025-03-03")]
    [InlineData("2025-03-03 00:00:00.000", "2025-03-03")]
    [InlineData("2025-03-02T17:00:00.000Z", "2025-03-03")]
    [InlineData("2025-03-03T00:00:00+07:00", "2025-03-03")]
    [InlineData("2025-03-03T23:30:00-0200", "2025-03-04")]
    [InlineData("03/03/2025 12:00:00 SA", "2025-03-03")]
    [InlineData("21916", "1960-01-01")]
    [InlineData("45719", "2025-03-03")]
    [InlineData("45719.75", "2025-03-03")]
    [InlineData("ngày 03 tháng 02 năm 1960", "1960-02-03")]
    [InlineData("3 tháng 2 năm 1960", "1960-02-03")]
    [InlineData("Ngày 3/2/1960", "1960-02-03")]
    [InlineData("'03/02/1960", "1960-02-03")]
    [InlineData("03/02/1960.", "1960-02-03")]
    [InlineData("03–02–1960", "1960-02-03")]
    [InlineData("03, 02, 1960", "1960-02-03")]
    [InlineData("03 02 1960", "1960-02-03")]
    [InlineData("3-Feb-1960", "1960-02-03")]
    [InlineData("03-thg 2-1960", "1960-02-03")]
    [InlineData("03-Thg2-60", "1960-02-03")]
    [InlineData("3 tháng 2, 1960", "1960-02-03")]
    [InlineData("Thứ Tư, 03/02/1960", "1960-02-03")]
    [InlineData("Thứ 4, ngày 3 tháng hai năm 1960", "1960-02-03")]
    [InlineData("3 tháng năm năm 1960", "1960-05-03")]
    public void Dates_are_read_day_first(string typed, string expected)
    {
        var read = VietnameseDate.Parse(typed, Today);
        Assert.True(read.IsDate, read.Reason);
        Assert.Equal(DateOnly.ParseExact(expected, "yyyy-MM-dd", CultureInfo.InvariantCulture), read.Value);
        Assert.Equal(DatePrecision.Day, read.Precision);
    }

    [Theory]
    [InlineData("1945", 1945)]
    [InlineData("00/00/1945", 1945)]
    [InlineData("2026", 2026)]
    [InlineData("1945.0", 1945)]
    [InlineData("Năm 1945", 1945)]
    [InlineData("SN 1945", 1945)]
    [InlineData("../../1945", 1945)]
    [InlineData("--/--/1945", 1945)]
    [InlineData("ngày … tháng … năm 1945", 1945)]
    public void A_year_alone_is_a_date_of_year_precision(string typed, int year)
    {
        var read = VietnameseDate.Parse(typed, Today);
        Assert.Equal(new DateOnly(year, 1, 1), read.Value);
        Assert.Equal(DatePrecision.Year, read.Precision);
    }

    [Theory]
    [InlineData("02/1960", 1960)]
    [InlineData("tháng 2 năm 1960", 1960)]
    [InlineData("00/02/1960", 1960)]
    [InlineData("--/02/1960", 1960)]
    [InlineData("…/2/1960", 1960)]
    [InlineData("02/2027", null)]
    [InlineData("13/1960", null)]
    [InlineData("03/02/1960", null)]
    public void A_month_whose_day_is_not_known_has_a_year(string typed, int? year) =>
        Assert.Equal(year, VietnameseDate.WithoutDay(typed, Today)?.Value?.Year);

    [Theory]
    [InlineData("04/25/1960", "Không có tháng 25. Ngày phải viết theo thứ tự ngày/tháng/năm; nếu là ngày 25 tháng 4 thì viết 25/04/1960.")]
    [InlineData("4/25/60", "Không có tháng 25. Ngày phải viết theo thứ tự ngày/tháng/năm; nếu là ngày 25 tháng 4 thì viết 25/04/60.")]
    [InlineData("32/13/1960", "Không có tháng 13.")]
    [InlineData("31/04/1960", "Tháng 4 năm 1960 không có ngày 31.")]
    [InlineData("29/02/1900", "Tháng 2 năm 1900 không có ngày 29.")]
    [InlineData("00/04/1960", "Ngày và tháng phải từ 1 trở lên; nếu chỉ biết năm thì chỉ viết năm.")]
    [InlineData("10/03/2026", "Ngày 10/03/2026 chưa đến.")]
    [InlineData("2027", "Năm 2027 chưa đến.")]
    [InlineData("03/02/1060", "Năm 1060 quá xa, hãy kiểm tra lại.")]
    [InlineData("99999", "Ngày 13/10/2173 chưa đến.")]
    [InlineData("03/02", "Không đọc được ngày “03/02”. Hãy viết theo thứ tự ngày/tháng/năm, ví dụ 03/02/1960.")]
    [InlineData("02/1960", "Chỉ có tháng và năm. Hãy viết đủ ngày/tháng/năm; nếu không biết ngày thì chỉ viết năm.")]
    [InlineData("khoảng 1960", "Không đọc được ngày “khoảng 1960”. Hãy viết theo thứ tự ngày/tháng/năm, ví dụ 03/02/1960.")]
    [InlineData("03/02-1960", "Không đọc được ngày “03/02-1960”. Hãy viết theo thứ tự ngày/tháng/năm, ví dụ 03/02/1960.")]
    [InlineData("1/1/190", "Không đọc được ngày “1/1/190”. Hãy viết theo thứ tự ngày/tháng/năm, ví dụ 03/02/1960.")]
    [InlineData("", "Chưa có ngày.")]
    [InlineData(null, "Chưa có ngày.")]
    public void What_is_no_date_is_refused_with_a_reason(string? typed, string reason)
    {
        var read = VietnameseDate.Parse(typed, Today);
        Assert.False(read.IsDate);
        Assert.Equal(reason, read.Reason);
    }

    [Theory]
    [InlineData("dd/MM/yyyy")]
    [InlineData("d/M/yyyy")]
    [InlineData("dd.MM.yyyy")]
    [InlineData("yyyy-MM-dd")]
    [InlineData("yyyy-MM-dd'T00:00:00'")]
    public void Every_day_since_1900_is_read_back(string format) =>
        Gen.Int[0, Today.DayNumber - new DateOnly(1900, 1, 1).DayNumber].Sample(days =>
        {
            var day = new DateOnly(1900, 1, 1).AddDays(days);
            Assert.Equal(day, VietnameseDate.Parse(day.ToString(format, CultureInfo.InvariantCulture), Today).Value);
        });

    [Fact]
    public void Any_text_gives_a_past_date_or_a_reason() =>
        Gen.OneOf(TextGen.Anything, Gen.OneOf("0123456789/.- T:Z+".ToCharArray()).Array[0, 26].Select(c => new string(c))).Sample(text =>
        {
            var read = VietnameseDate.Parse(text, Today);
            Assert.Equal(read.Value is null, read.Reason is not null);
            Assert.True(read.Value is null || (read.Value <= Today && read.Value.Value.Year >= VietnameseDate.EarliestYear));
        });

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("31/12/9999")]
    [InlineData("1/1/00")]
    public void The_ends_of_the_calendar_throw_nothing(string typed)
    {
        var far = VietnameseDate.Parse(typed, DateOnly.MaxValue);
        var early = VietnameseDate.Parse(typed, DateOnly.MinValue);
        Assert.True(far.IsDate);
        Assert.False(early.IsDate);
    }
}
