using Npgsql;
using PartyNet.IntegrationTests.Cli;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>The verb <c>roles</c>: a plan first, then exactly that, once.</summary>
[Trait("Security", "Z6")]
public sealed class RolesCommandTests(TestDatabase databases)
{
    private const string Units =
        "Mã,Tên,Loại,Mã cấp trên\nCB-1,Chi bộ thôn Thượng,Chi bộ,BX\nCB-2,Chi bộ thôn Hạ,Chi bộ,BX\nBX,Đảng bộ xã Mẫu,Đảng bộ cơ sở,\n";

    private const string Members =
        "Họ và tên,Số CCCD,Ngày sinh,Chi bộ,Trạng thái\nLê Văn An,001060000001,02/03/1960,CB-1,Chính thức\n"
            + "Trần Thị Bình,001060000002,1961,CB-2,Chính thức\nNgô Văn Chi,001060000003,1962,CB-2,Đã chuyển sinh hoạt\n";

    private const string Good =
        "Mã tổ chức,Họ và tên,Số định danh,Vai trò,Đến hết ngày\ncb-1,Lê Văn An,1060000001,Bí thư chi bộ,\n"
            + "CB-1,Trần Thị Bình,001060000002,Phó bí thư,31/12/2026\nBX,Trần Thị Bình,001060000002,Cấp ủy,\n";

    [Fact]
    public async Task A_list_is_shown_then_given_and_the_second_time_changes_nothing()
    {
        await using var installation = await InstallationAsync();
        var file = await FileAsync(installation, "vai-tro.csv", Good);

        var planned = await installation.RunAsync("roles", file);
        Assert.Equal(0L, await AskAsync(installation, "select count(*) from access.grants"));
        var given = await installation.RunAsync("roles", file, "--commit");
        var again = await installation.RunAsync("roles", file, "--unit", "BX", "--commit");

        string[] plan =
        [
            "MỚI\tDòng 2: Lê Văn An – Bí thư, Chi bộ thôn Thượng", "MỚI\tDòng 3: Trần Thị Bình – Phó bí thư, Chi bộ thôn Thượng",
            "MỚI\tDòng 4: Trần Thị Bình – Cấp ủy, Đảng bộ xã Mẫu", "3 dòng = 0 không đổi + 0 sửa + 3 mới + 0 lỗi",
        ];
        Assert.Equal(plan, planned.Lines);
        Assert.Equal(plan, given.Lines);
        Assert.EndsWith("Đã giao 3 vai trò.\n", given.Error, StringComparison.Ordinal);
        Assert.Equal(["3 dòng = 3 không đổi + 0 sửa + 0 mới + 0 lỗi"], again.Lines);
        Assert.Equal((0, 0, 0), (planned.Exit, given.Exit, again.Exit));
        Assert.Equal(3L, await AskAsync(installation, "select count(*) from access.grants"));
        Assert.Equal(
            2L, await AskAsync(installation,
                "select count(*) from access.users u join registry.members m on m.id = u.member_id and u.user_name = lower(m.code)"));
        Assert.Equal(
            "2026-12-31 17:00", await AskAsync(installation,
                "select to_char(valid_to at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from access.grants where role = 5"));
        Assert.Equal(
            2L, await AskAsync(
                installation,
                """
                select count(distinct s.member_id) from audit.process_subjects s join audit.processes p on p.id = s.process_id
                where p.type = 407
                """));
    }

