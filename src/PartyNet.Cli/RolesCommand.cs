using System.CommandLine;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Imports;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Cli;

/// <summary>
/// <c>partynet roles</c>: shows which roles a list would give, and gives exactly those with <c>--commit</c>.
/// </summary>
internal static class RolesCommand
{
    public static Command Create(Stdio io)
    {
        var file = ListArguments.File(
            "Danh sách vai trò (tên hoặc mã tổ chức, họ và tên, số định danh hoặc ngày sinh, vai trò; đến hết ngày nếu có; "
                + "xlsx hoặc csv).");
        var unit = new Option<string?>("--unit")
        {
            Description = "Mã tổ chức mà danh sách thuộc về; dòng ngoài phạm vi này là dòng lỗi. Không cần khi chỉ có một tổ chức gốc.",
            HelpName = "mã",
        };
        var (commit, goodRowsOnly, sheet) = (ListArguments.Commit(), ListArguments.GoodRowsOnly(), ListArguments.Sheet());
        var roles = new Command("roles", """
            Giao vai trò (bí thư, phó bí thư, cấp ủy, ban) theo một danh sách.
            Không có --commit thì chỉ cho biết sẽ giao gì cho ai, dòng nào có lỗi (dòng, cột, lý do) và không thay đổi gì.
            Nhập lại cùng một tệp không thay đổi gì. Vai trò không có trong tệp không bị thôi giữ.
            Người chưa có tài khoản đăng nhập thì được tạo; in phiếu kích hoạt cho họ ở trang “Phiếu kích hoạt”.
            """)
        {
            file, unit, commit, goodRowsOnly, sheet,
        };
        roles.SetAction((parsed, cancellationToken) => RunAsync(
            io,
            new Request(
                parsed.GetRequiredValue(file), parsed.GetValue(unit), parsed.GetValue(commit), parsed.GetValue(goodRowsOnly),
                parsed.GetValue(sheet)),
            cancellationToken));
        return roles;
    }

    private sealed record Request(FileInfo File, string? Unit, bool Commit, bool GoodRowsOnly, string? Sheet);

    private static async Task<int> RunAsync(Stdio io, Request request, CancellationToken cancellationToken)
    {
        var options = new ListOptions(VietnamTime.Day(io.Clock.GetUtcNow()), request.Sheet, Kind: ImportKind.Roles);
        await using var opening = new OpeningList(request.File, options, cancellationToken);
        await using var host = await ToolHost.OpenAsync(io, cancellationToken);
        var opened = await opening.OpenedAsync();
        if (opened.IsError)
            return await ListArguments.RefuseAsync(io, opened.Errors);
        var root = await RootAsync(host, request.Unit, cancellationToken);
        if (root.IsError)
            return await ListArguments.RefuseAsync(io, root.Errors);

        var (list, file) = opened.Value;
        var rows = ((RoleSheet)list).Rows();
        var planned = await host.RunAsync<PlanRoleImport, ErrorOr<ImportPlan>>(
            AccessScope.Operator(root.Value.Path), use => use.HandleAsync(new(root.Value, file, rows), cancellationToken));
        if (planned.IsError)
            return await ListArguments.RefuseAsync(io, planned.Errors);
        var plan = planned.Value;
        var commit = request.Commit ? new CommitImport.Command(root.Value, plan.Id, request.GoodRowsOnly) : null;
        return await ImportReport.FinishAsync(io, host, list, plan, commit, $"Đã giao {plan.Creates} vai trò.", cancellationToken);
    }

    /// <summary>The unit named, or the only one that has none above it.</summary>
    private static async Task<ErrorOr<Unit>> RootAsync(ToolHost host, string? code, CancellationToken cancellationToken)
    {
        var found = await host.RunAsync<IPartyNetDb, List<Unit>>(
            AccessScope.Nobody,
            db => db.Units.AsNoTracking().Where(u => code == null ? u.ParentId == null : u.Code == code).OrderBy(u => u.Path).Take(2)
                .ToListAsync(cancellationToken));
        return found switch
        {
            [var one] => one,
            [] when code is not null => Application.Problem.At("", $"Không có tổ chức nào mang mã {code}."),
            [] => Application.Problem.At("", "Hệ thống chưa có tổ chức nào. Nhập danh sách tổ chức trước."),
            _ => Application.Problem.At("", "Hệ thống có nhiều tổ chức gốc. Thêm --unit và mã tổ chức mà danh sách thuộc về."),
        };
    }
}
