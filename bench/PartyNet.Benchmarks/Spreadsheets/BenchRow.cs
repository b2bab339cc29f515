using PartyNet.Application.Spreadsheets;

namespace PartyNet.Benchmarks.Spreadsheets;

/// <summary>A row of the fourteen-column roster with fictional content of realistic length.</summary>
public sealed record BenchRow(int Number)
{
    private static readonly string[] Surnames = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi"];
    private static readonly string[] GivenNames = ["An", "Bình", "Cường", "Dũng", "Hạnh", "Khuê", "Thủy", "Yến"];

    public string Name { get; } = $"{Surnames[Number % 7]} Thử {GivenNames[Number % 8]}";
    public string BirthDate { get; } = new DateOnly(1940, 1, 1).AddDays(Number * 7 % 20_000).ToString("dd/MM/yyyy", null);
    public string Branch { get; } = $"Chi bộ thôn Mẫu {Number % 400}";
    public string Position { get; } = Number % 9 == 0 ? "Phó Bí thư chi bộ" : "Đảng viên";
    public string Facebook { get; } = $"https://www.facebook.com/nguoi.mau.{Number}";
    public string Zalo { get; } = $"+84900{Number:000000}";
    public string? TikTok { get; } = Number % 5 == 0 ? $"https://www.tiktok.com/@mau.{Number}" : null;
    public string DeclaredOn { get; } = new DateOnly(2026, 3, 1).AddDays(Number % 60).ToString("dd/MM/yyyy", null);

    public static SheetDocument<BenchRow> Document { get; } = new(
        "Danh sách",
        [
            new("STT", 6, null),
            new("Họ và tên", 28, row => row.Name),
            new("Ngày sinh", 12, row => row.BirthDate),
            new("Chi bộ", 28, row => row.Branch),
            new("Chức vụ", 20, row => row.Position),
            new("Facebook", 36, row => row.Facebook),
            new("Zalo", 16, row => row.Zalo),
            new("TikTok", 30, row => row.TikTok),
            new("YouTube", 30, _ => null),
            new("Khác", 30, _ => null),
            new("Số tài khoản", 12, row => row.TikTok is null ? "2" : "3"),
            new("Ngày kê khai", 12, row => row.DeclaredOn),
            new("Tình trạng", 16, _ => "Đã xác nhận"),
            new("Ghi chú", 20, _ => null),
        ],
        ["ĐẢNG BỘ XÃ MẪU", "DANH SÁCH TÀI KHOẢN MẠNG XÃ HỘI"],
        count => [$"Tổng số: {count}", "Người xuất: tài khoản mẫu"],
        "Bản xuất mẫu");

    public static async IAsyncEnumerable<BenchRow> Stream(int count)
    {
        await Task.CompletedTask;
        for (var i = 1; i <= count; i++)
            yield return new BenchRow(i);
    }
}
