using System.CommandLine;
using PartyNet.Infrastructure.Diagnosis;

namespace PartyNet.Cli;

/// <summary><c>partynet doctor</c>: what is wrong with this installation, a line for each thing looked at.</summary>
internal static class DoctorCommand
{
    public static Command Create(Stdio io)
    {
        var doctor = new Command("doctor", """
            Xem nơi này thiếu hay hỏng chỗ nào: máy chủ, cấu trúc dữ liệu, vai trò, tường bảo vệ, nhật ký, tệp khóa, đĩa.
            Mỗi dòng một việc, bắt đầu bằng ĐẠT hoặc LỖI kèm cách sửa; kết thúc với mã 1 khi có lỗi. Không thay đổi dữ liệu.
            """);
        doctor.SetAction((_, cancellationToken) => ExamineAsync(io, cancellationToken));
        return doctor;
    }

    private static async Task<int> ExamineAsync(Stdio io, CancellationToken cancellationToken)
    {
        var findings = await Doctor.ExamineAsync(io.Settings, ToolHost.ModeOf(io.Settings), ToolHost.LoggerFor(io), cancellationToken);
        foreach (var finding in findings)
            await io.Out.WriteLineAsync(finding.Problem is null ? $"ĐẠT {finding.What}" : $"LỖI {finding.What}: {finding.Problem}");
        return findings.Any(f => f.Problem is not null) ? ExitCode.FoundSomethingWrong : ExitCode.Done;
    }
}
