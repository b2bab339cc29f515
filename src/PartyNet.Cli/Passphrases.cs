using System.CommandLine;
using Microsoft.Extensions.Configuration;
using PartyNet.Infrastructure.Backups;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Cli;

/// <summary>The passphrase of backups: in a file, so that it stands on no command line.</summary>
internal static class Passphrases
{
    private const int Fewest = 12;

    public static Option<FileInfo?> Option() => new("--passphrase-file")
    {
        Description = "Tệp chứa mật khẩu của bản sao lưu; mặc định là tệp ghi trong thiết lập của nơi cài.",
        HelpName = "tệp",
    };

    /// <exception cref="BackupException">There is none, or one that is soon guessed.</exception>
    public static string Read(IConfiguration settings, FileInfo? named)
    {
        var file = named?.FullName ?? settings[InstallationFolder.PassphraseSetting];
        if (string.IsNullOrEmpty(file))
            throw new BackupException("Chưa có mật khẩu của bản sao lưu: nêu tệp chứa mật khẩu bằng --passphrase-file.");
        var passphrase = File.ReadAllText(file).Trim();
        return passphrase.Length >= Fewest
            ? passphrase
            : throw new BackupException($"Mật khẩu của bản sao lưu quá ngắn: cần từ {Fewest} ký tự trở lên.");
    }
}
