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
    public void The_last_word_is_the_given_name_by_default(string? typed, string hoDem, string ten)
    {
        var name = PersonName.Of(typed);
        Assert.Equal((hoDem, ten), (name.HoDem, name.Ten));
    }

    [Theory]
    [InlineData("Y Bhăm Niê", "Y Bhăm", "Niê")]
    [InlineData("Y Bhăm Niê", "Bhăm", "Y Niê")]
    [InlineData("Trần Minh Văn Minh", "Minh", "Trần Minh Văn")]
    [InlineData("An", "An", "")]
    public void The_given_name_can_be_corrected_without_touching_the_name_as_shown(string full, string ten, string hoDem)
    {
        var name = PersonName.Of(full).WithTen(ten);
        Assert.NotNull(name);
        Assert.Equal((full, ten, hoDem), (name.FullName, name.Ten, name.HoDem));
        Assert.Equal(VietnameseText.SortKey(hoDem, ten), name.SortKey);
        Assert.Equal(VietnameseText.SearchKey(full), name.SearchKey);
    }

    [Theory]
    [InlineData("Y Bhăm Niê", "Bh")]
    [InlineData("Y Bhăm Niê", "Y Niê")]
    [InlineData("Y Bhăm Niê", " ")]
    public void Only_whole_words_of_the_name_can_be_the_given_name(string full, string ten) =>
        Assert.Null(PersonName.Of(full).WithTen(ten));

    [Fact]
    public void Names_compare_by_the_same_key_as_plain_text() =>
        TextGen.Anything.Sample(text => Assert.Equal(VietnameseText.SortKey(text), PersonName.Of(text).SortKey));
}
