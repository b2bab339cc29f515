using PartyNet.Application;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Members;
using PartyNet.Web.Links;
using PartyNet.Web.Pages.Board;

namespace PartyNet.Web.Tests.Board;

/// <summary>A number of members is said as what it is: of the whole list, or of its beginning.</summary>
public sealed class RosterWordsTests
{
    [Theory]
    [InlineData(2119, null, "2.119", null)]
    [InlineData(312, 2000, "ít nhất 312", "Mới đếm 2.000 đồng chí đầu danh sách.")]
    [InlineData(2000, 2000, "hơn 2.000", null)]
    [InlineData(0, 2000, "Chưa rõ bao nhiêu", "Trong 2.000 đồng chí đầu danh sách không có ai khớp.")]
    [InlineData(0, null, "0", null)]
    public void A_count_in_part_is_said_to_be_one(int count, int? among, string expected, string? note)
    {
        var roster = new RosterPage(Empty, count, among);

        Assert.Equal((expected, note), (RosterWords.Count(roster), RosterWords.CountNote(roster)));
    }

    [Fact]
    public void Under_a_page_stands_no_whole_that_is_smaller_than_the_page()
    {
        var page = Empty with { Rows = [.. Enumerable.Range(0, 3).Select(i => Row($"{i}"))] };

        Assert.Equal("3 trong 2.119 đảng viên", RosterWords.Shown(new RosterPage(page, 2119, null), ListPlace.First));
        Assert.Equal("3 trong ít nhất 312 đảng viên", RosterWords.Shown(new RosterPage(page, 312, 2000), ListPlace.First));
        Assert.Equal("3 đảng viên", RosterWords.Shown(new RosterPage(page, 1, 2000), ListPlace.First));
    }

    [Theory]
    [InlineData(2119, null, 25, 2, "Trang 2/85: 3 trong 2.119 đảng viên")]
    [InlineData(2119, null, 100, 22, "Trang 22/22: 3 trong 2.119 đảng viên")]
    [InlineData(312, 2000, 25, 4, "Trang 4: 3 trong ít nhất 312 đảng viên")]
    [InlineData(28, null, 25, 7, "Trang 7: 3 trong 28 đảng viên")]
    public void A_page_says_its_number_and_of_how_many_where_that_is_known(int count, int? among, int length, int number, string expected)
    {
        var page = Empty with { Rows = [.. Enumerable.Range(0, 3).Select(i => Row($"{i}"))], Before = "x" };

        Assert.Equal(expected, RosterWords.Shown(new RosterPage(page, count, among), new ListPlace(length, number)));
    }

    [Fact]
    public void Nobody_as_far_as_was_looked_is_not_nobody()
    {
        Assert.Equal("Không có đảng viên nào khớp.", RosterWords.Nobody(new RosterPage(Empty, 0, null)));
        Assert.Equal(
            "Trong 2.000 đồng chí vừa xem không có ai khớp.",
            RosterWords.Nobody(new RosterPage(Empty with { After = "x", StoppedAfter = 2000 }, 0, 2000))
        );
        Assert.Equal(
            "Từ đây đến hết danh sách không còn ai khớp.",
            RosterWords.Nobody(new RosterPage(Empty with { Before = "x" }, 0, 2000))
        );
    }

    private static Page<RosterRow> Empty { get; } = new([], null, null);

    private static RosterRow Row(string code) =>
        new(Guid.Empty, code, "Lê Văn An", null, "Chi bộ", null, ActivityStatus.Active, DeclarationState.NotDeclared, null, false, []);
}
