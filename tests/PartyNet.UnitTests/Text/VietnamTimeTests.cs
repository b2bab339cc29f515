using PartyNet.Domain.Text;

namespace PartyNet.UnitTests.Text;

public sealed class VietnamTimeTests
{
    [Theory]
    [InlineData("2026-11-23T16:59:59Z", "2026-11-23")]
    [InlineData("2026-11-23T17:00:00Z", "2026-11-24")]
    public void A_day_begins_at_midnight_in_Vietnam(string instant, string day) =>
        Assert.Equal(Day(day), VietnamTime.Day(Instant(instant)));

    [Fact]
    public void A_time_of_day_is_an_instant()
    {
        var seven = VietnamTime.At(Day("2026-11-23"), new TimeOnly(7, 0));

        Assert.Equal(Instant("2026-11-23T00:00:00Z"), seven);
        Assert.Equal(TimeSpan.Zero, seven.Offset);
        Assert.Equal("07:00 ngày 23/11/2026", VietnamTime.Full(seven));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
