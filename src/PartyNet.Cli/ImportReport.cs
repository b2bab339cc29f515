using PartyNet.Application.Imports;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Cli;

/// <summary>Prints a plan: the rows that would change on standard output, the words about the file on standard error.</summary>
internal static class ImportReport
{
    public static async Task PrintAsync(Stdio io, ImportList list, ImportPreview preview)
    {
        var plan = preview.Plan;
        var total = plan.Creates + plan.Updates + plan.Unchanged + plan.Held;
        await io.Error.WriteLineAsync($"Trang tính “{list.Sheet}”, dòng tiêu đề {list.HeaderRow}.");
        foreach (var note in list.Notes)
            await io.Error.WriteLineAsync(note);
        if (list.Unused.Count > 0)
        {
            var unused = list.Unused.Select(c => $"{c.Heading.ReplaceLineEndings(" ")} (cột {SheetRow.ColumnName(c.Column)})");
            await io.Error.WriteLineAsync($"Các cột không nhập: {string.Join(", ", unused)}.");
        }

        foreach (var skipped in list.Skipped)
        {
            var sheet = skipped.Sheet is null ? "" : $" của trang “{skipped.Sheet}”";
            await io.Error.WriteLineAsync($"Bỏ qua dòng {skipped.Number}{sheet}: {skipped.Text}");
        }

        if (list.Failure is { } failure)
            await io.Error.WriteLineAsync(failure.Description);

        foreach (var change in preview.Changes)
            await io.Out.WriteLineAsync(InWords(change));
        foreach (var problem in preview.Problems)
            await io.Out.WriteLineAsync($"{Label(problem)}\t{problem}");

        await io.Out.WriteLineAsync(
            $"{total} dòng = {plan.Unchanged} không đổi + {plan.Updates} sửa + {plan.Creates} mới + "
                + (plan.Decisions > 0 ? $"{plan.Decisions} cần quyết định + " : "") + $"{plan.Problems} lỗi");
        if (plan.Absent > 0)
        {
            await io.Error.WriteLineAsync(plan.Kind == ImportKind.Members
                ? $"{plan.Absent} đồng chí đang sinh hoạt trong hệ thống không có trong tệp; không ai bị xóa."
                : $"{plan.Absent} tổ chức trong hệ thống không có trong tệp; không tổ chức nào bị xóa.");
        }
    }

    private static string Label(CellProblem problem) => problem.AsksWho ? "CẦN QUYẾT ĐỊNH" : problem.Blocks ? "LỖI" : "LƯU Ý";

    private static string InWords(PlannedChange change) => change.Action == ImportAction.Create
        ? $"MỚI\t{change.Where}: {change.Subject}"
        : $"SỬA\t{change.Where}: {change.Subject}: {string.Join("; ", change.Differences)}";
}
