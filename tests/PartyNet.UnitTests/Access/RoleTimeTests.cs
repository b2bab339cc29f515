using PartyNet.Domain.Access;
using PartyNet.Domain.Text;

namespace PartyNet.UnitTests.Access;

/// <summary>From when until when a role is given, as it is typed.</summary>
public sealed class RoleTimeTests
{
    /// <summary>08:00 on 26/11/2026 in Vietnam.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Role.Secretary, "", "", "2026-11-26T01:00:00Z", null)]
    [InlineData(Role.Secretary, "26/11/2026", " ", "2026-11-26T01:00:00Z", null)]
    [InlineData(Role.Secretary, "01/12/2026", "", "2026-11-30T17:00:00Z", null)]
    [InlineData(Role.Deputy, "", "26/11/2026", "2026-11-26T01:00:00Z", "2026-11-26T17:00:00Z")]
    [InlineData(Role.Deputy, "1.12.2026", "2026-12-31", "2026-11-30T17:00:00Z", "2026-12-31T17:00:00Z")]
    [InlineData(Role.Board, "", "31/12/27", "2026-11-26T01:00:00Z", "2027-12-31T17:00:00Z")]
    [InlineData(Role.Board, "", "26/11/2031", "2026-11-26T01:00:00Z", "2031-11-26T17:00:00Z")]
    public void Begins_at_once_or_with_its_day_and_ends_after_its_last_one(Role role, string first, string last, string from, string? to)
    {
        var (time, _, problem) = RoleTime.Read(role, first, last, Now);

        Assert.Null(problem);
        Assert.Equal(Moment(from), time!.From);
        Assert.Equal(to is null ? null : Moment(to), time.To);
    }

    [Theory]
    [InlineData(Role.Deputy, "", "", "To", "Phó bí thư giữ vai trò đến một ngày")]
    [InlineData(Role.Secretary, "25/11/2026", "", "From", "không ở trước hôm nay")]
    [InlineData(Role.Secretary, "", "25/11/2026", "To", "không ở trước ngày bắt đầu")]
    [InlineData(Role.Secretary, "02/12/2026", "01/12/2026", "To", "không ở trước ngày bắt đầu")]
    [InlineData(Role.Secretary, "2027", "", "From", "Nhập đủ ngày, tháng và năm")]
    [InlineData(Role.Secretary, "", "27/11/2031", "To", "nhiều nhất 5 năm")]
    [InlineData(Role.Secretary, "31/02/2027", "", "From", "không có ngày 31")]
    [InlineData(Role.Secretary, "hôm nay", "", "From", "Không đọc được ngày")]
    [InlineData(Role.Secretary, "", "12/31/2027", "To", "Không có tháng 31")]
    public void What_is_wrong_is_told_at_its_field(Role role, string first, string last, string field, string expected)
    {
        var (time, at, problem) = RoleTime.Read(role, first, last, Now);

        Assert.Null(time);
        Assert.Equal(field, at);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_day_is_the_day_that_was_typed()
    {
        var end = RoleTime.Read(Role.Deputy, "", "31/12/2026", Now).Time!.To!.Value;

        Assert.Equal(new DateOnly(2026, 12, 31), VietnamTime.Day(end.AddTicks(-1)));
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
