using PartyNet.Application.Imports;
using PartyNet.Domain.Access;

namespace PartyNet.UnitTests.Imports;

/// <summary>Lists of roles as offices write them.</summary>
public sealed class RoleSheetTests
{
    [Theory]
    [InlineData("Bí thư", Role.Secretary)]
    [InlineData("BÍ THƯ CHI BỘ", Role.Secretary)]
    [InlineData("Bí thư Chi uỷ", Role.Secretary)]
    [InlineData("BT", Role.Secretary)]
    [InlineData("BTCB", Role.Secretary)]
    [InlineData("Phó Bí thư", Role.Deputy)]
    [InlineData("Phó BT chi bộ", Role.Deputy)]
    [InlineData("P. Bí thư", Role.Deputy)]
    [InlineData("P.BT", Role.Deputy)]
    [InlineData("PBT", Role.Deputy)]
    [InlineData("Cấp uỷ viên", Role.Committee)]
    [InlineData("Đảng ủy viên", Role.Committee)]
    [InlineData("Bí thư Đảng ủy", Role.Committee)]
    [InlineData("Phó bí thư thường trực Đảng ủy", Role.Committee)]
    [InlineData("UV BCH Đảng bộ", Role.Committee)]
    [InlineData("Ủy viên Ban Thường vụ", Role.Committee)]
    [InlineData("Ban", Role.Board)]
    [InlineData("1. Bí thư", Role.Secretary)]
    [InlineData("2) Phó Bí thư", Role.Deputy)]
    [InlineData("- Cấp uỷ viên", Role.Committee)]
    public void A_role_is_known_by_what_offices_write(string text, Role role)
    {
        var read = Read(text);

        Assert.Equal((role, ""), (read.Role, read.RoleUnit));
        Assert.DoesNotContain(read.Person.Problems, problem => problem.Blocks);
    }

    [Theory]
    [InlineData("Bí thư Chi bộ thôn Hai", Role.Secretary, "Chi bộ thôn Hai", "")]
    [InlineData("PBT thôn Hai", Role.Deputy, "thôn Hai", "")]
    [InlineData("Bí thư Đảng ủy xã Suối Mơ", Role.Committee, "Đảng ủy xã Suối Mơ", "")]
    [InlineData("Bí thư kiêm Trưởng thôn", Role.Secretary, "", "Trưởng thôn")]
    [InlineData("Trưởng khu - Bí thư chi bộ", Role.Secretary, "", "Trưởng khu")]
    [InlineData("Bí thư Đoàn xã", Role.Secretary, "Đoàn xã", "")]
    [InlineData("1. Bí thư thôn Hai; 2. Trưởng thôn", Role.Secretary, "thôn Hai", "Trưởng thôn")]
    public void What_stands_behind_and_beside_a_role_is_told_apart(string text, Role role, string unit, string besides)
    {
        var read = Read(text);

        Assert.Equal((role, unit), (read.Role, read.RoleUnit));
        Assert.Equal(
            besides.Length > 0 ? [$"Chỉ giao vai trò “Bí thư”; bỏ “{besides}” trong ô này."] : [],
            read.Person.Problems.Where(problem => problem.Reason.StartsWith("Chỉ giao", StringComparison.Ordinal)).Select(p => p.Reason));
    }

