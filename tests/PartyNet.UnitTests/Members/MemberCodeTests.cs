using PartyNet.Domain.Members;

namespace PartyNet.UnitTests.Members;

public sealed class MemberCodeTests
{
    [Theory]
    [InlineData("7K2M9QXA0B", "7K2M9QXA0B")]
    [InlineData(" 7k2m9-qxa0b\t", "7K2M9QXA0B")]
    [InlineData("7K2M9 QXAOB", "7K2M9QXA0B")]
    [InlineData("illo0", "11100")]
    [InlineData("7K2M9\0QXA\u200B0B", "7K2M9QXA0B")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_code_is_read_in_any_case_and_with_the_letters_that_are_mistaken_for_digits(string? typed, string code) =>
        Assert.Equal(code, MemberCode.Read(typed));

    [Fact]
    public void A_new_code_is_read_as_itself()
    {
        for (var i = 0; i < 1000; i++)
        {
            var code = MemberCode.New();
            Assert.Equal((MemberCode.Length, code), (code.Length, MemberCode.Read(code)));
        }
    }
}
