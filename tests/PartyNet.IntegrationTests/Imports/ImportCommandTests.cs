using PartyNet.IntegrationTests.Cli;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>The verb <c>import</c> on an installation that is still empty.</summary>
public sealed class ImportCommandTests(TestDatabase databases)
{
    private const string Units = "Mã,Tên,Loại,Mã cấp trên\nCB-1,Chi bộ thôn Thượng,Chi bộ,BX\nBX,Đảng bộ xã Mẫu,Đảng bộ cơ sở,\n";
    private const string Members =
        "Họ và tên,Số CCCD,Ngày sinh,Chi bộ\nLê Văn An,001060000001,02/03/1960,CB-1\nTrần Thị Bình,001060000002,1961,CB-9\n";

    [Fact]
    public async Task The_first_list_makes_the_tree_the_next_one_its_members_and_each_says_what_it_would_do_before()
    {
        await using var installation = new ToolInstallation(await databases.NewDatabaseAsync());
        var (units, members) = (await FileAsync(installation, "to-chuc.csv", Units),
            await FileAsync(installation, "danh-sach.csv", Members));

        var tooEarly = await installation.RunAsync("import", members, "--unit", "BX");
        var planned = await installation.RunAsync("import", units, "--unit", "BX");
        var made = await installation.RunAsync("import", units, "--unit", "BX", "--commit");
        var refused = await installation.RunAsync("import", members, "--unit", "BX", "--commit");
        var loaded = await installation.RunAsync("import", members, "--unit", "BX", "--commit", "--good-rows-only");
        var again = await installation.RunAsync("import", units, "--unit", "BX");

        Assert.Equal((1, "Không có tổ chức nào mang mã BX. Nhập danh sách tổ chức trước.\n"),
            (tooEarly.Exit, tooEarly.Error.Split("phẩy.\n")[^1]));
        Assert.Equal((0, "2 dòng = 0 không đổi + 0 sửa + 2 mới + 0 lỗi"), (planned.Exit, planned.Lines[^1]));
        Assert.Equal((0, "2 dòng = 0 không đổi + 0 sửa + 2 mới + 0 lỗi"), (made.Exit, made.Lines[^1]));
        Assert.Equal(
            ["MỚI\tDòng 2: Lê Văn An: Ngày sinh: 02/03/1960; Chi bộ đang sinh hoạt: Chi bộ thôn Thượng; Số CCCD: •••••••••001",
                "LỖI\tDòng 3: “CB-9”. Không có chi bộ nào mang mã “CB-9” trong tổ chức đang nhập. Kiểm tra mã, hoặc ghi tên chi bộ.",
                "2 dòng = 0 không đổi + 0 sửa + 1 mới + 1 lỗi"],
            refused.Lines);
        Assert.Equal((1, 1), (refused.Exit, loaded.Exit));
        Assert.EndsWith("Đã nhập: thêm 1, sửa 0.\n", loaded.Error, StringComparison.Ordinal);
        Assert.Equal((0, "2 dòng = 2 không đổi + 0 sửa + 0 mới + 0 lỗi"), (again.Exit, again.Lines[^1]));
    }

    [Fact]
    public async Task A_list_of_names_and_accounts_asks_members_and_one_with_their_numbers_does_so_only_where_that_is_said()
    {
        await using var installation = new ToolInstallation(await databases.NewDatabaseAsync());
        await installation.RunAsync("import", await FileAsync(installation, "to-chuc.csv", Units), "--unit", "BX", "--commit");
        await installation.RunAsync(
            "import", await FileAsync(installation, "danh-sach.csv", Members), "--unit", "BX", "--commit", "--good-rows-only");
        var names = await FileAsync(
            installation, "zalo.csv",
            "Họ tên,Chi bộ,Zalo,Link FB\nLê Văn An,CB-1,905000001,fb.com/an.le.14\nNgô Văn Chi,CB-1,0905000002,\n");
        var numbered = await FileAsync(
            installation, "cccd.csv",
            "Họ và tên,Số CCCD,Ngày sinh,Chi bộ,Facebook\nLê Văn An,001060000001,02/03/1960,CB-1,fb.com/an.le.15\n");

        var planned = await installation.RunAsync("import", names, "--unit", "BX");
        var asked = await installation.RunAsync("import", names, "--unit", "BX", "--commit", "--good-rows-only");
        var ofMembers = await installation.RunAsync("import", numbered, "--unit", "BX");
        var ofAccounts = await installation.RunAsync("import", numbered, "--unit", "BX", "--kind", "accounts", "--commit");

        Assert.Equal(
            [
                "MỚI\tDòng 2: Lê Văn An: Zalo: (chưa có) → 090• ••• 001; Facebook: (chưa có) → an••••14",
                "LỖI\tDòng 3: “Ngô Văn Chi”. Chi bộ thôn Thượng không có đồng chí nào tên này. Kiểm tra họ tên, chi bộ.",
                "2 dòng = 0 không đổi + 0 sửa + 1 mới + 1 lỗi",
            ],
            planned.Lines);
        Assert.EndsWith("Đã đưa ra hỏi 1 đồng chí.\n", asked.Error, StringComparison.Ordinal);
        Assert.Equal("1 dòng = 1 không đổi + 0 sửa + 0 mới + 0 lỗi", ofMembers.Lines[^1]);
        Assert.Contains("chọn loại danh sách “Tài khoản đã thu thập”", ofMembers.Error, StringComparison.Ordinal);
        Assert.Equal((0, "MỚI\tDòng 2: Lê Văn An: Facebook: (chưa có) → an••••15"), (ofAccounts.Exit, ofAccounts.Lines[0]));
        Assert.Equal(
            ["facebook", "facebook", "zalo"],
            await installation.Database.AskAsync(
                "select platform_code from registry.proposed_accounts order by 1", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_list_without_the_row_of_its_own_top_makes_nothing()
    {
        await using var installation = new ToolInstallation(await databases.NewDatabaseAsync());
        var file = await FileAsync(installation, "to-chuc.csv", "Mã,Tên,Loại,Mã cấp trên\nCB-1,Chi bộ thôn Thượng,Chi bộ,BX\n");

        var run = await installation.RunAsync("import", file, "--unit", "BX", "--commit");

        Assert.Equal(1, run.Exit);
        Assert.Contains("Không có tổ chức nào mang mã BX, và tệp không có dòng của tổ chức đó để tạo mới.", run.Error,
            StringComparison.Ordinal);
    }

    private static async Task<string> FileAsync(ToolInstallation installation, string name, string text)
    {
        var path = installation.PathOf(name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }
}
