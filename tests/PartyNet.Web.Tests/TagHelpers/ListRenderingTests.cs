using AngleSharp.Dom;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.TagHelpers;

/// <summary>Tables, cards, tasks and timelines as Razor renders them on the style guide.</summary>
public sealed class ListRenderingTests : IAsyncLifetime
{
    private PageHost host = null!;
    private IDocument page = null!;

    public async ValueTask InitializeAsync()
    {
        host = await PageHost.StartAsync();
        page = await new SiteBrowser(host.Client).OpenAsync("/demo/mau");
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public void A_table_shown_as_cards_keeps_its_roles_and_every_value_its_label()
    {
        var table = Assert.Single(page.QuerySelectorAll("table.pn-table"));
        Assert.Equal("Tiến độ theo chi bộ", table.QuerySelector("caption")!.TextContent);
        Assert.Equal("table", table.GetAttribute("role"));
        var headers = table.QuerySelectorAll("thead [role=columnheader]").Select(h => h.TextContent).ToList();
        Assert.Equal(["Chi bộ", "Đảng viên", "Đã kê khai", "Tình trạng", "Việc"], headers);
        var rows = table.QuerySelectorAll("tbody [role=row]");
        Assert.Equal(3, rows.Length);
        Assert.All(rows, row =>
        {
            Assert.Equal(["rowheader", "cell", "cell", "cell", "cell"], row.Children.Select(c => c.GetAttribute("role")));
            Assert.Equal([null, "Đảng viên", "Đã kê khai", "Tình trạng", null], row.Children.Select(c => c.GetAttribute("data-label")));
        });
    }

    [Fact]
    public void A_compact_table_is_a_table_at_every_width_and_names_the_columns_that_a_phone_leaves_out()
    {
        var table = Assert.Single(page.QuerySelectorAll("table.pn-compact"));
        Assert.Equal("table pn-compact pn-wide-2", table.ClassName);
        Assert.Equal(["Tổ chức", "Đảng viên", "Đã xác nhận"], table.QuerySelectorAll("thead th[scope=col]").Select(h => h.TextContent));
        Assert.Equal(
            [
                """<th scope="row"><a href="/demo/mau">Đảng bộ phường Ẩm Ấp</a></th>""" + "<td>1.234</td>"
                    + """<td class="pn-share-95">1.233/1.234 (99%)</td>""",
                """<th scope="row">Chi bộ mới lập</th><td>0</td><td class="pn-share-0">0/0</td>""",
            ],
            table.QuerySelectorAll("tbody tr").Select(row => row.InnerHtml)
        );
    }

    [Fact]
    public void A_table_without_rows_is_a_sentence() =>
        Assert.Equal(["Chưa có bản kê khai nào chờ xem."], page.QuerySelectorAll(".pn-table-scope > p").Select(p => p.TextContent));

    [Fact]
    public void A_change_link_says_what_it_changes() => Assert.Equal(
        ["Sửa đường dẫn sẽ lưu", "Sửa loại tài khoản"],
        page.QuerySelectorAll(".pn-row-action a").Select(a => a.TextContent));

    [Fact]
    public void An_answer_that_is_missing_says_so() =>
        Assert.Equal(
            "Chưa có",
            page.QuerySelectorAll(".pn-summary dt").Single(dt => dt.TextContent == "Ghi chú").NextElementSibling!.TextContent
        );

    [Fact]
    public void A_task_is_described_by_its_hint_and_status_and_a_later_one_is_no_link()
    {
        var tasks = page.QuerySelectorAll(".pn-tasks > li");
        Assert.Equal(4, tasks.Length);
        var described = tasks[0]
            .QuerySelector("a")!
            .GetAttribute("aria-describedby")!
            .Split(' ')
            .Select(id => page.GetElementById(id)!.TextContent.Trim());
        Assert.Equal(["Hạn nộp 30/09/2026", "Chưa bắt đầu"], described);
        Assert.Null(tasks[2].QuerySelector("a"));
    }

    [Fact]
    public void A_day_without_an_hour_gets_no_made_up_hour() =>
        Assert.Equal(
            ["14:05 ngày 02/09/2026 – Bí thư chi bộ", "01/09/2026 – Đảng viên"],
            page.QuerySelectorAll(".pn-when").Select(w => w.TextContent)
        );

    [Fact]
    public void Steps_say_in_words_where_the_case_stands()
    {
        Assert.Equal("Chi bộ xem (đang ở bước này)", page.QuerySelector(".pn-steps [aria-current=step]")!.TextContent.Trim());
        Assert.EndsWith("(đã xong)", page.QuerySelector(".pn-step-done")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_icon_is_beside_a_word_and_hidden_from_those_who_hear_it()
    {
        var icons = page.QuerySelectorAll("svg.pn-icon");
        Assert.True(icons.Length > 20, $"only {icons.Length} icons");
        Assert.All(icons, icon =>
        {
            Assert.Equal("true", icon.GetAttribute("aria-hidden"));
            Assert.NotEmpty(icon.ParentElement!.TextContent.Trim());
        });
    }
}
