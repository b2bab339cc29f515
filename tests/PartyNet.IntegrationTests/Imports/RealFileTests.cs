using PartyNet.IntegrationTests.Cli;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>
/// Lists as programs and people made them, through the command line, from the first list of units on. They lie in <c>Cases</c>; all people
/// in them are fictional.
/// </summary>
public sealed class RealFileTests(TestDatabase databases)
{
    [Fact]
    public async Task One_person_stays_one_member_whatever_the_later_list_has()
    {
        await using var installation = await OpenAsync();

        await installation.RunAsync("import", Case("no-number-1.csv"), "--unit", "HL", "--commit");
        var gained = await installation.RunAsync("import", Case("no-number-2-gets-cccd.csv"), "--unit", "HL", "--commit");
        var twice = await installation.RunAsync("import", Case("same-person-twice.csv"), "--unit", "HL");
        await installation.RunAsync("import", Case("wrong-person-1.csv"), "--unit", "HL", "--commit");
        var wrong = await installation.RunAsync("import", Case("wrong-person-2.csv"), "--unit", "HL", "--commit", "--good-rows-only");

        Assert.Equal(["SỬA\tDòng 2: Hồ Không Số: Số CCCD: (chưa có) → …055", "1 dòng = 0 không đổi + 1 sửa + 0 mới + 0 lỗi"], gained.Lines);
        Assert.StartsWith("LỖI\tDòng 3: “Võ Thị Ba”. Trùng người với dòng 2 trong cùng tệp", twice.Lines[1], StringComparison.Ordinal);
        Assert.Matches(
            "^LỖI\tDòng 2: “Trần Hoàn Khác”. Số ở dòng này là của đồng chí Lê Thị Một, sinh 01/02/1980, Chi bộ Hà 1-1, "
                + "mã PartyNet [0-9A-Z]+, "
                + "nhưng dòng này ghi Trần Hoàn Khác, sinh 09/09/1990\\.", wrong.Lines[0]);
        Assert.Equal("1 dòng = 0 không đổi + 0 sửa + 0 mới + 1 lỗi", wrong.Lines[^1]);
    }

    [Theory]
    [InlineData("year-in-date-cell.xlsx",
        "LƯU Ý\tDòng 2, cột D (Ngày sinh): “1958”. Ô định dạng ngày nhưng chỉ ghi số 1958: hiểu là năm 1958",
        "1 dòng = 0 không đổi + 0 sửa + 1 mới + 0 lỗi")]
    [InlineData("mixed-tcvn3-rows.xlsx",
        "LỖI\tDòng 2, cột A (Họ và tên): “Hoµng Thanh Dòng”. Ô này viết bằng phông chữ cũ TCVN3 (ABC), đọc thành "
        + "“Hoàng Thanh Dũng”.", "60 dòng = 0 không đổi + 0 sửa + 54 mới + 6 lỗi")]
    [InlineData("error-cells.xlsx", "LỖI\tDòng 4, cột F (Chi bộ đang sinh hoạt): “#REF!”. Ô này là lỗi của bảng tính",
        "400 dòng = 0 không đổi + 0 sửa + 393 mới + 7 lỗi")]
    [InlineData("birth-date-in-three-columns.xlsx", "MỚI\tDòng 3: Phạm Văn Tách", "1 dòng = 0 không đổi + 0 sửa + 1 mới + 0 lỗi")]
    [InlineData("excel-97.xls", "LỖI\tDòng 4, cột C (Ngày sinh): “#N/A”.", "3 dòng = 0 không đổi + 0 sửa + 2 mới + 1 lỗi")]
    [InlineData("excel-97.xls", "LƯU Ý\tDòng 3, cột C (Ngày sinh): “1958”.", "3 dòng = 0 không đổi + 0 sửa + 2 mới + 1 lỗi")]
    [InlineData("kind-change-of-branch-with-members.csv", "LỖI\tDòng 4: “Đảng bộ bộ phận”. Tổ chức này đang có đảng viên",
        "131 dòng = 129 không đổi + 1 sửa + 0 mới + 1 lỗi")]
    [InlineData("sheetjs-refused-as-macro.xlsx", "LỖI\tDòng 2: “Chi bộ thôn Một”. Không có chi bộ nào tên",
        "1 dòng = 0 không đổi + 0 sửa + 0 mới + 1 lỗi")]
    public async Task What_a_file_holds_is_read_right_or_told(string file, string line, string sum)
    {
        await using var installation = await OpenAsync();
        await installation.RunAsync("import", Case("wrong-person-1.csv"), "--unit", "HL", "--commit");

        var run = await installation.RunAsync("import", Case(file), "--unit", "HL");

        Assert.True(run.Lines.Count > 0, run.Error);
        Assert.Contains(run.Lines, l => l.StartsWith(line, StringComparison.Ordinal));
        Assert.Equal(sum, run.Lines[^1]);
    }

    [Fact]
    public async Task The_first_list_of_a_commune_names_its_kind_as_people_do()
    {
        await using var installation = new ToolInstallation(await databases.NewDatabaseAsync());

        var run = await installation.RunAsync("import", Case("first-unit-list-unknown-kind.csv"), "--unit", "HL", "--commit");
        var members = await installation.RunAsync("import", Case("sheetjs-refused-as-macro.xlsx"), "--unit", "HL");

        Assert.Equal("3 dòng = 0 không đổi + 0 sửa + 3 mới + 0 lỗi", run.Lines[^1]);
        Assert.Equal(
            [
                "MỚI\tDòng 2: Nguyễn Văn Mẫu: Ngày sinh: 01/02/1980; Chi bộ đang sinh hoạt: Chi bộ thôn Một; "
                    + "Số thẻ đảng viên: •••••••••001; Số CCCD: •••••••••001; Ngày kết nạp: 03/02/2005; Trạng thái: Đang sinh hoạt",
                "1 dòng = 0 không đổi + 0 sửa + 1 mới + 0 lỗi",
            ],
            members.Lines);
    }

    private async Task<ToolInstallation> OpenAsync()
    {
        var installation = new ToolInstallation(await databases.NewDatabaseAsync());
        await installation.RunAsync("import", Case("units.csv"), "--unit", "HL", "--commit");
        return installation;
    }

    private static string Case(string name) => Path.Combine(AppContext.BaseDirectory, "Imports", "Cases", name);
}
