using PartyNet.Domain.Text;

namespace PartyNet.UnitTests.Text;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(12500, "12.500")]
    [InlineData(5600000, "5.600.000")]
    public void Thousands_are_set_apart_by_points(long number, string expected) => Assert.Equal(expected, Numbers.Text(number));

    [Theory]
    [InlineData(199, 200, "199")]
    [InlineData(200, 200, "200")]
    [InlineData(201, 200, "hơn 200")]
    [InlineData(10001, 10000, "hơn 10.000")]
    public void Beyond_the_limit_of_counting_a_number_is_more_than_the_limit(long number, long limit, string expected) =>
        Assert.Equal(expected, Numbers.Counted(number, limit));
}
