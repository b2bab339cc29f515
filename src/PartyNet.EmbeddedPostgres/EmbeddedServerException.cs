namespace PartyNet.EmbeddedPostgres;

/// <summary>
/// The embedded server cannot be had, for a reason that the person at the console can do something about.
/// The message is the whole answer (Vietnamese, what is wrong and what to do): hosts print it without a stack trace.
/// </summary>
public sealed class EmbeddedServerException : Exception
{
    private const string OwnServer =
        "khai báo chuỗi kết nối ConnectionStrings__PartyNet và ConnectionStrings__PartyNetOwner đến một máy chủ PostgreSQL có sẵn";

    private EmbeddedServerException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal static EmbeddedServerException BinariesMissing(string where) => new(
        $"Không tìm thấy PostgreSQL kèm theo ({where}): hãy cài Node.js 20 trở lên rồi chạy lại “dotnet build”, hoặc {OwnServer}.");

    internal static EmbeddedServerException PlatformUnsupported(string platform) => new(
        $"Không có PostgreSQL kèm theo cho loại máy {platform}: hãy {OwnServer}.");

    internal static EmbeddedServerException CannotRun(string program, string reason) => new(
        $"Chương trình {program} không chạy được trên máy này ({reason}): hãy xóa thư mục node_modules chứa nó rồi chạy lại “dotnet "
            + $"build”, hoặc {OwnServer}.");

    internal static EmbeddedServerException NotWritable(string directory, Exception inner) => new(
        $"Không đọc hoặc ghi được trong thư mục dữ liệu {directory} ({inner.Message}): hãy kiểm tra quyền và chỗ trống trên đĩa, "
            + $"hoặc đặt biến PARTYNET_DATA đến một thư mục khác.",
        inner);

    internal static EmbeddedServerException NoFolderForServer(string directory, string account) => new(
        $"Người dùng {account}, dưới tên đó PostgreSQL chạy khi chương trình được khởi động bằng root, không vào được thư mục "
            + $"{directory} và cũng không có thư mục thay thế: hãy đặt biến PARTYNET_DATA đến một thư mục mà người dùng đó vào "
                + $"được, hoặc chạy chương trình bằng một người dùng thường.");

    internal static EmbeddedServerException DataDamaged(string directory, string what) => new(
        $"Thư mục dữ liệu {directory} không còn nguyên vẹn ({what}): hãy khôi phục nó từ bản sao lưu, hoặc chuyển nó đi nơi khác để "
            + $"chương trình tạo dữ liệu mới.");

    internal static EmbeddedServerException OtherVersion(string directory, string found, int expected) => new(
        $"Thư mục dữ liệu {directory} do PostgreSQL {found} tạo ra, còn bản kèm theo là PostgreSQL {expected}: hãy dùng lại phiên "
            + $"bản PartyNet cũ để lấy dữ liệu ra, hoặc chuyển thư mục đi nơi khác để chương trình tạo dữ liệu mới.");

    internal static EmbeddedServerException InitFailed(string directory, string lastWords) => OfFullDisk(directory, lastWords) ?? new(
        $"Không tạo được dữ liệu mới trong thư mục {directory} ({lastWords}): hãy kiểm tra quyền và chỗ trống trên đĩa rồi chạy lại.");

    internal static EmbeddedServerException ServerRefused(string directory, string lastWords, string logFile) =>
        OfFullDisk(directory, lastWords) ?? new(
        $"PostgreSQL không khởi động được với thư mục dữ liệu {directory} ({lastWords}): hãy xem tệp {logFile}; nếu dữ liệu đã hỏng "
            + $"thì khôi phục từ bản sao lưu hoặc chuyển thư mục đi nơi khác để chương trình tạo dữ liệu mới.");

    /// <summary>What the system says of it, since PostgreSQL speaks English here. Nobody shall move good data away.</summary>
    private static EmbeddedServerException? OfFullDisk(string directory, string lastWords) =>
        lastWords.Contains("No space left on device", StringComparison.Ordinal)
            ? new($"Đĩa đầy, PostgreSQL không chạy được với thư mục dữ liệu {directory}: hãy dọn chỗ trên đĩa rồi chạy lại. Dữ liệu còn "
                + "nguyên, đừng xóa hay chuyển thư mục đó.")
            : null;

    internal static EmbeddedServerException LeftoverWillNotStop(int processId, string directory) => new(
        $"Máy chủ PostgreSQL còn lại từ lần chạy trước (tiến trình {processId}, thư mục {directory}) không chịu dừng: hãy kết thúc "
            + $"tiến trình đó rồi chạy lại.");

    internal static EmbeddedServerException OwnerSilent(string directory) => new(
        $"Một tiến trình PartyNet khác đang giữ thư mục dữ liệu {directory} nhưng cơ sở dữ liệu của nó không trả lời: hãy dừng tiến "
            + $"trình đó rồi chạy lại, hoặc đặt biến PARTYNET_DATA đến một thư mục khác.");
}
