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
/// <c>partynet import</c>: shows what loading a unit or member list would do, and does exactly that with <c>--commit</c>.
/// </summary>
internal static class ImportCommand
{
    public static Command Create(Stdio io)
    {
        var file = ListArguments.File(
            "Danh sách tổ chức (mã, tên, loại, mã cấp trên), danh sách đảng viên, hoặc danh sách tài khoản đã thu thập (xlsx hoặc csv).");
        var unit = new Option<string>("--unit")
        {
            Description = "Mã tổ chức đảng mà danh sách thuộc về; dòng ngoài phạm vi này là dòng lỗi.",
            Required = true,
            HelpName = "mã",
        };
        var (commit, goodRowsOnly, sheet) = (ListArguments.Commit(), ListArguments.GoodRowsOnly(), ListArguments.Sheet());
        var legacy = new Option<LegacyHandling>("--legacy")
        {
            Description = "Chữ phông cũ (TCVN3, VNI): refuse từ chối, convert chuyển sang Unicode, keep giữ nguyên.",
            DefaultValueFactory = _ => LegacyHandling.Refuse,
            HelpName = "cách",
        };
        legacy.AcceptOnly();

        var kind = new Option<ListedKind>("--kind")
        {
            Description = "Tệp là danh sách gì: auto theo dòng tiêu đề, units tổ chức, members đảng viên, accounts tài khoản đã thu thập.",
            DefaultValueFactory = _ => ListedKind.Auto,
            HelpName = "loại",
        };
        kind.AcceptOnly();

        var import = new Command("import", """
            Nhập danh sách tổ chức đảng, danh sách đảng viên hoặc danh sách tài khoản đã thu thập vào dưới một tổ chức.
            Không có --commit thì chỉ cho biết sẽ thêm gì, sửa gì, dòng nào có lỗi (dòng, cột, lý do) và không thay đổi gì.
            Nhập lại cùng một tệp không thay đổi gì. Ô trống không xóa dữ liệu đã có; người không có trong tệp không bị xóa.
            Khi hệ thống còn trống, danh sách tổ chức cần có dòng của chính tổ chức --unit.
            Tài khoản đã thu thập chỉ là câu hỏi cho đảng viên, không phải bản kê khai. Tệp vừa có số định danh hoặc ngày sinh, vừa có tài
            khoản thì được hiểu là danh sách đảng viên; muốn nhập tài khoản của tệp ấy thì ghi --kind accounts.
            """)
        {
            file, unit, commit, goodRowsOnly, sheet, legacy, kind,
        };
        import.SetAction((parsed, cancellationToken) => RunAsync(
            io,
            new Request(
                parsed.GetRequiredValue(file), parsed.GetRequiredValue(unit), parsed.GetValue(commit), parsed.GetValue(goodRowsOnly),
                parsed.GetValue(sheet), parsed.GetValue(legacy), parsed.GetValue(kind)),
            cancellationToken));
        return import;
    }

    private sealed record Request(
        FileInfo File, string Unit, bool Commit, bool GoodRowsOnly, string? Sheet, LegacyHandling Legacy, ListedKind Kind);

    /// <summary>What a file is said to list.</summary>
    private enum ListedKind
    {
        Auto,
        Units = ImportKind.Units,
        Members = ImportKind.Members,
        Accounts = ImportKind.Accounts,
    }

    private static async Task<int> RunAsync(Stdio io, Request request, CancellationToken cancellationToken)
    {
        var options = new ListOptions(
            VietnamTime.Day(io.Clock.GetUtcNow()), request.Sheet, request.Legacy,
            request.Kind == ListedKind.Auto ? null : (ImportKind)request.Kind);
        await using var opening = new OpeningList(request.File, options, cancellationToken);
        await using var host = await ToolHost.OpenAsync(io, cancellationToken);
        var root = await host.RunAsync<IPartyNetDb, Unit?>(
            AccessScope.Nobody, db => db.Units.AsNoTracking().FirstOrDefaultAsync(u => u.Code == request.Unit, cancellationToken));
        var opened = await opening.OpenedAsync();
        if (opened.IsError)
            return await ListArguments.RefuseAsync(io, opened.Errors);
        var (list, file) = opened.Value;
        var planned = await PlanAsync(host, root, request, file, list, cancellationToken);
        if (planned.IsError)
            return await ListArguments.RefuseAsync(io, planned.Errors);
        var (unit, plan) = planned.Value;
        var done = plan.Kind == ImportKind.Accounts
            ? $"Đã đưa ra hỏi {plan.Creates} đồng chí."
            : $"Đã nhập: thêm {plan.Creates}, sửa {plan.Updates}.";
        var commit = request.Commit ? new CommitImport.Command(unit, plan.Id, request.GoodRowsOnly) : null;
        return await ImportReport.FinishAsync(io, host, list, plan, commit, done, cancellationToken);
    }

    private static async Task<ErrorOr<(Unit Unit, ImportPlan Plan)>> PlanAsync(
        ToolHost host, Unit? root, Request request, ImportFile file, ImportList list, CancellationToken cancellationToken)
    {
        if (list is UnitList units)
        {
            var rows = units.Rows().ToList();
            var top = root ?? await FirstUnitAsync(host, rows, request.Unit, cancellationToken);
            if (top is null)
            {
                var kinds = await host.RunAsync<IPartyNetDb, List<UnitKind>>(
                    AccessScope.Nobody, db => db.UnitKinds.ToListAsync(cancellationToken));
                if (RowOf(request.Unit, rows) is { } row && row.KindAmong(kinds) is null)
                    return Application.Problem.At("", row.UnknownKind(kinds).ToString());
                return Application.Problem.At(
                    "",
                    $"Không có tổ chức nào mang mã {request.Unit}, và tệp không có dòng của tổ chức đó để tạo mới.");
            }

            var made = await host.RunAsync<PlanUnitImport, ErrorOr<ImportPlan>>(
                AccessScope.Operator(top.Path), use => use.HandleAsync(new(top, file, rows), cancellationToken));
            return made.Then(plan => (top, plan));
        }

        if (root is null)
            return Application.Problem.At("", $"Không có tổ chức nào mang mã {request.Unit}. Nhập danh sách tổ chức trước.");
        if (list is AccountList accounts)
        {
            var asked = await host.RunAsync<PlanAccountImport, ErrorOr<ImportPlan>>(
                AccessScope.Operator(root.Path), use => use.HandleAsync(new(root, file, accounts.Rows()), cancellationToken));
            return asked.Then(plan => (root, plan));
        }

        var members = ((MemberList)list).Rows();
        var planned = await host.RunAsync<PlanMemberImport, ErrorOr<ImportPlan>>(
            AccessScope.Operator(root.Path), use => use.HandleAsync(new(root, file, members), cancellationToken));
        return planned.Then(plan => (root, plan));
    }

    /// <summary>The top of an empty registry, from the list's own row for it.</summary>
    private static async Task<Unit?> FirstUnitAsync(
        ToolHost host, IReadOnlyList<UnitRow> rows, string code, CancellationToken cancellationToken)
    {
        if (RowOf(code, rows) is not { } row)
            return null;
        return await host.RunAsync<ProposeRootUnit, Unit?>(
            AccessScope.Operator(), use => use.HandleAsync(new ProposeRootUnit.Query(row), cancellationToken));
    }

    private static UnitRow? RowOf(string code, IReadOnlyList<UnitRow> rows) =>
        rows.FirstOrDefault(row => !row.IsBlocked && row.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
}
