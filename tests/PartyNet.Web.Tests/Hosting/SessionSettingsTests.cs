using Microsoft.Extensions.Configuration;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database;
using PartyNet.Web.Hosting;

namespace PartyNet.Web.Tests.Hosting;

[Trait("Security", "S3")]
public sealed class SessionSettingsTests
{
    [Fact]
    public void Unset_they_are_thirty_minutes_and_twelve_hours_and_half_of_that_and_eight_for_staff() => Assert.Equal(
        new SessionRules(
            new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(12)), new(TimeSpan.FromMinutes(15), TimeSpan.FromHours(8))),
        Read());

    [Fact]
    public void Each_is_set_by_itself() => Assert.Equal(
        new SessionRules(
            new(TimeSpan.FromMinutes(20), TimeSpan.FromHours(4)), new(TimeSpan.FromMinutes(5), TimeSpan.FromHours(1))),
        Read(
            ("Sessions:MemberIdleMinutes", "20"), ("Sessions:MemberHours", "4"), ("Sessions:StaffIdleMinutes", "5"),
            ("Sessions:StaffHours", "1")));

    [Theory]
    [InlineData("Sessions:StaffIdleMinutes", "4")]
    [InlineData("Sessions:StaffIdleMinutes", "61")]
    [InlineData("Sessions:MemberHours", "25")]
    [InlineData("Sessions:MemberHours", "-1")]
    [InlineData("Sessions:MemberHours", "nửa ngày")]
    public void Out_of_bounds_nothing_starts_and_the_setting_is_named(string name, string value)
    {
        var problem = Assert.Throws<InstallationException>(() => Read((name, value)));

        Assert.Contains(name.Replace(":", "__", StringComparison.Ordinal), problem.Message, StringComparison.Ordinal);
        Assert.Contains(value, problem.Message, StringComparison.Ordinal);
    }

    private static SessionRules Read(params (string Name, string Value)[] settings) => SessionSettings.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Name, s.Value)))
            .Build());
}
