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
        "Họ và tên,Số CCCD,Ngày sinh,Chi bộ,Trạng thái,Số điện thoại\nLê Văn An,001060000001,02/03/1960,CB-1,Chính thức,\n"
            + "Trần Thị Bình,001060000002,1961,CB-2,Chính thức,0912000002\n"
            + "Ngô Văn Chi,001060000003,1962,CB-2,Đã chuyển sinh hoạt,\n";

    private const string Unclear = "Có đồng chí cùng họ tên mà chưa đủ để biết có phải người giữ vai trò này: ";

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
            "MỚI\tDòng 2: Lê Văn An – Bí thư, Chi bộ thôn Thượng",
            "LƯU Ý\tDòng 2, cột C (Số định danh): “1060000001”. Đã bù chữ số 0 mà bảng tính làm mất: 001060000001.",
            "MỚI\tDòng 3: Trần Thị Bình – Phó bí thư, Chi bộ thôn Thượng",
            "MỚI\tDòng 4: Trần Thị Bình – Cấp ủy, Đảng bộ xã Mẫu", "3 dòng = 0 không đổi + 0 sửa + 3 mới + 0 lỗi",
        ];
        Assert.Equal(plan, planned.Lines);
        Assert.Equal(plan, given.Lines);
        Assert.EndsWith("Đã giao 3 vai trò.\n", given.Error, StringComparison.Ordinal);
        Assert.Equal([plan[1], "3 dòng = 3 không đổi + 0 sửa + 0 mới + 0 lỗi"], again.Lines);
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
        ];
        Assert.Equal(reasons.Length, problems.Count);
        Assert.All(reasons.Zip(problems), pair => Assert.StartsWith("LỖI\t" + pair.First, pair.Second, StringComparison.Ordinal));
        Assert.StartsWith(
            $"CẦN QUYẾT ĐỊNH\tDòng 11: “Trần Thị Bình”. {Unclear}Trần Thị Bình, sinh 1961, Chi bộ thôn Hạ, mã PartyNet ",
            refused.Lines[^2], StringComparison.Ordinal);
        Assert.Equal(0L, await AskAsync(installation, "select count(*) from access.grants"));

        var good = await installation.RunAsync("roles", file, "--commit", "--good-rows-only");
        Assert.Equal(1, good.Exit);
        Assert.EndsWith("Đã giao 1 vai trò.\n", good.Error, StringComparison.Ordinal);
        Assert.Equal(1L, await AskAsync(installation, "select count(*) from access.grants"));
    }

    [Fact]
    public async Task Units_are_found_by_what_offices_call_them_and_people_by_name_and_birth_or_phone()
    {
        await using var installation = await InstallationAsync();
        var file = await FileAsync(
            installation, "cap-uy.csv",
            "TT,Chi bộ,Họ và tên,Năm sinh,SĐT,Chức vụ,Đến ngày\n1,CHI BỘ THÔN THƯỢNG,Đ/c Lê Văn An,1960,,Bí thư Chi bộ,\n"
            + "2,thôn Hạ,TRẦN THỊ BÌNH,1961,,PBT,31/12/2026\n3,Đảng uỷ xã Mẫu,Lê Văn An,02/03/1960,,Đảng ủy viên,\n"
            + "4,CB thôn Thượng,Trần Thị Bình,,+84 912.000.002,Phó Bí thư,31/12/2026\n"
            + "5,,Trần Thị Bình,1961,,Bí thư Chi bộ thôn Hạ kiêm Trưởng thôn,\n"
            + "6,Đảng bộ xã Mẫu,Trần Thị Bình,,0912000002,Bí thư Đảng ủy,\n");

        var given = await installation.RunAsync("roles", file, "--commit");

        Assert.Equal(
            [
                "MỚI\tDòng 2: Lê Văn An – Bí thư, Chi bộ thôn Thượng", "MỚI\tDòng 3: Trần Thị Bình – Phó bí thư, Chi bộ thôn Hạ",
                "MỚI\tDòng 4: Lê Văn An – Cấp ủy, Đảng bộ xã Mẫu", "MỚI\tDòng 5: Trần Thị Bình – Phó bí thư, Chi bộ thôn Thượng",
                "MỚI\tDòng 6: Trần Thị Bình – Bí thư, Chi bộ thôn Hạ", "MỚI\tDòng 7: Trần Thị Bình – Cấp ủy, Đảng bộ xã Mẫu",
                "6 dòng = 0 không đổi + 0 sửa + 6 mới + 0 lỗi",
            ],
            given.Lines.Where(line => !line.StartsWith("LƯU Ý", StringComparison.Ordinal)));
        Assert.Equal(
            [
                "Dòng 2, cột C (Họ và tên): “Đ/c Lê Văn An”. Đã bỏ “Đ/c” khỏi họ và tên.",
                "Dòng 6, cột F (Vai trò): “Bí thư Chi bộ thôn Hạ kiêm Trưởng thôn”. "
                    + "Chỉ giao vai trò “Bí thư”; bỏ “Trưởng thôn” trong ô này.",
                "Dòng 7, cột F (Vai trò): “Bí thư Đảng ủy”. Hiểu là vai trò “Cấp ủy”: vai trò bí thư chỉ có ở chi bộ.",
            ],
            given.Lines.Where(line => line.StartsWith("LƯU Ý", StringComparison.Ordinal)).Select(line => line["LƯU Ý\t".Length..]));
        Assert.Equal(6L, await AskAsync(installation, "select count(*) from access.grants"));
    }

    [Fact]
    public async Task Of_two_units_or_people_of_one_name_and_of_none_the_row_says_which_there_are_and_nothing_is_guessed()
    {
        await using var installation = await InstallationAsync();
        Assert.Equal(0, (await installation.RunAsync(
            "import", await FileAsync(installation, "them.csv", Units + "DB-2,Đảng bộ thôn Xuân,Đảng bộ cơ sở,BX\n"
                + "CB-3,Chi bộ thôn Xuân,Chi bộ,BX\nCB-4,Chi bộ thôn Thượng,Chi bộ,DB-2\n"), "--unit", "BX", "--commit")).Exit);
        var more = await installation.RunAsync(
            "import", await FileAsync(
                installation, "nguoi.csv", "Họ và tên,Số CCCD,Ngày sinh,Chi bộ\nPhạm Thị Lan,001070000007,07/07/1970,CB-3\n"
                    + "Phạm Thị Lan,001071000008,08/08/1971,CB-4\n"), "--unit", "BX", "--commit");
        Assert.True(more.Exit == 0, more.Output);
        var file = await FileAsync(
            installation, "cap-uy.csv",
            "Tổ chức,Họ và tên,Ngày sinh,Chức vụ\nChi bộ thôn Thượng,Phạm Thị Lan,07/07/1970,Bí thư\nthôn Xuân,Phạm Thị Lan,1970,Bí thư\n"
            + "thôn Đông,Phạm Thị Lan,1970,Bí thư\nCB-9,Phạm Thị Lan,1970,Bí thư\nCB-3,Phạm Thị Lan,,Bí thư\n"
            + "CB-3,Phạm Thị Lân,07/07/1970,Bí thư\nCB-3,Phạm Văn Lam,1970,Bí thư\nCB-3,Phạm Thị Lan,1970,\"Bí thư, Đảng ủy viên\"\n"
            + "CB-3,Phạm Thị Lan,1970,Bí thư Đoàn xã\nCB-3,Phạm Thị Lan,1970,Trưởng thôn\nBX,Phạm Thị Lan,1970,Bí thư\n");

        var shown = await installation.RunAsync("roles", file);

        string[] starts =
        [
            "LỖI\tDòng 2: “Chi bộ thôn Thượng”. Có 2 tổ chức cùng tên này: "
                + "Chi bộ thôn Thượng, Đảng bộ xã Mẫu (mã CB-1); Chi bộ thôn Thượng, Đảng bộ thôn Xuân (mã CB-4). Ghi mã tổ chức",
            "MỚI\tDòng 3: Phạm Thị Lan – Bí thư, Chi bộ thôn Xuân", "LỖI\tDòng 4: “thôn Đông”. Không có tổ chức nào tên này",
            "LỖI\tDòng 5: “CB-9”. Không có tổ chức nào mang mã này",
            $"CẦN QUYẾT ĐỊNH\tDòng 6: “Phạm Thị Lan”. {Unclear}Phạm Thị Lan, ",
            $"CẦN QUYẾT ĐỊNH\tDòng 7: “Phạm Thị Lân”. {Unclear}Phạm Thị Lan, sinh 07/07/1970, Chi bộ thôn Xuân, mã PartyNet ",
            "LỖI\tDòng 8: Không có đảng viên nào cùng họ tên, ngày sinh",
            "LỖI\tDòng 9, cột D (Vai trò): “Bí thư, Đảng ủy viên”. Ô này ghi nhiều vai trò.",
            "LỖI\tDòng 10: “Đoàn xã”. Chữ đứng sau vai trò không phải tên Chi bộ thôn Xuân.",
            "LỖI\tDòng 11, cột D (Vai trò): “Trưởng thôn”. Không có vai trò này.",
            "LỖI\tDòng 12: “Bí thư”. Vai trò bí thư chi bộ chỉ giao ở tổ chức là chi bộ. Bí thư, phó bí thư đảng ủy thì ghi “Cấp ủy”.",
            "11 dòng = 0 không đổi + 0 sửa + 1 mới + 2 cần quyết định + 8 lỗi",
        ];
        Assert.True(starts.Length == shown.Lines.Count, shown.Output);
        Assert.All(starts.Zip(shown.Lines), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(1, shown.Exit);
    }

    [Fact]
    public async Task A_list_without_units_is_of_its_title_or_of_the_unit_that_it_is_loaded_at()
    {
        await using var installation = await InstallationAsync();
        const string header = "TT,Họ và tên,Năm sinh,Chức vụ,Đến ngày\n";
        var titled = await FileAsync(
            installation, "mot.csv",
            $"CHI BỘ THÔN HẠ,,,,\n{header}1,Trần Thị Bình,1961,Bí thư,\n2,Lê Văn An,1960,Bí thư thôn Thượng,\n");
        var plain = await FileAsync(installation, "hai.csv", $"{header}1,Trần Thị Bình,1961,Bí thư,\n");
        var unknown = await FileAsync(installation, "ba.csv", $"CHI BỘ THÔN XA,,,,\n{header}1,Trần Thị Bình,1961,Bí thư,\n");

        var ofTitle = await installation.RunAsync("roles", titled);
        var ofBranch = await installation.RunAsync("roles", plain, "--unit", "CB-2");
        var ofCommittee = await installation.RunAsync("roles", plain, "--unit", "BX");
        var ofNobody = await installation.RunAsync("roles", unknown, "--unit", "CB-2");

        Assert.Contains("MỚI\tDòng 3: Trần Thị Bình – Bí thư, Chi bộ thôn Hạ", ofTitle.Lines);
        Assert.Contains(ofTitle.Lines, line => line.Contains("không phải tên Chi bộ thôn Hạ", StringComparison.Ordinal));
        Assert.Contains("MỚI\tDòng 2: Trần Thị Bình – Bí thư, Chi bộ thôn Hạ", ofBranch.Lines);
        Assert.Contains("LƯU Ý\tDòng 2: Dòng này không ghi tổ chức: hiểu là Chi bộ thôn Hạ.", ofBranch.Lines);
        Assert.Contains(ofCommittee.Lines, line => line.StartsWith("LỖI\tDòng 2: “Bí thư”. Vai trò bí thư", StringComparison.Ordinal));
        Assert.Contains(ofNobody.Lines, line => line.Contains("Không có tổ chức nào tên này", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_of_something_else_and_a_command_that_says_nothing_are_refused()
    {
        await using var installation = await InstallationAsync();
        var file = await FileAsync(installation, "khac.csv", "Ngày,Nội dung\n1,Họp\n");

        var other = await installation.RunAsync("roles", file);
        Assert.Equal(1, other.Exit);
        Assert.Contains(
            "Danh sách vai trò cần các cột Tổ chức (danh sách của một chi bộ thì không cần), Họ và tên, Vai trò, và một trong", other.Error,
            StringComparison.Ordinal);
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
