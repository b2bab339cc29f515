using System.CommandLine;
using System.Globalization;
using PartyNet.Infrastructure.Backups;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Cli;

/// <summary><c>partynet migrate</c>: the database's structure is brought to this release.</summary>
internal static class MigrateCommand
{
    private const int UsualPatience = 10;
    private const int MostPatience = 600;

    public static Command Create(Stdio io)
    {
        var patience = new Option<int>("--lock-timeout")
        {
            Description = $"Chờ bảng mà phiên khác đang giữ nhiều nhất bao nhiêu giây, từ 1 đến {MostPatience}; mặc định {UsualPatience}.",
            HelpName = "giây",
            DefaultValueFactory = _ => UsualPatience,
        };
        patience.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && number is >= 1 and <= MostPatience))
                result.AddError($"Cần một số từ 1 đến {MostPatience}, không phải “{token.Value}”.");
        });
        var noBackup = new Option<bool>("--no-backup") { Description = "Không sao lưu trước khi thay đổi." };
        var migrate = new Command("migrate", """
            Đưa cấu trúc cơ sở dữ liệu lên đúng phiên bản này: bảng, hàm, tường bảo vệ dòng dữ liệu và nhật ký; đếm lại đảng viên của các tổ chức,
            soát lại họ tên để tìm kiếm.
            Dùng vai trò chủ sở hữu trong ConnectionStrings__PartyNetOwner; khi không khai báo máy chủ thì dùng PostgreSQL kèm theo.
            Sao lưu trước khi thay đổi, khi nơi cài có thư mục sao lưu. Không chờ ai giữ bảng quá lâu, mà nói phiên nào đang giữ.
            Chạy lại không thay đổi gì.
            """)
        {
            patience, noBackup,
        };
        migrate.SetAction((parsed, cancellationToken) => MigrateAsync(
            io, TimeSpan.FromSeconds(parsed.GetValue(patience)), parsed.GetValue(noBackup), cancellationToken));
        return migrate;
    }

    private static async Task<int> MigrateAsync(Stdio io, TimeSpan patience, bool noBackup, CancellationToken cancellationToken)
    {
        await using var server = await DatabaseServer.FindAsync(
            io.Settings,
            ToolHost.ModeOf(io.Settings),
            ToolHost.LoggerFor(io),
            cancellationToken
        );
        if (server.Owner.Length == 0)
            throw new InstallationException("Thiếu ConnectionStrings__PartyNetOwner (vai trò chủ sở hữu, để cập nhật cấu trúc dữ liệu).");

        var state = await SchemaState.ReadAsync(server.Owner, cancellationToken);
        if (state.Newer.Count > 0)
            throw new InstallationException(state.TooNew);
        var pending = state.Pending;
        if (pending.Count > 0 && state.Applied.Count > 0)
            await io.Error.WriteLineAsync(
                noBackup ? "Không sao lưu trước (--no-backup)." : await BackUpAsync(io, server, cancellationToken));
        await DatabaseMigrator.MigrateBesideAsync(server.Owner, io.Clock, patience, cancellationToken);
        foreach (var migration in pending)
            await io.Out.WriteLineAsync(migration);
        await io.Error.WriteLineAsync(pending.Count == 0
            ? "Cấu trúc đã đúng phiên bản này; hàm và tường bảo vệ đã được dựng lại."
            : $"Đã chạy {pending.Count} bước cập nhật; hàm và tường bảo vệ đã được dựng lại.");
        return ExitCode.Done;
    }

    /// <summary>Before anything changes; what cannot be backed up is not migrated, unless nobody set up where to.</summary>
    private static async Task<string> BackUpAsync(Stdio io, DatabaseServer server, CancellationToken cancellationToken)
    {
        if (io.Settings[InstallationFolder.BackupsSetting] is not { Length: > 0 } folder)
            return "Không sao lưu trước: nơi cài chưa khai báo Backup__Directory. Dữ liệu thật thì tự sao lưu trước khi nâng cấp.";
        var made = await new BackupFolder(folder).BackUpAsync(
            server, Passphrases.Read(io.Settings, named: null), BackupCommand.UsualKeep, io.Clock, cancellationToken);
        return $"Đã sao lưu trước vào {made.File}.";
    }
}
