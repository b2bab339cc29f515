using System.Text.RegularExpressions;

namespace PartyNet.Cli;

/// <summary>Says in Vietnamese why a file could not be read or written; the runtime's words are English, and quote the file.</summary>
internal static partial class FileTrouble
{
    // errno of Unix; the last sixteen bits of what Windows answers.
    private const int Exists = 17, DiskFull = 28, WindowsFileExists = 80, WindowsAlreadyExists = 183, WindowsDiskFull = 112;

    public static string Explain(Exception e) => (e, Code(e), Quoted().Match(e.Message).Groups["path"].Value) switch
    {
        (FileNotFoundException, _, { Length: > 0 } path) => $"Không thấy tệp {path}.",
        (DirectoryNotFoundException, _, { Length: > 0 } path) => $"Không thấy thư mục của {path}.",
        (UnauthorizedAccessException, _, { Length: > 0 } path) =>
            $"Người dùng “{Environment.UserName}” không được đọc hoặc ghi {path}: kiểm tra quyền, hoặc chạy lệnh bằng người "
                + "dùng giữ nơi cài.",
        (_, Exists or WindowsFileExists or WindowsAlreadyExists, { Length: > 0 } path) =>
            $"Đã có tệp {path}; xóa tệp cũ trước, hoặc nêu tên khác.",
        (_, DiskFull or WindowsDiskFull, _) => "Đĩa đã đầy: dọn bớt rồi chạy lại.",
        _ => $"Không đọc hoặc ghi được: {e.Message}",
    };

    private static int Code(Exception e) => e is IOException ? e.HResult & 0xFFFF : 0;

    [GeneratedRegex("'(?<path>[^']+)'")]
    private static partial Regex Quoted();
}
