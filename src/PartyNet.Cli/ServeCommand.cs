using System.CommandLine;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Cli;

/// <summary><c>partynet serve</c>: the site of an installation, in Production.</summary>
internal static class ServeCommand
{
    public static Command Create(Stdio io)
    {
        var folder = InstallationFolders.Argument("Thư mục của nơi cài, do “partynet setup” lập.");
        var serve = new Command("serve", """
            Chạy trang PartyNet của một nơi cài, kèm cơ sở dữ liệu nếu nơi cài dùng PostgreSQL kèm theo. Ctrl+C hoặc SIGTERM để dừng.
            """)
        {
            folder,
        };
        serve.SetAction(async (parsed, cancellationToken) =>
        {
            var where = InstallationFolders.Existing(parsed.GetRequiredValue(folder));
            var program = WebProgram.Find() ?? throw new InstallationException(
                "Không thấy chương trình PartyNet.Web bên cạnh partynet. Giải nén lại trọn gói cài đặt.");
            await io.Out.FlushAsync(cancellationToken);
            return await program.RunAsync(where, cancellationToken);
        });
        return serve;
    }
}
