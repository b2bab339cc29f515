using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Units;

namespace PartyNet.Cli;

/// <summary><c>partynet export</c>: the board's roster export, to standard output. It is recorded like one from the web.</summary>
internal static class ExportCommand
{
    public static Command Create(Stdio io)
    {
        var unit = new Option<string>("--unit") { Description = "Mã tổ chức đảng.", Required = true, HelpName = "mã" };
        var format = new Option<string>("--format")
        {
            Description = string.Join("; ", RosterFiles.All.Select(file => $"{file.Code()}: {file.Name()}")) + ".",
            Required = true,
            HelpName = "loại",
        };
        format.AcceptOnly([.. RosterFiles.All.Select(file => file.Code())]);
        var purpose = new Option<string>("--purpose")
        {
            Description = "Mục đích xuất, từ 10 đến 300 ký tự; đảng viên có tên trong danh sách đọc được.",
            DefaultValueFactory = _ => "Xuất danh sách bằng dòng lệnh",
            HelpName = "câu",
        };
        var export = new Command("export", """
            Xuất danh sách đảng viên đang sinh hoạt của một tổ chức ra đầu ra chuẩn, cùng nội dung với bản xuất trên web.
            Danh sách chính thức có phần đầu, phần ký và các cột như đơn vị đã dùng lần trước trên web.
            Lần xuất được ghi lại; mỗi đảng viên có tên trong danh sách xem được ai đã xuất, lúc nào và để làm gì.
            """)
        {
            unit, format, purpose,
        };
        export.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    io,
                    parsed.GetRequiredValue(unit),
                    RosterFiles.Find(parsed.GetRequiredValue(format))!.Value,
                    parsed.GetRequiredValue(purpose),
                    cancellationToken
                )
        );
        return export;
    }

    private static async Task<int> RunAsync(Stdio io, string code, RosterFile format, string purpose, CancellationToken cancellationToken)
    {
        await using var host = await ToolHost.OpenAsync(io, cancellationToken);
        var unit = await host.RunAsync<IPartyNetDb, Unit?>(
            AccessScope.Nobody,
            db => db.Units.AsNoTracking().FirstOrDefaultAsync(u => u.Code == code, cancellationToken)
        );
        if (unit is null)
        {
            await io.Error.WriteLineAsync($"Không có tổ chức nào mang mã {code}.");
            return ExitCode.FoundSomethingWrong;
        }

        return await host.RunAsync<ExportRoster, int>(AccessScope.Operator(unit.Path), async use =>
        {
            var export = await use.HandleAsync(new ExportRoster.Command(unit, RosterFilter.None, format, purpose), cancellationToken);
            if (export.IsError)
            {
                await io.Error.WriteLineAsync(export.FirstError.Description);
                return ExitCode.FoundSomethingWrong;
            }

            await export.Value.WriteAsync(io.Output, cancellationToken);
            await io.Error.WriteLineAsync($"Đã xuất {export.Value.FileName}.");
            return ExitCode.Done;
        });
    }
}