    [Fact]
    public async Task Wrong_rows_are_named_and_nothing_is_given_unless_the_good_ones_alone_are_asked_for()
    {
        await using var installation = await InstallationAsync();
        var file = await FileAsync(
            installation, "vai-tro.csv",
            "Mã tổ chức,Họ và tên,Số định danh,Vai trò,Đến hết ngày\nCB-1,Lê Văn An,001060000001,Bí thư,\n"
            + "CB-9,Lê Văn An,001060000001,Bí thư,\nCB-1,Lê Văn An,001060000009,Bí thư,\nCB-1,Lê Văn Ân,001060000002,Bí thư,\n"
            + "CB-1,Lê Văn An,001060000001,Quản trị,\nBX,Lê Văn An,001060000001,Bí thư,\nCB-1,Trần Thị Bình,001060000002,Phó bí thư,\n"
            + "CB-2,Ngô Văn Chi,001060000003,Bí thư,\nCB-1,Lê Văn An,001060000001,Bí thư,\nCB-2,Trần Thị Bình,,Bí thư,\n");

        var refused = await installation.RunAsync("roles", file, "--commit");

        Assert.Equal(1, refused.Exit);
        Assert.Equal("MỚI\tDòng 2: Lê Văn An – Bí thư, Chi bộ thôn Thượng", refused.Lines[0]);
        var problems = refused.Lines.Where(line => line.StartsWith("LỖI", StringComparison.Ordinal)).ToList();
        string[] reasons =
        [
            "Dòng 3: “CB-9”. Không có tổ chức nào mang mã này", "Dòng 4: Không có đảng viên nào mang số này",
            "Dòng 5: Số này là của một đồng chí khác họ tên", "Dòng 6, cột D (Vai trò): “Quản trị”. Không có vai trò này",
            "Dòng 7: “Bí thư”. Vai trò bí thư chi bộ chỉ giao ở tổ chức là chi bộ", "Dòng 8: Phó bí thư giữ vai trò đến một ngày",
            "Dòng 9: Đồng chí này không còn sinh hoạt", "Dòng 10: “Lê Văn An”. Vai trò này của đồng chí này đã có ở dòng 2",
            "Dòng 11: Dòng này thiếu số định danh",
        ];
        Assert.Equal(reasons.Length, problems.Count);
        Assert.All(reasons.Zip(problems), pair => Assert.StartsWith("LỖI\t" + pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(0L, await AskAsync(installation, "select count(*) from access.grants"));

        var good = await installation.RunAsync("roles", file, "--commit", "--good-rows-only");
        Assert.Equal(1, good.Exit);
        Assert.EndsWith("Đã giao 1 vai trò.\n", good.Error, StringComparison.Ordinal);
        Assert.Equal(1L, await AskAsync(installation, "select count(*) from access.grants"));
    }

    [Fact]
    public async Task A_list_of_something_else_and_a_command_that_says_nothing_are_refused()
    {
        await using var installation = await InstallationAsync();
        var file = await FileAsync(installation, "khac.csv", "Ngày,Nội dung\n1,Họp\n");

        var other = await installation.RunAsync("roles", file);
        Assert.Equal(1, other.Exit);
        Assert.Contains(
            "Danh sách vai trò cần các cột Mã tổ chức, Họ và tên, Số định danh, Vai trò.", other.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await installation.RunAsync("roles")).Exit);
        Assert.Equal(2, (await installation.RunAsync("roles", file, "--khong-co")).Exit);
        Assert.Equal(1, (await installation.RunAsync("roles", file, "--unit", "XX")).Exit);
    }

    private async Task<ToolInstallation> InstallationAsync()
    {
        var installation = new ToolInstallation(await databases.NewDatabaseAsync());
        var tree = await FileAsync(installation, "to-chuc.csv", Units);
        Assert.Equal(0, (await installation.RunAsync("import", tree, "--unit", "BX", "--commit")).Exit);
        var loaded = await installation.RunAsync(
            "import", await FileAsync(installation, "danh-sach.csv", Members), "--unit", "BX", "--commit");
        Assert.True(loaded.Exit == 0, loaded.Output + loaded.Error);
        return installation;
    }

    private static async Task<string> FileAsync(ToolInstallation installation, string name, string text)
    {
        var path = installation.PathOf(name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }

    private static async Task<object?> AskAsync(ToolInstallation installation, string sql)
    {
        await using var superuser = new NpgsqlConnection(installation.Database.AdminConnectionString);
        await superuser.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, superuser);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
