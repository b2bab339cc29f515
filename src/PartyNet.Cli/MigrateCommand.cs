using System.CommandLine;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Cli;

/// <summary><c>partynet migrate</c>: the database's structure is brought to this release.</summary>
internal static class MigrateCommand
{
    public static Command Create(Stdio io)
    {
        var migrate = new Command("migrate", """
            Đưa cấu trúc cơ sở dữ liệu lên đúng phiên bản này: bảng, hàm, tường bảo vệ dòng dữ liệu và nhật ký; đếm lại đảng viên của các tổ chức,
            soát lại họ tên để tìm kiếm.
            Dùng vai trò chủ sở hữu trong ConnectionStrings__PartyNetOwner; khi không khai báo máy chủ thì dùng PostgreSQL kèm theo.
            Chạy lại không thay đổi gì. Nên sao lưu trước khi chạy trên dữ liệu thật.
            """);
        migrate.SetAction((_, cancellationToken) => MigrateAsync(io, cancellationToken));
        return migrate;
    }

    private static async Task<int> MigrateAsync(Stdio io, CancellationToken cancellationToken)
    {
        await using var server = await DatabaseServer.FindAsync(
            io.Settings,
            ToolHost.ModeOf(io.Settings),
            ToolHost.LoggerFor(io),
            cancellationToken
        );
        if (server.Owner.Length == 0)
            throw new InstallationException("Thiếu ConnectionStrings__PartyNetOwner (vai trò chủ sở hữu, để cập nhật cấu trúc dữ liệu).");

        var pending = await DatabaseMigrator.PendingAsync(server.Owner, cancellationToken);
        await DatabaseMigrator.MigrateAsync(server.Owner, io.Clock, cancellationToken, recount: true);
        foreach (var migration in pending)
            await io.Out.WriteLineAsync(migration);
        await io.Error.WriteLineAsync(pending.Count == 0
            ? "Cấu trúc đã đúng phiên bản này; hàm và tường bảo vệ đã được dựng lại."
            : $"Đã chạy {pending.Count} bước cập nhật; hàm và tường bảo vệ đã được dựng lại.");
        return ExitCode.Done;
    }
}
