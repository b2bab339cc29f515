using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using PartyNet.Application.Diagnosis;
using PartyNet.Domain.Text;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Backups;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Cli;

/// <summary><c>partynet restore</c>: a backup put back into an empty installation, or tried out where nobody is hurt.</summary>
internal static class RestoreCommand
{
    public static Command Create(Stdio io)
    {
        var file = ListArguments.File("Bản sao lưu; hoặc thư mục chứa chúng, thì lấy bản mới nhất.");
        var into = new Option<DirectoryInfo?>("--into")
        {
            Description = "Thư mục của nơi cài để đưa dữ liệu vào, cơ sở dữ liệu phải trống (“partynet setup --no-admin”).",
            HelpName = "thư mục",
        };
        var verify = new Option<bool>("--verify") { Description = "Sau đó kiểm tra tường bảo vệ, nhật ký, và mở thử từng ô niêm phong." };
        var drill = new Option<bool>("--drill")
        {
            Description = "Diễn tập: khôi phục vào một thư mục tạm với PostgreSQL kèm theo, kiểm tra như --verify, rồi xóa.",
        };
        var keys = new Option<FileInfo?>("--keys") { Description = "Tệp khóa, khi không phải tệp trong thiết lập.", HelpName = "tệp" };
        var passphrase = Passphrases.Option();
        var restore = new Command("restore", """
            Đưa một bản sao lưu vào một nơi cài còn trống: kiểm mã băm và số dòng của từng bảng; được tất cả hoặc không gì cả.
            Mọi phiên đăng nhập bị kết thúc. Với --drill thì chỉ thử, không đụng đến nơi cài: nên diễn tập mỗi quý.
            """)
        {
            file, into, verify, drill, keys, passphrase,
        };
        restore.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = parsed.GetValue(into) is { } directory
                ? InstallationFolders.SettingsOf(InstallationFolders.Existing(directory)) : io.Settings;
            var request = new Request(
                Newest(parsed.GetRequiredValue(file).FullName), settings, Passphrases.Read(settings, parsed.GetValue(passphrase)),
                parsed.GetValue(keys)?.FullName ?? settings[Installation.KeyFileSetting]);
            return parsed.GetValue(drill)
                ? await DrillAsync(io, request, cancellationToken)
                : await RestoreAsync(io, request, parsed.GetValue(verify), cancellationToken);
        });
        return restore;
    }

    private sealed record Request(string File, IConfiguration Settings, string Passphrase, string? KeyFile)
    {
        public KeyRing Keys => KeyRing.Load(
            KeyFile ?? throw new BackupException("Chưa biết tệp khóa nào: nêu bằng --keys để mở thử dữ liệu niêm phong."));
    }

    private static string Newest(string path) => !Directory.Exists(path) ? path
        : new BackupFolder(path).Files is [.., var newest] ? newest
        : throw new BackupException($"Thư mục {path} không có bản sao lưu nào.");

    private static async Task<int> RestoreAsync(Stdio io, Request request, bool verify, CancellationToken cancellationToken)
    {
        await using var server = await DatabaseServer.FindAsync(
            request.Settings, ToolHost.ModeOf(request.Settings), ToolHost.LoggerFor(io), cancellationToken);
        if (server.Owner.Length == 0)
            throw new BackupException("Thiếu ConnectionStrings__PartyNetOwner (vai trò chủ sở hữu, để đưa dữ liệu vào).");
        await RestoreAsync(io, request, server, cancellationToken);
        return verify ? await VerifyAsync(io, request, server, cancellationToken) : ExitCode.Done;
    }

    private static async Task<int> DrillAsync(Stdio io, Request request, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"partynet-drill-{Guid.CreateVersion7():n}");
        string? used = null;
        try
        {
            await using var server = await DatabaseServer.StartScratchAsync(folder, ToolHost.LoggerFor(io), cancellationToken);
            used = server.DataDirectory;
            await RestoreAsync(io, request, server, cancellationToken);
            var exit = await VerifyAsync(io, request, server, cancellationToken);
            await io.Error.WriteLineAsync(exit == ExitCode.Done
                ? "Diễn tập đạt: bản sao lưu này khôi phục được. Thư mục tạm đã xóa."
                : "Diễn tập KHÔNG đạt: xem các dòng LỖI. Thư mục tạm đã xóa.");
            return exit;
        }
        finally
        {
            foreach (var left in new[] { folder, used }.OfType<string>().Where(Directory.Exists))
                Directory.Delete(left, recursive: true);
        }
    }

    private static async Task RestoreAsync(Stdio io, Request request, DatabaseServer server, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var restored = await Restoration.RestoreAsync(request.File, request.Passphrase, server, io.Clock, cancellationToken);
        await io.Error.WriteLineAsync(
            $"Đã đưa vào {restored.Tables} bảng, {Numbers.Text(restored.Rows)} dòng, như lúc {VietnamTime.Full(restored.At)} "
                + $"(PartyNet {restored.Product}), trong {Math.Ceiling(watch.Elapsed.TotalSeconds)} giây; mã băm và số dòng đều khớp.");
    }

    private static async Task<int> VerifyAsync(Stdio io, Request request, DatabaseServer server, CancellationToken cancellationToken)
    {
        var findings = await Restoration.VerifyAsync(server, request.Keys, DoctorCommand.Report(io), cancellationToken);
        foreach (var finding in findings)
            await io.Out.WriteLineAsync(DoctorCommand.Line(finding));
        return findings.Any(finding => finding.State == FindingState.Broken) ? ExitCode.FoundSomethingWrong : ExitCode.Done;
    }
}