    [Theory]
    [InlineData("Đảng ủy viên, Bí thư chi bộ", "Ô này ghi nhiều vai trò.")]
    [InlineData("Bí thư và Phó bí thư", "Ô này ghi nhiều vai trò.")]
    [InlineData("Nguyên Bí thư", "Không có vai trò này.")]
    [InlineData("Ban Chấp hành", "Không có vai trò này.")]
    [InlineData("Chi ủy viên", "Không có vai trò này.")]
    [InlineData("Trưởng thôn", "Không có vai trò này.")]
    [InlineData(null, "Không có vai trò này.")]
    public void Several_roles_and_other_posts_are_a_problem(string? text, string reason)
    {
        var read = Read(text);

        Assert.Null(read.Role);
        Assert.StartsWith(reason, Assert.Single(read.Person.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_may_have_its_code_beside_its_name_be_merged_over_several_people_and_a_signature_is_no_role()
    {
        var list = Open(
            ["DANH SÁCH CẤP ỦY"], ["TT", "Tên chi bộ", "Mã chi bộ", "Họ và tên đệm", "Tên", "Ngày sinh", "SĐT", "Số thẻ", "Chức vụ"],
            [1, "Chi bộ Khu 14", "CB-14", "Lê Văn", "An", "02/03/1960", "0912 000 001", "12345678", "Bí thư"],
            [2, new Sheets.Lent("Chi bộ Khu 14"), new Sheets.Lent("CB-14"), "Trần Thị", "Bình", "1961", null, null, "PBT"],
            [3, "Chi bộ Khu 15", null, "Phạm Văn", "Tư", "1962", null, null, "Bí thư"],
            [null, null, null, "NGƯỜI LẬP", null, null, null, null, "T/M ĐẢNG ỦY"]);

        var rows = list.Rows().ToList();

        Assert.Equal(["CB-14", "CB-14", "Chi bộ Khu 15"], rows.Select(row => row.Unit));
        Assert.Equal(["Lê Văn An", "Trần Thị Bình", "Phạm Văn Tư"], rows.Select(row => row.Person.FullName));
        Assert.Equal([1960, 1961, 1962], rows.Select(row => row.Person.BirthYear));
        Assert.Equal(["+84912000001", null, null], rows.Select(row => row.Person.Phone?.E164));
        Assert.Equal(["12345678", null, null], rows.Select(row => row.Person.CardNumber?.Value));
        Assert.Equal(["NGƯỜI LẬP | T/M ĐẢNG ỦY"], list.Skipped.Select(row => row.Text));
    }

    [Fact]
    public void Without_a_column_of_units_a_title_the_sheet_or_the_unit_that_is_loaded_is_meant()
    {
        object?[][] rows =
        [
            ["TT", "Họ và tên", "Năm sinh", "Chức vụ"], [1, "Lê Văn An", "1960", "Bí thư"], [2, "Trần Thị Bình", "1961", "PBT"],
            [3, "Lê Văn Tư", "1962", "Bí thư Chi bộ thôn Ba"],
        ];

        var titled = Open([["CHI BỘ KHU 14"], ["DANH SÁCH CẤP ỦY"], .. rows]);
        var plain = Open(rows);
        var parted = Open([rows[0], ["I", "Chi bộ Khu 14"], rows[1], ["II. ĐẢNG BỘ XÃ MẪU"], [2, "Trần Thị Bình", "1961", "Đảng ủy viên"]]);

        Assert.Equal(["CHI BỘ KHU 14", "CHI BỘ KHU 14", "CHI BỘ KHU 14"], titled.Rows().Select(row => row.Unit));
        Assert.Equal(["", "", "Chi bộ thôn Ba"], titled.Rows().Select(row => row.RoleUnit));
        Assert.All(plain.Rows(), row => Assert.Equal((null, "Danh sách"), (row.Unit, row.UnitAbove)));
        Assert.Equal(["Chi bộ Khu 14", "ĐẢNG BỘ XÃ MẪU"], parted.Rows().Select(row => row.Unit));
        Assert.All(
            new[] { titled, plain, parted },
            list => Assert.StartsWith("Tệp không có cột tổ chức: ", Assert.Single(list.Notes), StringComparison.Ordinal));
        Assert.DoesNotContain(plain.Rows(), row => row.Person.IsBlocked);
    }

    private static RoleRow Read(string? role) => Assert.Single(Open(
        ["Chi bộ", "Họ và tên", "Năm sinh", "Chức vụ"], ["Chi bộ thôn Hai", "Lê Văn An", "1960", role]).Rows());

    private static RoleSheet Open(params object?[][] rows)
    {
        var list = ImportList.Open(Sheets.Of(rows), new ListOptions(Sheets.Today, Kind: ImportKind.Roles));
        Assert.False(list.IsError, list.IsError ? list.FirstError.Description : "");
        return (RoleSheet)list.Value;
    }
}
