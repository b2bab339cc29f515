using PartyNet.Application.Imports;
using static PartyNet.UnitTests.Imports.Sheets;

namespace PartyNet.UnitTests.Imports;

/// <summary>Lists that have each account in a row of its own, beside the network's name.</summary>
public sealed class AccountRowTests
{
    private const string Facebook = "facebook https://www.facebook.com/an.nguyen.60";
    private const string Zalo = "zalo https://zalo.me/0905000001";
    private const string An = $"2 Nguyễn Văn An: {Facebook}";
    private const string AnToo = $"3 Nguyễn Văn An: {Zalo}";
    private const string Binh = "4 Trần Thị Bình: tiktok https://www.tiktok.com/@binh61";

    [Theory]
    [InlineData("Nền tảng", "Tài khoản")]
    [InlineData("Loại mạng", "Link")]
    [InlineData("Mạng xã hội", "Tài khoản/Link")]
    [InlineData("MXH", "Link tài khoản")]
    [InlineData("Ứng dụng", "Tên tài khoản")]
    [InlineData("Kênh", "Đường dẫn")]
    [InlineData("Tài khoản mạng xã hội", "Link")]
    [InlineData("LOẠI MXH", "Số điện thoại/Link")]
    public void The_network_stands_in_the_cell_beside_the_account(string network, string account) =>
        Assert.Equal(
            [An, AnToo, Binh],
            Read(
                ["Họ và tên", "Chi bộ", network, account],
                ["Nguyễn Văn An", "Chi bộ Một", "Facebook", "an.nguyen.60"],
                ["Nguyễn Văn An", "Chi bộ Một", "ZALO", 905000001],
                ["Trần Thị Bình", "Chi bộ Một", "tik tok", "binh61"]));

    [Theory]
    [InlineData("Zalo, Facebook")]
    [InlineData("Facebook/Zalo")]
    [InlineData("Link Facebook; Zalo")]
    [InlineData("Zalo và Facebook")]
    [InlineData("Zalo (SĐT), Facebook (link)")]
    [InlineData("Tài khoản Zalo, Facebook, TikTok")]
    public void One_column_has_the_accounts_of_several_networks(string heading) =>
        Assert.Equal(
            [$"2 Nguyễn Văn An: {Zalo}, {Facebook}", Binh.Replace('4', '3'), "4 Lê Thị Cúc: zalo https://zalo.me/0905000003"],
            Read(
                ["Họ và tên", "Chi bộ", heading],
                ["Nguyễn Văn An", "Chi bộ Một", "Zalo 0905 000 001; FB: https://facebook.com/an.nguyen.60"],
                ["Trần Thị Bình", "Chi bộ Một", "https://www.tiktok.com/@binh61"],
                ["Lê Thị Cúc", "Chi bộ Một", "0905 000 003"]));

    [Fact]
    public void The_member_is_named_in_the_first_of_their_rows_alone()
    {
        var list = Open(Of(
            ["STT", "Họ và tên", "Chi bộ", "Mạng xã hội", "Tài khoản"],
            [1, "Nguyễn Văn An", "Chi bộ Một", "Facebook", "an.nguyen.60"],
            [null, null, null, "Zalo", "0905 000 001"],
            [2, "Trần Thị Bình", "Chi bộ Một", "TikTok", "@binh61"]));

        Assert.Equal([An, AnToo, Binh], Said((AccountList)list));
        Assert.Contains("Dòng không ghi họ và tên được hiểu là tài khoản của đồng chí ở dòng trên.", list.Notes);
    }

    [Fact]
    public void The_name_is_merged_over_the_rows_and_each_is_numbered() =>
        Assert.Equal(
            [An, AnToo, Binh],
            Read(
                ["STT", "Họ và tên", "Chi bộ", "Mạng xã hội", "Tài khoản"],
                [1, "Nguyễn Văn An", "Chi bộ Một", "Facebook", "an.nguyen.60"],
                [2, new Lent("Nguyễn Văn An"), new Lent("Chi bộ Một"), "Zalo", "0905 000 001"],
                [3, "Trần Thị Bình", "Chi bộ Một", "TikTok", "@binh61"]));

    [Fact]
    public void A_mark_means_the_name_above() =>
        Assert.Equal(
            [An, AnToo, Binh],
            Read(
                ["STT", "Họ và tên", "Chi bộ", "Mạng xã hội", "Tài khoản"],
                [1, "Nguyễn Văn An", "Chi bộ Một", "Facebook", "an.nguyen.60"],
                [2, "nt", "nt", "Zalo", "0905 000 001"],
                [3, "Trần Thị Bình", "Chi bộ Một", "TikTok", "@binh61"]));

