using PartyNet.Application.Imports;
using static PartyNet.UnitTests.Imports.Sheets;

namespace PartyNet.UnitTests.Imports;

/// <summary>Accounts as people write them into one cell, with the network before, behind or around them.</summary>
public sealed class AccountCellTests
{
    private const string Facebook = "facebook https://www.facebook.com/an.nguyen.60";
    private const string Zalo = "zalo https://zalo.me/0905000001";
    private const string TikTok = "tiktok https://www.tiktok.com/@an60";

    [Theory]
    [InlineData("<https://www.facebook.com/an.nguyen.60>", Facebook)]
    [InlineData("[https://www.facebook.com/an.nguyen.60]", Facebook)]
    [InlineData("(https://www.facebook.com/an.nguyen.60)", Facebook)]
    [InlineData("https://vi-vn.facebook.com/an.nguyen.60?mibextid=ZbWKwL", Facebook)]
    [InlineData("https://mbasic.facebook.com/an.nguyen.60/?refid=52", Facebook)]
    [InlineData("Facebook: An Nguyen (facebook.com/an.nguyen.60)", Facebook)]
    [InlineData("Fb an.nguyen.60", Facebook)]
    [InlineData("nick facebook @an.nguyen.60", Facebook)]
    [InlineData("Số zalo: 0905000001", Zalo)]
    [InlineData("SĐT zalo 0905000001", Zalo)]
    [InlineData("0905 000 001 zalo", Zalo)]
    [InlineData("Zalo 1: 0905000001", Zalo)]
    [InlineData("tik tok: an60", TikTok)]
    [InlineData("TikTok @an60", TikTok)]
    [InlineData("Kênh YouTube: @an60", "youtube https://www.youtube.com/@an60")]
    [InlineData("FB an.nguyen.60 - Zalo 0905000001 - TikTok @an60", $"{Facebook}, {Zalo}, {TikTok}")]
    [InlineData("• FB: an.nguyen.60 • Zalo: 0905000001", $"{Facebook}, {Zalo}")]
    [InlineData("+ Facebook: an.nguyen.60\n+ Zalo: 0905000001", $"{Facebook}, {Zalo}")]
    [InlineData("Zalo: 0905000001 - 0905000002", $"{Zalo}, zalo https://zalo.me/0905000002")]
    [InlineData("0905000001/0905000002 (Zalo)", $"{Zalo}, zalo https://zalo.me/0905000002")]
    public void A_network_may_be_named_in_any_way(string typed, string accounts)
    {
        var (read, problems) = Read("Tài khoản mạng xã hội", typed);

        Assert.Equal(accounts, read);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("Facebook", "Zalo: 0905000001", Zalo)]
    [InlineData("Facebook", "0905000001 (zalo)", Zalo)]
    [InlineData("Zalo", "FB: an.nguyen.60", Facebook)]
    [InlineData("Facebook", "Link Facebook: an.nguyen.60", Facebook)]
    [InlineData("Khác", "TikTok: @an60", TikTok)]
    public void The_network_that_a_cell_names_counts_before_that_of_its_column(string column, string typed, string account) =>
        Assert.Equal(account, Read(column, typed).Accounts);

    [Theory]
    [InlineData("Facebook, Zalo: 0905000001", Zalo)]
    [InlineData("FB+Zalo: 0905000001", Zalo)]
    [InlineData("gmail: an.nguyen@gmail.com", "")]
    [InlineData("an.nguyen@gmail.com", "")]
    [InlineData("FB Nguyen An", "")]
    [InlineData("có dùng Facebook", "")]
    public void What_names_no_account_is_said_to_be_left_out(string typed, string accounts)
    {
        var (read, problems) = Read("Tài khoản mạng xã hội", typed);

        Assert.Equal(accounts, read);
        Assert.StartsWith("Không đọc được “", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Zalo: không dùng")]
    [InlineData("FB: không có; Zalo: chưa dùng")]
    [InlineData("Không dùng mạng xã hội")]
    [InlineData("không chơi facebook")]
    [InlineData("k dùng")]
    [InlineData("Già yếu không sử dụng")]
    [InlineData("Không có điện thoại thông minh")]
    [InlineData("–")]
    public void Words_for_no_account_leave_nothing_to_mend(string typed)
    {
        var (read, problems) = Read("Tài khoản mạng xã hội", typed);

        Assert.Equal("", read);
        Assert.Empty(problems);
    }

    private static (string Accounts, IEnumerable<string> Problems) Read(string column, string typed)
    {
        var row = Assert.Single(((AccountList)Open(Of(["Họ và tên", "Chi bộ", column], ["Nguyễn Văn An", "Chi bộ Một", typed]))).Rows());
        return (string.Join(", ", row.Accounts.Select(account => $"{account.PlatformCode} {account.Canonical}")),
            row.Person.Problems.Select(problem => problem.Reason));
    }
}
