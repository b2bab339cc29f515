using PartyNet.Domain.Members;

namespace PartyNet.UnitTests.Members;

public sealed class IdentityNumberTests
{
    [Theory]
    [InlineData("001080000001", "001080000001", false)]
    [InlineData("001 080 000 001", "001080000001", false)]
    [InlineData("001.080.000.001", "001080000001", false)]
    [InlineData("'001080000001", "001080000001", false)]
    [InlineData("79080000001", "079080000001", false)]
    [InlineData("1080000001", "001080000001", false)]
    [InlineData("79080000001.0", "079080000001", false)]
    [InlineData("7.9080000001E+10", "079080000001", false)]
    [InlineData("7,9080000001E+10", "079080000001", false)]
    [InlineData("12345678", "12345678", true)]
    [InlineData("1234567", "01234567", true)]
    [InlineData("123456", "00123456", true)]
    public void A_card_number_is_read_as_lists_write_it(string typed, string value, bool old)
    {
        Assert.True(CardNumber.TryParse(typed, out var number, out var problem));
        Assert.Equal((value, old, null), (number.Value, number.IsOld, problem));
        Assert.True(CardNumber.TryParse(value, out var again, out _));
        Assert.Equal(number, again);
    }

    [Theory]
    [InlineData("", "Chưa có số")]
    [InlineData(null, "Chưa có số")]
    [InlineData("12345", "ở đây có 5")]
    [InlineData("123456789", "ở đây có 9")]
    [InlineData("1234567890123", "ở đây có 13")]
    [InlineData("AB123456", "không phải chữ số")]
    [InlineData("-", "không phải chữ số")]
    [InlineData("7.908E+10", "làm tròn")]
    [InlineData("7.9080000001E+11", "làm tròn")]
    [InlineData("E+11", "không phải chữ số")]
    [InlineData("1.2.3E+2", "không phải chữ số")]
    [InlineData("1E", "không phải chữ số")]
    [InlineData("11111111111111111111111111111111111111111", "Quá dài")]
    public void A_card_number_that_cannot_be_right_is_refused_with_a_reason(string? typed, string reason)
    {
        Assert.False(CardNumber.TryParse(typed, out var number, out var problem));
        Assert.Null(number);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("001080000001", "001080000001")]
    [InlineData("79080000001", "079080000001")]
    [InlineData("1080000001", "001080000001")]
    public void A_citizen_number_has_twelve_digits(string typed, string value)
    {
        Assert.True(CitizenNumber.TryParse(typed, out var number, out _));
        Assert.Equal(value, number.Value);
    }

    [Theory]
    [InlineData("012345678", "CMND cũ")]
    [InlineData("12345678", "ở đây có 8")]
    [InlineData("x", "không phải chữ số")]
    public void An_old_identity_card_is_no_citizen_number(string typed, string reason)
    {
        Assert.False(CitizenNumber.TryParse(typed, out _, out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Chính thức", MemberKind.Full, null)]
    [InlineData("đảng viên dự bị", MemberKind.Probationary, null)]
    [InlineData("ĐANG SINH HOẠT", null, ActivityStatus.Active)]
    [InlineData("Chính thức - đang sinh hoạt", MemberKind.Full, ActivityStatus.Active)]
    [InlineData("Dự bị (đang sinh hoạt)", MemberKind.Probationary, ActivityStatus.Active)]
    [InlineData("Chính thức, miễn sinh hoạt", MemberKind.Full, ActivityStatus.Exempt)]
    [InlineData("Giảm, miễn công tác và sinh hoạt Đảng", null, ActivityStatus.Exempt)]
    [InlineData("miễn sinh hoạt", null, ActivityStatus.Exempt)]
    [InlineData("Đã chuyển", null, ActivityStatus.TransferredOut)]
    [InlineData("đã chuyển sinh hoạt", null, ActivityStatus.TransferredOut)]
    [InlineData("Từ trần", null, ActivityStatus.Deceased)]
    [InlineData("Đã ra khỏi Đảng", null, ActivityStatus.Left)]
    [InlineData("Khai trừ", null, ActivityStatus.Left)]
    [InlineData("Xoá tên", null, ActivityStatus.Left)]
    public void A_status_is_read_in_its_usual_words(string words, MemberKind? kind, ActivityStatus? activity)
    {
        Assert.True(MemberStatus.TryRead(words, out var status, out _));
        Assert.Equal(new MemberStatus(kind, activity), status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("lạ")]
    [InlineData("chính thức, lạ")]
    [InlineData("chính thức, dự bị")]
    [InlineData("đang sinh hoạt; từ trần")]
    public void A_status_that_is_unknown_or_contradicts_itself_is_refused(string words)
    {
        Assert.False(MemberStatus.TryRead(words, out var status, out var problem));
        Assert.Null(status);
        Assert.Contains("miễn sinh hoạt", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_state_reads_back_from_the_word_that_we_print()
    {
        foreach (var kind in Enum.GetValues<MemberKind>())
        {
            Assert.True(MemberStatus.TryRead(kind.Name(), out var status, out _));
            Assert.Equal(kind, status.Kind);
        }
        foreach (var activity in Enum.GetValues<ActivityStatus>())
        {
            Assert.True(MemberStatus.TryRead(activity.Name(), out var status, out _));
            Assert.Equal(activity, status.Activity);
        }
    }
}
