using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Web.Links;

namespace PartyNet.Web.Tests.Board;

/// <summary>How the table of coverage is arranged.</summary>
public sealed class CoverageViewTests
{
    /// <summary>In the order of the tree. Declared and asked: 8 of 10, 80 of 100, 3 of 3, nobody asked, 1 of 2.</summary>
    private static readonly CoverageRow[] Units =
    [
        Row("A", missing: 2, declared: 8), Row("B", missing: 20, declared: 80), Row("C", missing: 0, declared: 3),
        Row("D", missing: 0, declared: 0), Row("E", missing: 1, declared: 1),
    ];

    [Theory]
    [InlineData(null, null, "E B A C D")]
    [InlineData("ty-le", null, "E B A C D")]
    [InlineData("chua-ke-khai", null, "B A E C D")]
    [InlineData("to-chuc", null, "A B C D E")]
    [InlineData("ten", "gi-do", "E B A C D")]
    [InlineData(null, "con-thieu", "E B A")]
    [InlineData("to-chuc", "con-thieu", "A B E")]
    public void Units_stand_as_the_address_says_and_equals_as_in_the_tree(string? order, string? show, string expected)
    {
        var view = CoverageView.Of(key => key == CoverageView.OrderKey ? order : show);

        Assert.Equal(expected, string.Join(' ', view.Arrange(Units).Select(row => row.Code)));
    }

    [Fact]
    public void What_is_usual_is_not_said_in_the_address_and_everything_else_comes_back_from_it()
    {
        Assert.All(CoverageView.Usual.Parameters, parameter => Assert.Null(parameter.Value));
        foreach (var order in Enum.GetValues<CoverageOrder>())
        {
            var view = new CoverageView(order, OnlyBehind: order == CoverageOrder.Tree);
            Assert.Equal(view, CoverageView.Of(key => view.Parameters.Single(p => p.Key == key).Value));
        }
    }

    private static CoverageRow Row(string code, int missing, int declared) =>
        new(code, code, IsItself: false, IsBranch: false, new MemberCounts(missing, 0, 0, declared, 0, 0));
}
