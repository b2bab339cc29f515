using CsCheck;
using PartyNet.Domain.Text;

namespace PartyNet.UnitTests.Text;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData(" Nguyễn  Thị Hồng Hạnh", "Nguyễn Thị Hồng", "Hạnh")]
    [InlineData("An", "", "An")]
    [InlineData("H'Hen Niê", "H'Hen", "Niê")]
    [InlineData(null, "", "")]
    public void The_last_word_is_the_given_name(string? typed, string hoDem, string ten)
    {
        var name = PersonName.Of(typed);
        Assert.Equal((hoDem, ten), (name.HoDem, name.Ten));
    }

    [Fact]
    public void Names_compare_by_the_same_key_as_plain_text() =>
        TextGen.Anything.Sample(text => Assert.Equal(VietnameseText.SortKey(text), PersonName.Of(text).SortKey));
}
