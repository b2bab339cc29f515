using PartyNet.Application.Imports;
using static PartyNet.UnitTests.Imports.Sheets;

namespace PartyNet.UnitTests.Imports;

/// <summary>
/// Thirty lists more as offices keep them. What each row means was written down before the list was read: name, *birth, @branch, what else
/// it says, ~ where something is said of it, ! where it is held up.
/// </summary>
public sealed class KeptListTests
{
    public static TheoryData<object?[][], string> Members => new()
    {
        // Merged downwards over the members of a branch.
        {
            [["STT", "Chi bộ", "Họ và tên", "Năm sinh"], [1, "Khu 14", "Lê Văn An", "1958"], [2, new Lent("Khu 14"), "Lê Văn Ba", "1959"],
                [3, "Khu 15", "Lê Văn Cả", "1960"], [4, new Lent("Khu 15"), "Lê Văn Tư", "1961"]],
            "Lê Văn An *1958 @Khu 14; Lê Văn Ba *1959 @Khu 14; Lê Văn Cả *1960 @Khu 15; Lê Văn Tư *1961 @Khu 15"
        },
        // Two people in one cell.
        {
            [["STT", "Họ và tên", "Năm sinh"], [1, "Lê Văn An\nTrần Thị Bình", "1958\n1960"], [2, "Lê Văn An - Trần Thị Bình", "1958"],
                [3, "Lê Văn An, Trần Thị Bình", "1958"], [4, "Lê Văn An + Trần Thị Bình", "1958"],
                [5, "Lê Văn An / Trần Thị Bình", "1958"]],
            "!; !; !; !; !"
        },
        // Marks for what stands above, in brackets.
        {
            [["STT", "Họ và tên", "Năm sinh", "Chi bộ"], [1, "Lê Văn An", "1958", "Khu 14"], [2, "Lê Văn Ba", "1959", "(nt)"],
                [3, "Lê Văn Cả", "1960", "- \" -"]],
            "Lê Văn An *1958 @Khu 14; Lê Văn Ba *1959 @Khu 14 ~; Lê Văn Cả *1960 @Khu 14 ~"
        },
        // Two telephones.
        {
            [["STT", "Họ và tên", "Năm sinh", "Điện thoại"], [1, "Lê Văn An", "1958", "0912345678 0987654321"],
                [2, "Lê Văn Ba", "1959", "0912.345.679 hoặc 0987.654.321"],
                [3, "Lê Văn Cả", "1960", "0912345670 (riêng), 0987654321 (cơ quan)"],
                [4, "Lê Văn Tư", "1961", "+84 912 345 671"], [5, "Lê Văn Sáu", "1962", "0912 345 672 (vợ)"]],
            "Lê Văn An *1958 t678 ~; Lê Văn Ba *1959 t679 ~; Lê Văn Cả *1960 t670 ~; Lê Văn Tư *1961 t671; !"
        },
        // Remarks that say nothing of the member.
        {
            [["STT", "Họ và tên", "Năm sinh", "Ghi chú"], [1, "Lê Văn An", "1958", "đã khai"], [2, "Lê Văn Ba", "1959", "Bổ sung CCCD"],
                [3, "Lê Văn Cả", "1960", "ĐV 213"], [4, "Lê Văn Tư", "1961", "đã nộp, đang sinh hoạt"], [5, "Lê Văn Sáu", "1962", "x"]],
            "Lê Văn An *1958; Lê Văn Ba *1959; Lê Văn Cả *1960; Lê Văn Tư *1961; Lê Văn Sáu *1962"
        },
        // Remarks that say that somebody is no longer there.
        {
            [["STT", "Họ và tên", "Năm sinh", "Ghi chú"], [1, "Lê Văn An", "1958", "đã mất 2024"],
                [2, "Lê Văn Ba", "1959", "Chuyển đi 2/2026"],
                [3, "Lê Văn Cả", "1960", "Từ trần"], [4, "Lê Văn Tư", "1961", "miễn SH từ 2020"], [5, "Lê Văn Sáu", "1962", "khai trừ"]],
            "Lê Văn An *1958 Deceased ~; Lê Văn Ba *1959 TransferredOut ~; Lê Văn Cả *1960 Deceased ~; Lê Văn Tư *1961 Exempt ~; "
                + "Lê Văn Sáu *1962 Left ~"
        },
        // Remarks against the column of the status.
        {
            [["STT", "Họ và tên", "Năm sinh", "Trạng thái", "Ghi chú"], [1, "Lê Văn An", "1958", "Đang sinh hoạt", "đã mất 2024"],
                [2, "Lê Văn Ba", "1959", "Chính thức", "Chuyển đi 2/2026"], [3, "Lê Văn Cả", "1960", "Từ trần", "Từ trần 3/2025"]],
            "!; Lê Văn Ba *1959 Full TransferredOut ~; Lê Văn Cả *1960 Deceased"
        },
        // Names in capitals with what one is called by.
        {
            [["STT", "Họ và tên", "Năm sinh"], [1, "Đ/C LÊ VĂN AN", "1958"], [2, "ĐC. LÊ VĂN BA", "1959"], [3, "ÔNG: LÊ VĂN CẢ", "1960"],
                [4, "BÀ LÊ THỊ TƯ (NỮ)", "1961"]],
            "Lê Văn An *1958 ~; Lê Văn Ba *1959 ~; Lê Văn Cả *1960 ~; Lê Thị Tư *1961 ~"
        },
        // Sections by Roman numerals, with how many there are.
        {
            [["STT", "Họ và tên", "Năm sinh"], ["I", "CHI BỘ KHU 14", "(02 đ/c)"], [1, "Lê Văn An", "1958"], [2, "Lê Văn Ba", "1959"],
                [null, "Cộng: 02 đ/c"], ["II", "CHI BỘ KHU 15: 01 đồng chí"], [1, "Lê Văn Cả", "1960"], [null, "TỔNG SỐ: 03 ĐỒNG CHÍ"]],
            "Lê Văn An *1958 @CHI BỘ KHU 14; Lê Văn Ba *1959 @CHI BỘ KHU 14; Lê Văn Cả *1960 @CHI BỘ KHU 15"
        },
        // Cards with letters and signs.
        {
            [["STT", "Họ và tên", "Số thẻ đảng"], [1, "Lê Văn An", "Số 12345678"], [2, "Lê Văn Ba", "12.345.679"],
                [3, "Lê Văn Cả", "12345670/ĐV"],
                [4, "Lê Văn Tư", "AĐ-123456"], [5, "Lê Văn Sáu", "'12345671"]],
            "Lê Văn An #12345678 ~; Lê Văn Ba #12345679; Lê Văn Cả #12345670 ~; !; Lê Văn Sáu #12345671"
        },
        // Years with what people say beside them.
        {
            [["STT", "Họ và tên", "Ngày sinh"], [1, "Lê Văn An", "tháng 5 năm 1960"], [2, "Lê Văn Ba", "1960 (tuổi Tý)"],
                [3, "Lê Văn Cả", "Canh Tý 1960"], [4, "Lê Văn Tư", "05/11/1958 (âm lịch)"], [5, "Lê Văn Sáu", "khoảng 1960"],
                [6, "Lê Văn Bảy", "1960?"], [7, "Lê Văn Tám", "…/…/1960"], [8, "Lê Văn Chín", "05/11/1960 (theo CCCD)"],
                [9, "Lê Văn Mười", "1960 hoặc 1961"]],
            "Lê Văn An *1960 ~; Lê Văn Ba *1960 ~; Lê Văn Cả *1960 ~; !; !; !; Lê Văn Tám *1960; Lê Văn Chín *05/11/1960 ~; !"
        },
        // Both days of admission in one column.
        {
            [["STT", "Họ và tên", "Năm sinh", "Ngày vào Đảng"], [1, "Lê Văn An", "1958", "3/2/1985; chính thức 3/2/1986"],
                [2, "Lê Văn Ba", "1959", "3/2/1985 (DB)\n3/2/1986 (CT)"], [3, "Lê Văn Cả", "1960", "3/2/1985"],
                [4, "Lê Văn Tư", "1961", "Kết nạp: 3/2/1985, CT: 3/2/1986"], [5, "Lê Văn Sáu", "1962", "3/2/1986 - 3/2/1985"]],
            "Lê Văn An *1958 j85 o86; Lê Văn Ba *1959 j85 o86; Lê Văn Cả *1960 j85; Lê Văn Tư *1961 j85 o86; !"
        },
        // Who is not yet a full member, in the column of the official day.
        {
            [["STT", "Họ và tên", "Năm sinh", "Ngày vào Đảng", "Ngày chính thức"], [1, "Lê Văn An", "1958", "3/2/1985", "3/2/1986"],
                [2, "Lê Văn Ba", "1999", "3/2/2025", "Dự bị"], [3, "Lê Văn Cả", "1998", "3/2/2025", "chưa chính thức"],
                [4, "Lê Văn Tư", "1997", "3/2/2025", "chưa"], [5, "Lê Văn Sáu", "1996", "3/2/2025 (QĐ số 12)", null]],
            "Lê Văn An *1958 j85 o86; Lê Văn Ba *1999 Probationary j25 ~; Lê Văn Cả *1998 Probationary j25 ~; Lê Văn Tư *1997 j25; "
                + "Lê Văn Sáu *1996 j25 ~"
        },
        // Headings with more in them, over one column each.
        {
            [["TT", "HỌ VÀ TÊN ĐẢNG VIÊN\n(viết chữ in hoa)", "NGÀY, THÁNG,\nNĂM SINH", "SỐ THẺ ĐẢNG\n(số CCCD)",
                "NGÀY VÀO\nĐẢNG", "GHI\nCHÚ"],
                [1, "LÊ VĂN AN", "05/11/1958", "12345678", "03/02/1985", null]],
            "Lê Văn An *05/11/1958 #12345678 j85"
        },
        // Two-lined cells: a name and the post below it.
        {
            [["STT", "Họ và tên", "Năm sinh"], [1, "Lê Văn An\nBí thư", "1958"], [2, "Lê Văn Ba\n(PBT)", "1959"],
                [3, "Lê Văn\nCả", "1960"]],
            "Lê Văn An *1958 ~; Lê Văn Ba *1959 ~; Lê Văn Cả *1960"
        },
        // The number of the row in Roman or with a sign, and rows numbered in advance.
        {
            [["STT", "Họ và tên", "Năm sinh"], ["01", "Lê Văn An", "1958"], ["2.", "Lê Văn Ba", "1959"], ["3/", "Lê Văn Cả", "1960"],
                [4, null, null]],
            "Lê Văn An *1958; Lê Văn Ba *1959; Lê Văn Cả *1960"
        },
        // Days with other signs.
        {
            [["STT", "Họ và tên", "Ngày sinh"], [1, "Lê Văn An", "5 - 11 - 1958"], [2, "Lê Văn Ba", "05,11,1958"],
                [3, "Lê Văn Cả", "05/11.1958"],
                [4, "Lê Văn Tư", "ngày 5/11/1958"], [5, "Lê Văn Sáu", "05/11/l958"], [6, "Lê Văn Bảy", "O5/11/1958"],
                [7, "Lê Văn Tám", "5//11/1958"]],
            "Lê Văn An *05/11/1958; Lê Văn Ba *05/11/1958; !; Lê Văn Tư *05/11/1958; !; !; !"
        },
        // The kind of member under a heading of its own, marked or written.
        {
            [["STT", "Họ và tên", "Năm sinh", "CT/DB"], [1, "Lê Văn An", "1958", "CT"], [2, "Lê Văn Ba", "1999", "DB"]],
            "Lê Văn An *1958 Full; Lê Văn Ba *1999 Probationary"
        },
        // Totals in other words, without a column of numbers.
        {
            [["Họ và tên", "Năm sinh", "Chi bộ"], ["Lê Văn An", "1958", "Khu 14"], ["Tổng Văn Ba", "1959", "Khu 14"],
                ["Tổng: 2", null, null],
                ["Tổng", "2", null], ["TỔNG HỢP CHUNG", "2", null], ["Ấn định danh sách có 2 đồng chí", null, null],
                ["Bằng chữ: Hai đồng chí", null, null]],
            "Lê Văn An *1958 @Khu 14; Tổng Văn Ba *1959 @Khu 14"
        },
        // Months of admission in six digits are no days.
        {
            [["STT", "Họ và tên", "Năm sinh", "Ngày vào Đảng"], [1, "Lê Văn An", "1958", "021985"], [2, "Lê Văn Ba", "1959", "031986"],
                [3, "Lê Văn Cả", "1960", "041987"], [4, "Lê Văn Tư", "1961", "051988"]],
            "!; !; !; !"
        },
        // Days of six digits, of which a year of two is guessed.
        {
            [["STT", "Họ và tên", "Ngày sinh"], [1, "Lê Văn An", "051158"], [2, "Lê Văn Ba", "311260"], [3, "Lê Văn Cả", "3112.60"]],
            "Lê Văn An *05/11/1958 ~; Lê Văn Ba *31/12/1960 ~; !"
        },
        // Remarks in many words.
        {
            [["STT", "Họ và tên", "Năm sinh", "Ghi chú"], [1, "Lê Văn An", "1958", "Mất thẻ đảng"], [2, "Lê Văn Ba", "1959", "mất"],
                [3, "Lê Văn Cả", "1960", "Đã chuyển sinh hoạt về Đảng bộ xã X ngày 1/2/2026"],
                [4, "Lê Văn Tư", "1961", "Chuyển đến từ 5/2025"],
                [5, "Lê Văn Sáu", "1962", "vợ đã mất 2020"], [6, "Lê Văn Bảy", "1963", "Đang làm hồ sơ miễn sinh hoạt"],
                [7, "Lê Văn Tám", "1964", "Xin chuyển đi 2/2026"]],
            "Lê Văn An *1958; !; Lê Văn Cả *1960 TransferredOut ~; Lê Văn Tư *1961; Lê Văn Sáu *1962; Lê Văn Bảy *1963; Lê Văn Tám *1964"
        },
        // A name that somebody else goes by as well.
        {
            [["STT", "Họ và tên", "Năm sinh"], [1, "Lê Văn An (A)", "1958"], [2, "Lê Văn An (B)", "1959"], [3, "Lê Văn An 1", "1960"],
                [4, "Lê Văn An lớn", "1961"]],
            "!; !; !; Lê Văn An lớn *1961 ~"
        },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void Members_are_who_the_list_means(object?[][] rows, string meant) =>
        Assert.Equal(meant, string.Join("; ", MembersOf(rows).Rows().Select(Said)));

    [Fact]
    public void Numbered_groups_are_of_the_branch_that_the_title_names_unless_the_registry_has_branches_of_that_name()
    {
        var rows = MembersOf(
            ["CHI BỘ KHU 14"], ["STT", "Họ và tên", "Năm sinh"], [null, "Tổ 1: 02 đồng chí"], [1, "Lê Văn An", "1958"], [null, "Tổ số 2"],
            [2, "Lê Văn Ba", "1959"], ["II", "Thôn Hai (12 đ/c)"], [3, "Lê Văn Cả", "1960"]).Rows();

        Assert.Equal(
            [("CHI BỘ KHU 14", "Tổ 1"), ("CHI BỘ KHU 14", "Tổ số 2"), (null, "Thôn Hai")],
            rows.Select(row => (row.Branch, row.BranchAbove)));
    }

    public static TheoryData<object?[][], string> Accounts => new()
    {
        // The telephone is that of Zalo.
        {
            [["STT", "Họ và tên", "Chi bộ", "SĐT", "Zalo"], [1, "Lê Văn An", "Khu 14", "0905000001", "như SĐT"],
                [2, "Lê Văn Ba", "Khu 14", "0905000002", "trùng số điện thoại"], [3, "Lê Văn Cả", "Khu 14", "0905000003", "0905000003"],
                [4, "Lê Văn Tư", "Khu 14", null, "như SĐT"], [5, "Lê Văn Sáu", "Khu 14", "0905000005", "cùng số ĐT"]],
            "Lê Văn An 0905000001 ~; Lê Văn Ba 0905000002 ~; Lê Văn Cả 0905000003; !; Lê Văn Sáu 0905000005 ~"
        },
        // Merged downwards, an account in each row.
        {
            [["STT", "Họ và tên", "Chi bộ", "Mạng", "Tài khoản"], [1, "Lê Văn An", "Khu 14", "Zalo", "0905000001"],
                [new Lent("1"), new Lent("Lê Văn An"), new Lent("Khu 14"), "FB", "an.le.60"],
                [2, "Lê Văn Ba", "Khu 14", "Zalo", "0905000002"]],
            "Lê Văn An 0905000001; Lê Văn An https://www.facebook.com/an.le.60; Lê Văn Ba 0905000002"
        },
        // Two people in one cell, and an account of somebody else.
        {
            [["STT", "Họ và tên", "Chi bộ", "Zalo"], [1, "Lê Văn An\nTrần Thị Bình", "Khu 14", "0905000001\n0905000002"],
                [2, "Lê Văn Ba", "Khu 14", "0905000003 (con)"]],
            "!; !"
        },
        // Totals, and a surname like theirs.
        {
            [["STT", "Họ và tên", "Chi bộ", "Zalo"], [1, "CỘNG VĂN AN", "Khu 14", "0905000001"], [null, "CỘNG", null, "1"],
                [null, "Cộng: 1 đ/c", null, "1"]],
            "Cộng Văn An 0905000001"
        },
        // A mark where the number is to stand.
        {
            [["STT", "Họ và tên", "Chi bộ", "SĐT", "Zalo", "Facebook"], [1, "Lê Văn An", "Khu 14", "0905000001", "x", null],
                [2, "Lê Văn Ba", "Khu 14", "0905000002", "có", "an.ba.60"], [3, "Lê Văn Cả", "Khu 14", "0905000003", null, null],
                [4, "Lê Văn Tư", "Khu 14", null, "0905000004 - An Tư", "0"], [5, "Lê Văn Sáu", "Khu 14", null, "Có (0905000005)", null]],
            "Lê Văn An  ~; Lê Văn Ba https://www.facebook.com/an.ba.60 ~; Lê Văn Cả ; !; !"
        },
        // What was asked and not given.
        {
            [["STT", "Họ và tên", "Chi bộ", "Zalo", "Facebook"], [1, "Lê Văn An", "Khu 14", "đã khai", "0"],
                [2, "Lê Văn Ba", "Khu 14", "0905000001", "có nhưng không nhớ"]],
            "!; Lê Văn Ba 0905000001 ~"
        },
    };

    [Theory]
    [MemberData(nameof(Accounts))]
    public void Accounts_are_whose_the_list_says(object?[][] rows, string meant) =>
        Assert.Equal(meant, string.Join("; ", ((AccountList)Open(Of(rows))).Rows().Select(row =>
            row.Person.IsBlocked ? "!"
                : $"{row.Person.FullName} {string.Join(", ", row.Accounts.Select(account => Bare(account.Canonical)))}"
                    + (row.Person.Problems.Any() ? " ~" : ""))));

    public static TheoryData<object?[][], string> Roles => new()
    {
        // Posts beside the role.
        {
            [["Chi bộ", "Họ và tên", "Năm sinh", "Chức vụ"], ["Khu 14", "Lê Văn An", "1958", "Bí thư (kiêm Trưởng thôn)"],
                ["Khu 14", "Lê Văn Ba", "1959", "Phó bí thư - Trưởng ban công tác mặt trận"], ["Khu 14", "Lê Văn Cả", "1960", "Bí thư CB"],
                ["Khu 14", "Lê Văn Tư", "1961", "Bí thư chi bộ, Trưởng khu"], ["Khu 14", "Lê Văn Sáu", "1962", "Bí thư chi bộ (từ 2025)"],
                ["Khu 14", "Lê Văn Bảy", "1963", "Nguyên bí thư"], ["Khu 14", "Lê Văn Tám", "1964", "Bí thư chi đoàn"]],
            "Lê Văn An Secretary @Khu 14 ~; Lê Văn Ba Deputy @Khu 14 ~; Lê Văn Cả Secretary @Khu 14; Lê Văn Tư Secretary @Khu 14 ~; "
                + "Lê Văn Sáu Secretary @Khu 14 ~; !; Lê Văn Tám Secretary @Khu 14 +chi đoàn"
        },
        // One unit over several rows, and two people in one cell.
        {
            [["Chi bộ", "Họ và tên", "Năm sinh", "Chức vụ"], ["Khu 14", "Lê Văn An", "1958", "BT"],
                [new Lent("Khu 14"), "Lê Văn Ba", "1959", "PBT"],
                ["nt", "Lê Văn Cả", "1960", "PBT"], ["Khu 15", "Lê Văn Tư (BT)\nLê Văn Sáu (PBT)", "1961", "BT"]],
            "Lê Văn An Secretary @Khu 14; Lê Văn Ba Deputy @Khu 14; Lê Văn Cả Deputy @Khu 14 ~; !"
        },
        // The role in the cell of the name.
        {
            [["Chi bộ", "Họ và tên", "Năm sinh", "Chức vụ"], ["Khu 14", "BT: Lê Văn An", "1958", "Bí thư"],
                ["Khu 14", "Cộng Văn Ba", "1959", "PBT"],
                ["Khu 14", "Cộng", null, null]],
            "Lê Văn An Secretary @Khu 14 ~; Cộng Văn Ba Deputy @Khu 14"
        },
    };

    [Theory]
    [MemberData(nameof(Roles))]
    public void Roles_are_whose_the_list_says(object?[][] rows, string meant) =>
        Assert.Equal(meant, string.Join("; ", ((RoleSheet)ImportList.Open(
            Of(rows), new ListOptions(Today, Kind: ImportKind.Roles)).Value).Rows().Select(row =>
            row.Person.IsBlocked ? "!"
                : $"{row.Person.FullName} {row.Role} @{row.Unit}" + (row.RoleUnit.Length > 0 ? $" +{row.RoleUnit}" : "")
                    + (row.Person.Problems.Any() ? " ~" : ""))));

    private static string Bare(string address) => address.Replace("https://zalo.me/", "", StringComparison.Ordinal);

    private static string Said(MemberRow row) => row.IsBlocked ? "!" : string.Join(' ', new[]
    {
        row.FullName, row.Birth.InWords is { Length: > 0 } born ? $"*{born}" : null,
        (row.BranchAbove ?? row.Branch) is { } branch ? $"@{branch}" : null, row.CardNumber is { } card ? $"#{card.Value}" : null,
        row.Phone is { } phone ? $"t{phone.E164[^3..]}" : null, row.Kind?.ToString(), row.Activity?.ToString(),
        row.JoinedOn is { } joined ? $"j{joined:yy}" : null, row.OfficialOn is { } official ? $"o{official:yy}" : null,
        row.Problems.Any() ? "~" : null,
    }.OfType<string>());
}
