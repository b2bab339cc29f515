using PartyNet.Application;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Text;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Imports;

/// <summary>How loads and the rows of their plans are called and look.</summary>
public static class LoadWords
{
    /// <summary>What a plan can be narrowed to, in the order of its sum.</summary>
    public static IReadOnlyList<Choice<ImportAction>> Actions { get; } =
    [
        new("moi", "Mới", ImportAction.Create),
        new("sua", "Sửa", ImportAction.Update),
        new("khong-doi", "Không đổi", ImportAction.Unchanged),
        new("can-quyet-dinh", "Cần quyết định", ImportAction.Decision),
        new("loi", "Lỗi", ImportAction.Problem),
        new("bo-qua", "Bỏ qua", ImportAction.Skipped),
    ];

    public static int Count(this ImportPlan plan, ImportAction action) => action switch
    {
        ImportAction.Create => plan.Creates,
        ImportAction.Update => plan.Updates,
        ImportAction.Unchanged => plan.Unchanged,
        ImportAction.Decision => plan.Decisions,
        ImportAction.Problem => plan.Problems,
        ImportAction.Skipped => plan.Skipped,
    };

    /// <summary>512 dòng = 9 mới + 20 sửa + 480 không đổi + 3 lỗi.</summary>
    public static string Sum(ImportPlan plan)
    {
        var parts = Actions.Where(action => plan.Count(action.Value) > 0)
            .Select(action => $"{Numbers.Text(plan.Count(action.Value))} {action.Name.WithinSentence()}").ToList();
        return parts.Count == 0 ? "Tệp không có dòng nào." : $"{Numbers.Text(plan.Rows)} dòng = {string.Join(" + ", parts)}";
    }

    /// <summary>What holds rows up: 3 dòng có lỗi, 4 dòng cần quyết định.</summary>
    public static string Held(ImportPlan plan) => Rows((plan.Problems, "có lỗi"), (plan.Decisions, "cần quyết định"));

    /// <summary>
    /// What the workbook of rows to mend holds: Còn 3 dòng chưa nhập được; 2 dòng nhập được nhưng còn tài khoản chưa đọc được.
    /// </summary>
    public static string ToMend(ImportPlan plan)
    {
        var partial = $"{Numbers.Text(plan.Partial)} dòng nhập được nhưng còn tài khoản chưa đọc được.";
        return plan.Partial == 0 ? $"Còn {Numbers.Text(plan.Held)} dòng chưa nhập được."
            : plan.Held == 0 ? $"Có {partial}"
            : $"Còn {Numbers.Text(plan.Held)} dòng chưa nhập được; {partial}";
    }

    /// <summary>What undoing did: 2 dòng trở lại như trước, 9 dòng đã thêm được xóa đi.</summary>
    public static string Undone(ImportPlan plan) =>
        Rows((plan.Restored, "trở lại như trước"), (plan.Removed, "đã thêm được xóa đi")) is { Length: > 0 } done
            ? $"{done}."
            : "Không dòng nào phải trở lại như trước.";

    private static string Rows(params IEnumerable<(int Count, string Which)> kinds) =>
        string.Join(", ", kinds.Where(kind => kind.Count > 0).Select(kind => $"{Numbers.Text(kind.Count)} dòng {kind.Which}"));

    /// <summary>What undoing leaves as it is.</summary>
    public static string Stays(ImportKind kind) => kind switch
    {
        ImportKind.Units =>
            "Tổ chức đã có đảng viên, đã có tổ chức trực thuộc, hoặc đã được sửa sau đó thì giữ nguyên, và hệ thống nêu tên.",
        ImportKind.Members =>
            "Ai đã kê khai, đã có tài khoản đăng nhập, đã giữ vai trò, hoặc đã được sửa sau đó thì giữ nguyên, và hệ thống nêu tên.",
        ImportKind.Roles => "Vai trò mà đồng chí không được cho thôi, hoặc đã thay đổi sau đó, thì giữ nguyên, và hệ thống nêu tên.",
        ImportKind.Accounts => "Đồng chí nào đã trả lời về tài khoản của mình thì câu trả lời giữ nguyên, và hệ thống nêu tên.",
    };

    /// <summary>Why a plan without a change cannot be agreed to, and what to do.</summary>
    public static string NothingToLoad(ImportPlan plan) => plan switch
    {
        { Held: > 0 } => "Chưa nhập được dòng nào. Đồng chí quyết định hoặc sửa các dòng nêu trên trước.",
        { Unchanged: > 0 } => "Không có gì để nhập: hệ thống đã có đủ các dòng này.",
        _ => "Không có gì để nhập.",
    };

    /// <summary>Beside its row, which need not be said again: Ngày sinh “31/02/1960”: Tháng 2 năm 1960 không có ngày 31.</summary>
    public static string Say(CellProblem problem)
    {
        var found = problem.Found.Length == 0 ? "" : $"“{problem.Found}”";
        var where = problem.Column is null ? found : $"{problem.Header} {found}".Trim();
        return where.Length == 0 ? problem.Reason : $"{where}: {problem.Reason}";
    }

    /// <summary>A question in few words, among others.</summary>
    public static string InFewWords(DoubtKind kind) => kind switch
    {
        DoubtKind.SameName => "Cùng họ tên",
        DoubtKind.OtherNumber => "Cùng họ tên, số khác",
        DoubtKind.NearBirth => "Ngày sinh gần giống",
        DoubtKind.NearName => "Họ tên gần giống",
        DoubtKind.OtherBranch => "Có ở chi bộ khác",
        DoubtKind.SeveralAlike => "Khớp nhiều người",
        DoubtKind.SomebodysNumber => "Số của người khác",
    };

    public static StatusKind Kind(ImportAction action) => action switch
    {
        ImportAction.Create or ImportAction.Update => StatusKind.Info,
        ImportAction.Unchanged => StatusKind.Plain,
        ImportAction.Decision => StatusKind.Warning,
        ImportAction.Problem => StatusKind.Error,
        ImportAction.Skipped => StatusKind.Neutral,
    };

    public static string Name(LoadState state) => state switch
    {
        LoadState.Reading => "Đang xem cách đọc tệp",
        LoadState.Planning => "Đang so với hệ thống",
        LoadState.Planned => "Chờ đồng ý",
        LoadState.Committing => "Đang nhập",
        LoadState.Committed => "Đã nhập",
        LoadState.Undoing => "Đang hoàn tác",
        LoadState.Undone => "Đã hoàn tác",
        LoadState.Failed => "Chưa xong",
    };

    public static StatusKind Kind(LoadState state) => state switch
    {
        LoadState.Planning or LoadState.Committing or LoadState.Undoing => StatusKind.Info,
        LoadState.Planned or LoadState.Reading => StatusKind.Neutral,
        LoadState.Failed => StatusKind.Warning,
        LoadState.Committed or LoadState.Undone => StatusKind.Plain,
    };
}
