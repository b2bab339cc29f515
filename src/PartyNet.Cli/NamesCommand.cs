using System.CommandLine;
using PartyNet.Domain.Text;

namespace PartyNet.Cli;

/// <summary><c>partynet names sort</c>: names in Vietnamese roster order.</summary>
internal static class NamesCommand
{
    public static Command Create(Stdio io)
    {
        var sort = new Command("sort", """
            Sắp xếp họ tên theo thứ tự danh sách: tên, rồi họ, rồi tên đệm; chữ cái a ă â b c d đ e ê …; thanh ngang huyền hỏi ngã sắc nặng.
            Đọc từ đầu vào chuẩn (UTF-8), mỗi dòng một họ tên. Dòng trống được bỏ; chữ được đổi sang Unicode dựng sẵn (NFC), ngoài ra giữ
            nguyên. Kiểu bỏ dấu (hòa, hoà) và chữ hoa, thường không ảnh hưởng; những tên bằng nhau giữ thứ tự ban đầu.
            """);
        sort.SetAction(_ => Sort(io));
        return new Command("names", "Xử lý danh sách họ tên.") { sort };
    }

    private static int Sort(Stdio io)
    {
        var names = io.ReadLines()
            .Where(line => !string.IsNullOrWhiteSpace(line))
            .Select(VietnameseText.Compose)
            .ToList();
        foreach (var name in names.OrderBy(VietnameseText.SortKey, StringComparer.Ordinal))
            io.Out.WriteLine(name);

        if (!names.Any(name => name.Contains('\uFFFD')))
            return ExitCode.Done;
        io.Error.WriteLine("Dữ liệu vào có chỗ không phải UTF-8; những chỗ đó hiện là “\uFFFD”. Hãy lưu tệp bằng mã UTF-8 rồi chạy lại.");
        return ExitCode.FoundSomethingWrong;
    }
}
