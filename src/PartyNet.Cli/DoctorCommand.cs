using System.CommandLine;
using PartyNet.Application.Diagnosis;
using PartyNet.Application.Protection;
using PartyNet.Domain.Text;
using PartyNet.Infrastructure.Diagnosis;

namespace PartyNet.Cli;

/// <summary><c>partynet doctor</c>: what is wrong with this installation, a line for each thing looked at.</summary>
internal static class DoctorCommand
{
    public static Command Create(Stdio io)
    {
        var everyCell = new Option<bool>("--sealed")
        {
            Description = "Mở thử cả từng ô dữ liệu mã hóa và kể tên ô hỏng: bảng, cột, dòng, lý do.",
        };
        var doctor = new Command("doctor", """
            Xem nơi này thiếu hay hỏng chỗ nào: máy chủ, cấu trúc dữ liệu, vai trò, tường bảo vệ, nhật ký, tệp khóa, đĩa.
            Mỗi dòng một việc, bắt đầu bằng ĐẠT, CHÚ Ý hoặc LỖI kèm cách sửa; kết thúc với mã 1 khi có lỗi. Không thay đổi dữ liệu.
            """)
        {
            everyCell,
        };
        doctor.SetAction((parsed, cancellationToken) => ExamineAsync(io, parsed.GetValue(everyCell), cancellationToken));
        return doctor;
    }

    private static async Task<int> ExamineAsync(Stdio io, bool everyCell, CancellationToken cancellationToken)
    {
        var findings = await Doctor.ExamineAsync(
            io.Settings, ToolHost.ModeOf(io.Settings), io.Clock, ToolHost.LoggerFor(io), cancellationToken, everyCell ? Report(io) : null);
        foreach (var finding in findings)
            await io.Out.WriteLineAsync(Line(finding));
        return findings.Any(f => f.State == FindingState.Broken) ? ExitCode.FoundSomethingWrong : ExitCode.Done;
    }

    public static string Line(Finding finding)
    {
        var state = finding.State switch
        {
            FindingState.Good => "ĐẠT",
            FindingState.Attention => "CHÚ Ý",
            FindingState.Broken => "LỖI",
        };
        return $"{state} {finding.What}: {finding.Words}" + (finding.Detail is { } detail ? $" ({detail})" : "");
    }

    /// <summary>Names broken cells where data go, and tells its progress where words go.</summary>
    public static SealedReport Report(Stdio io) => new(
        cell => io.Out.WriteLineAsync($"LỖI Ô {cell.Table}.{cell.Column}, dòng {cell.Row}: {Words(cell.Fault)}"),
        passed => io.Error.WriteLineAsync($"Đã xem {Numbers.Text(passed)} ô mã hóa"));

    private static string Words(SealedFault fault) => fault switch
    {
        SealedFault.Cut => "bị cắt cụt",
        SealedFault.NotSealed => "không phải giá trị đã mã hóa",
        SealedFault.UnknownKey => "ghi phiên bản khóa không có trong tệp khóa",
        SealedFault.Altered => "đã bị sửa, hoặc thuộc dòng hay cột khác",
    };
}
