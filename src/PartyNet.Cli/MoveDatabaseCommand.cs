using System.CommandLine;
using PartyNet.Domain.Text;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Backups;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Cli;

/// <summary><c>partynet move-database</c>: from the embedded server to a server of one's own.</summary>
internal static class MoveDatabaseCommand
{
    public static Command Create(Stdio io)
    {
        var folder = InstallationFolders.Argument("Thư mục của nơi cài đang dùng PostgreSQL kèm theo.");
        var to = new Option<string>("--to")
        {
            Description = "Chuỗi kết nối của superuser trên máy chủ mới: dùng một lần để tạo vai trò và cơ sở dữ liệu.",
            HelpName = "chuỗi kết nối",
            Required = true,
        };
        var move = new Command("move-database", """
            Chuyển cơ sở dữ liệu từ PostgreSQL kèm theo sang máy chủ PostgreSQL riêng: chép mọi bảng, so số dòng, rồi đổi thiết lập.
            Dừng trang trước khi chạy. Thư mục dữ liệu cũ được giữ nguyên.
            """)
        {
            folder, to,
        };
        move.SetAction((parsed, cancellationToken) => MoveAsync(
            io, InstallationFolders.Existing(parsed.GetRequiredValue(folder)), parsed.GetRequiredValue(to), cancellationToken));
        return move;
    }

    private static async Task<int> MoveAsync(Stdio io, InstallationFolder folder, string to, CancellationToken cancellationToken)
    {
        var settings = InstallationFolders.SettingsOf(folder);
        if (settings[InstallationFolder.DatabaseSetting] is not { Length: > 0 } old)
            throw new InstallationException("Nơi cài này đã dùng máy chủ PostgreSQL riêng.");
        await using var server = await DatabaseServer.FindAsync(
            settings, InstallationMode.Production, ToolHost.LoggerFor(io), cancellationToken);
        if (!server.IsAlone)
            throw new InstallationException(
                "Trang hoặc một lệnh khác đang dùng cơ sở dữ liệu. Dừng lại trước, để không ai ghi thêm vào chỗ cũ.");

        var own = new OwnServer(to);
        await own.MakeAsync(cancellationToken);
        var owner = own.Settings[$"ConnectionStrings:{Installation.OwnerConnection}"]!;
        var moved = await Restoration.MoveAsync(server, owner, io.Clock, cancellationToken);
        folder.Write([.. own.Settings, new(InstallationFolder.DatabaseSetting, null)]);
        await io.Error.WriteLineAsync(
            $"Đã chuyển {moved.Tables} bảng, {Numbers.Text(moved.Rows)} dòng; {folder.SettingsFile} nay dẫn đến máy chủ mới. "
                + $"Dữ liệu cũ còn ở {old}: xóa khi trang đã chạy tốt và đã có bản sao lưu mới.");
        return ExitCode.Done;
    }
}
