using System.CommandLine;
using PartyNet.Application.Diagnosis;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Cli;

/// <summary><c>partynet config check</c>: the settings that are in force, secrets masked, and which of them are wrong.</summary>
internal static class ConfigCommand
{
    public static Command Create(Stdio io)
    {
        var check = new Command("check", """
            In các thiết lập đang có hiệu lực, mỗi dòng một thiết lập; mật khẩu được che. Tên viết sai, giá trị ngoài khoảng cho phép là LỖI;
            kết thúc với mã 1 khi có lỗi. Không mở cơ sở dữ liệu, không thay đổi gì.
            """);
        check.SetAction((_, _) => CheckAsync(io));
        return new Command("config", "Xem thiết lập của nơi này.") { check };
    }

    private static async Task<int> CheckAsync(Stdio io)
    {
        var findings = EffectiveSettings.Read(io.Settings).ToList();
        foreach (var finding in findings)
        {
            await io.Out.WriteLineAsync(
                finding.State == FindingState.Broken ? DoctorCommand.Line(finding) : $"{finding.What} = {finding.Words}");
        }

        return findings.Any(finding => finding.State == FindingState.Broken) ? ExitCode.FoundSomethingWrong : ExitCode.Done;
    }
}