    [Fact]
    public void Networks_may_be_merged_or_meant_by_a_mark() =>
        Assert.Equal(
            [
                An, "3 Nguyễn Văn An: facebook https://www.facebook.com/an.nguyen.61",
                "4 Trần Thị Bình: facebook https://www.facebook.com/binh.61",
            ],
            Read(
                ["Họ và tên", "Chi bộ", "Nền tảng", "Link"],
                ["Nguyễn Văn An", "Chi bộ Một", "Facebook", "an.nguyen.60"],
                [null, null, new Lent("Facebook"), "an.nguyen.61"],
                ["Trần Thị Bình", "Chi bộ Một", "nt", "binh.61"]));

    [Fact]
    public void A_list_that_tells_people_apart_is_of_accounts_where_they_stand_in_several_rows() =>
        Assert.Equal(
            [An, AnToo],
            Read(
                ["Họ và tên", "Ngày sinh", "Số CCCD", "Mạng xã hội", "Tài khoản"],
                ["Nguyễn Văn An", "03/02/1960", "001060000018", "Facebook", "an.nguyen.60"],
                [null, null, null, "Zalo", "0905000001"]));

    [Fact]
    public void Networks_and_accounts_may_stand_in_pairs_of_columns() =>
        Assert.Equal(
            ["2 Nguyễn Văn An: zalo https://zalo.me/0905000001, facebook https://www.facebook.com/an.nguyen.60"],
            Read(
                ["Họ và tên", "Chi bộ", "Mạng xã hội", "Link", "Mạng xã hội", "Link"],
                ["Nguyễn Văn An", "Chi bộ Một", "Zalo", "0905000001", "Facebook", "an.nguyen.60"]));

    [Theory]
    [InlineData("Facebook, Zalo", "an.nguyen.60; 0905000001", $"{Facebook}, {Zalo}")]
    [InlineData("Zalo\nFacebook", "0905000001\nan.nguyen.60", $"{Zalo}, {Facebook}")]
    [InlineData("Fanpage Facebook", "an.nguyen.60", Facebook)]
    [InlineData("Zalo", "https://www.facebook.com/an.nguyen.60", Facebook)]
    [InlineData("Khác (Viber)", "0905 000 001", "other Viber: 0905000001")]
    [InlineData("Khác", "Viber: 0905 000 001", "other Viber: 0905000001")]
    public void Several_networks_and_other_networks(string network, string account, string read) =>
        Assert.Equal($"2 Nguyễn Văn An: {read}", Read(
            ["Họ và tên", "Chi bộ", "Mạng xã hội", "Tài khoản"],
            ["Nguyễn Văn An", "Chi bộ Một", network, account],
            ["Trần Thị Bình", "Chi bộ Một", "Zalo", "0905000002"],
            ["Lê Văn Chi", "Chi bộ Một", "Facebook", "chi.le.63"])[0]);

    [Theory]
    [InlineData("Facebook", "An Nguyễn", true, "Không đọc được “An Nguyễn”. ")]
    [InlineData("Facebook", "An Nguyễn; an.nguyen.60", false, "Không đọc được “An Nguyễn” nên bỏ qua. ")]
    [InlineData("Facebook", null, false, "Dòng này ghi mạng xã hội mà không ghi tài khoản nên không có gì để hỏi.")]
    [InlineData(null, "an.nguyen.60", true, "Không đọc được “an.nguyen.60”. Ghi rõ mạng xã hội nào, hoặc ghi đường dẫn.")]
    [InlineData("Facebook, Zalo", "an.nguyen.60", true, "Không đọc được “an.nguyen.60”. Ghi rõ mạng xã hội nào, hoặc ghi đường dẫn.")]
    [InlineData("Fabook", "an.nguyen.60", false, "“Fabook” hiểu là tên một mạng khác. Nếu viết sai thì sửa lại.")]
    public void What_cannot_be_read_is_wrong_where_nothing_else_can_and_is_named_beside_what_can(
        string? network, string? account, bool isWrong, string said)
    {
        var rows = ((AccountList)Open(Of(
            ["STT", "Họ và tên", "Chi bộ", "Mạng xã hội", "Tài khoản"],
            [1, "Nguyễn Văn An", "Chi bộ Một", network, account],
            [2, "Trần Thị Bình", "Chi bộ Một", "Zalo", "0905000002"],
            [3, "Lê Văn Chi", "Chi bộ Một", "Facebook", "chi.le.63"]))).Rows().ToList();

        var problem = Assert.Single(rows[0].Person.Problems);
        Assert.StartsWith(said, problem.Reason, StringComparison.Ordinal);
        Assert.Equal(isWrong, problem.Blocks);
        Assert.All(rows.Skip(1), row => Assert.Empty(row.Person.Problems));
    }

