using System.Globalization;
using PartyNet.Application;

namespace PartyNet.UnitTests.Lists;

public sealed class PageCursorTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(PageCursor.Size)]
    [InlineData(PageCursor.Size + 1)]
    [InlineData(3 * PageCursor.Size)]
    [InlineData((3 * PageCursor.Size) + 7)]
    public void Walking_forward_and_back_meets_every_row_once_in_order(int total)
    {
        var forward = Walk(total, PageCursor.First, page => page.After is { } after ? new PageCursor(After: after) : null);
        Assert.Equal(Enumerable.Range(0, total), forward.SelectMany(p => p.Rows));
        Assert.Null(forward[0].Before);

        var last = forward[^1];
        var back = Walk(
            total,
            last.Before is { } before ? new PageCursor(Before: before) : PageCursor.First,
            page => page.Before is { } b ? new PageCursor(Before: b) : null
        );
        Assert.Equal(
            Enumerable.Range(0, total - (forward.Count > 1 ? last.Rows.Count : 0)),
            back.AsEnumerable().Reverse().SelectMany(p => p.Rows)
        );
        Assert.All(back.Where(_ => forward.Count > 1), page => Assert.NotNull(page.After));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(PageCursor.Size)]
    [InlineData((3 * PageCursor.Size) + 7)]
    public void A_list_that_was_read_as_a_whole_has_the_same_pages(int total)
    {
        var list = Enumerable.Range(0, total).ToList();
        PageCursor[] cursors = [PageCursor.First, .. list.Select(i => Of(i, before: false)), .. list.Select(i => Of(i, before: true))];

        foreach (var cursor in cursors)
        {
            var (expected, page) = (Read(total, cursor), cursor.Within(list, Text));
            Assert.Equal(expected.Rows, page.Rows);
            Assert.Equal((expected.Before, expected.After), (page.Before, page.After));
        }
    }

    [Fact]
    public void A_cursor_that_names_nobody_in_the_list_is_its_first_page()
    {
        var list = Enumerable.Range(0, 60).ToList();

        foreach (var cursor in new[] { new PageCursor(After: "60"), new PageCursor(Before: "x"), new PageCursor(After: "") })
        {
            var page = cursor.Within(list, Text);
            Assert.Equal(Enumerable.Range(0, PageCursor.Size), page.Rows);
            Assert.Equal((null, "24"), (page.Before, page.After));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_cursor_that_cannot_be_one_is_the_first_page(string cursor)
    {
        Assert.Null(new PageCursor(After: cursor).From);
        Assert.Null(new PageCursor(Before: cursor).From);
    }

    private static List<Page<int>> Walk(int total, PageCursor from, Func<Page<int>, PageCursor?> next)
    {
        var pages = new List<Page<int>>();
        for (PageCursor? cursor = from; cursor is not null; cursor = next(pages[^1]))
            pages.Add(Read(total, cursor));
        return pages;
    }

    private static Page<int> Read(int total, PageCursor cursor)
    {
        int? start = cursor.From is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
        var rows = Enumerable.Range(0, total);
        if (start is { } at)
            rows = cursor.IsBackward ? rows.Where(r => r < at).Reverse() : rows.Where(r => r > at);
        return cursor.Cut([.. rows.Take(cursor.Probe)], fromStart: start is null, Text);
    }

    private static PageCursor Of(int row, bool before) => before ? new PageCursor(Before: Text(row)) : new PageCursor(After: Text(row));

    private static string Text(int row) => row.ToString(CultureInfo.InvariantCulture);
}
