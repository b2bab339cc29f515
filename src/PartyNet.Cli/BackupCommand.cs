using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using PartyNet.Domain.Text;
using PartyNet.Infrastructure.Backups;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Cli;

/// <summary><c>partynet backup</c>: all tables in one sealed file, made while the site runs.</summary>
internal static class BackupCommand
{
    public const int UsualKeep = 14;

    public static Command Create(Stdio io)
    {
        var folder = InstallationFolders.Argument("Thư mục của nơi cài; hoặc thư mục để ghi, khi nơi cài được nêu bằng biến môi trường.");
        var to = new Option<DirectoryInfo?>("--to")
        {
            Description = "Thư mục để ghi; mặc định “backups” của nơi cài.",
            HelpName = "thư mục",
        };
        var keep = new Option<int>("--keep")
        {
            Description = $"Giữ bao nhiêu bản gần nhất, mặc định {UsualKeep}; bản cũ hơn bị xóa sau khi bản mới đã xong.",
            HelpName = "số",
            DefaultValueFactory = _ => UsualKeep,
        };
        keep.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0))
                result.AddError($"Cần một số từ 1, không phải “{token.Value}”.");
        });
        var passphrase = Passphrases.Option();
        var backup = new Command("backup", """
            Sao lưu mọi bảng vào một tệp mã hóa, trong khi trang vẫn chạy; đọc lại cả tệp để chắc nó tốt, rồi ghi vào nhật ký.
            Tệp khóa không nằm trong bản sao lưu: cất phiếu khẩn cấp riêng. Chép bản sao lưu sang máy khác.
            """)
        {
            folder, to, keep, passphrase,
        };
        backup.SetAction(async (parsed, cancellationToken) =>
        {
            var named = parsed.GetRequiredValue(folder).FullName;
            var where = new InstallationFolder(named);
            var settings = where.IsInstallation ? InstallationFolders.SettingsOf(where) : io.Settings;
            var target = parsed.GetValue(to)?.FullName
                ?? (where.IsInstallation ? settings[InstallationFolder.BackupsSetting] : null) ?? named;
            return await BackUpAsync(
                io, settings, new BackupFolder(target), Passphrases.Read(settings, parsed.GetValue(passphrase)), parsed.GetValue(keep),
                cancellationToken);
        });
        return backup;
    }

    private static async Task<int> BackUpAsync(
        Stdio io, IConfiguration settings, BackupFolder folder, string passphrase, int keep, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await using var server = await DatabaseServer.FindAsync(
            settings, ToolHost.ModeOf(settings), ToolHost.LoggerFor(io), cancellationToken);
        var made = await folder.BackUpAsync(server, passphrase, keep, io.Clock, cancellationToken);
        await io.Out.WriteLineAsync(made.File);
        await io.Error.WriteLineAsync(
            $"Đã sao lưu {made.Tables} bảng, {Numbers.Text(made.Rows)} dòng, {Numbers.Text(made.Bytes >> 10)} KB trong "
                + $"{Math.Ceiling(watch.Elapsed.TotalSeconds)} giây, và đã đọc lại cả tệp.");
        foreach (var removed in made.Removed)
            await io.Error.WriteLineAsync($"Đã xóa bản cũ {removed}");
        return ExitCode.Done;
    }
}