    [Theory]
    [InlineData("Facebook", "không dùng")]
    [InlineData("Zalo", "-")]
    [InlineData("Khác", "x")]
    [InlineData(null, "chưa có")]
    public void Whoever_has_no_account_leaves_nothing_to_mend(string? network, string account)
    {
        var row = Assert.Single(((AccountList)Open(Of(
            ["STT", "Họ và tên", "Chi bộ", "Mạng xã hội", "Tài khoản"],
            [1, "Nguyễn Văn An", "Chi bộ Một", network, account]))).Rows());

        Assert.Empty(row.Accounts);
        Assert.Empty(row.Person.Problems);
    }

    [Theory]
    [InlineData(2, null, null)]
    [InlineData(null, "Chi bộ Hai", null)]
    [InlineData(null, null, "0905000009")]
    public void A_row_without_a_name_that_says_something_of_its_own_is_nobodys(int? number, string? branch, string? phone)
    {
        var rows = ((AccountList)Open(Of(
            ["STT", "Họ và tên", "Chi bộ", "Số điện thoại", "Mạng xã hội", "Tài khoản"],
            [1, "Nguyễn Văn An", "Chi bộ Một", "0905000001", "Facebook", "an.nguyen.60"],
            [number, null, branch, phone, "Zalo", "0905000001"]))).Rows().ToList();

        Assert.False(rows[0].Person.IsBlocked);
        Assert.Equal(
            "Dòng 3, cột B (Họ và tên): Dòng này không có họ và tên mà có số thứ tự hoặc thông tin riêng nên không biết của ai. "
                + "Ghi họ và tên vào dòng này.",
            Assert.Single(rows[1].Person.Problems).ToString());
    }

    [Fact]
    public void What_holds_a_member_up_holds_up_all_their_rows()
    {
        var rows = ((AccountList)Open(Of(
            ["Họ và tên", "Chi bộ", "Mạng xã hội", "Tài khoản"],
            ["N.V. An", "Chi bộ Một", "Facebook", "an.nguyen.60"],
            [null, null, "Zalo", "0905000001"]))).Rows().ToList();

        Assert.Equal([2, 3], rows.SelectMany(row => row.Person.Problems).Where(problem => problem.Blocks).Select(problem => problem.Row));
    }

    [Fact]
    public void Below_a_title_or_signatures_nobody_is_meant()
    {
        var list = (AccountList)Open(Of(
            ["Họ và tên", "Chi bộ", "Mạng xã hội", "Tài khoản"],
            ["Nguyễn Văn An", "Chi bộ Một", "Facebook", "an.nguyen.60"],
            [null, null, null, "T/M CHI BỘ"],
            [null, null, null, "Lê Văn Chi"]));

        Assert.Equal([An], Said(list));
        Assert.Equal(["T/M CHI BỘ", "Lê Văn Chi"], list.Skipped.Select(row => row.Text));
    }

    [Fact]
    public void Networks_without_a_column_of_accounts_are_refused_by_that_name()
    {
        var refusal = Refusal(Of(
            ["Họ và tên", "Chi bộ", "Mạng xã hội", "Tên hiển thị"], ["Nguyễn Văn An", "Chi bộ Một", "Facebook", "An Nguyễn"]));

        Assert.Contains("thiếu cột tài khoản hoặc đường dẫn ở mạng xã hội mà mỗi dòng nêu", refusal, StringComparison.Ordinal);
        Assert.Contains("“Tên hiển thị” (cột D)", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Used_networks_beside_columns_of_accounts_change_nothing() =>
        Assert.Equal(
            [An],
            Read(
                ["Họ và tên", "Chi bộ", "Mạng xã hội", "Facebook"],
                ["Nguyễn Văn An", "Chi bộ Một", "Facebook, Zalo", "an.nguyen.60"]));

    private static List<string> Read(params object?[][] rows) => Said((AccountList)Open(Of(rows)));

    private static List<string> Said(AccountList list) =>
    [
        .. list.Rows().Where(row => !row.Person.IsBlocked).Select(row => $"{row.Number} {row.Person.FullName}: "
            + string.Join(", ", row.Accounts.Select(account => $"{account.PlatformCode} {account.Canonical}"))),
    ];
}
