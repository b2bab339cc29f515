using PartyNet.Application;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Members;
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

        Assert.Equal("3 trong 2.119 đảng viên", RosterWords.Shown(new RosterPage(page, 2119, null)));
        Assert.Equal("3 trong ít nhất 312 đảng viên", RosterWords.Shown(new RosterPage(page, 312, 2000)));
        Assert.Equal("3 đảng viên", RosterWords.Shown(new RosterPage(page, 1, 2000)));
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
