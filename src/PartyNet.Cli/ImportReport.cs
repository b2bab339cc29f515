using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Imports;
using PartyNet.Application.Spreadsheets;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Cli;

/// <summary>Prints a plan: the rows that would change on standard output, the words about the file on standard error.</summary>
internal static class ImportReport
{
    private const int RowsAtOnce = 2_000;

    /// <summary>Prints a plan, and carries it out where that is asked for.</summary>
    /// <param name="commit">Null where it is not.</param>
    /// <param name="done">What is said once it is carried out.</param>
    /// <returns>What the verb ends with.</returns>
    public static async Task<int> FinishAsync(
        Stdio io, ToolHost host, ImportList list, ImportPlan plan, CommitImport.Command? commit, string done,
        CancellationToken cancellationToken)
    {
        var isCommitted = true;
        if (commit is null)
            await PrintAsync(io, host, list, plan, cancellationToken);
        else
            isCommitted = await PrintAndCommitAsync(io, host, list, plan, commit, done, cancellationToken);
        return isCommitted && plan.Held == 0 ? ExitCode.Done : ExitCode.FoundSomethingWrong;
    }

    /// <summary>The rows are printed while the database writes what they say: a plan does not change any more.</summary>
    private static async Task<bool> PrintAndCommitAsync(
        Stdio io, ToolHost host, ImportList list, ImportPlan plan, CommitImport.Command commit, string done,
        CancellationToken cancellationToken)
    {
        var printing = Task.Run(() => PrintAsync(io, host, list, plan, cancellationToken), cancellationToken);
        string[] outcome = [];
        try
        {
            var committed = await host.RunAsync<CommitImport, ErrorOr<Success>>(
                AccessScope.Operator(commit.Unit.Path), use => use.HandleAsync(commit, cancellationToken));
            outcome = committed.IsError ? [.. committed.Errors.Select(error => error.Description)] : [done];
            if (!committed.IsError)
                await CounterFolding.FoldAsync(host.Installation.App, cancellationToken);
            return !committed.IsError;
        }
        finally
        {
            try
            {
                await printing;
            }
            finally
            {
                // Said too where the rows found no room, as on a full disk.
                foreach (var words in outcome)
                    await io.Error.WriteLineAsync(words);
            }
        }
    }

    private static async Task PrintAsync(Stdio io, ToolHost host, ImportList list, ImportPlan plan, CancellationToken cancellationToken)
    {
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

        await host.RunAsync<IImportStore, int>(
            AccessScope.Operator(plan.UnitPath), store => PrintRowsAsync(io, store, plan.Id, cancellationToken));
        await io.Out.WriteLineAsync(
            $"{plan.Rows} dòng = {plan.Unchanged} không đổi + {plan.Updates} sửa + {plan.Creates} mới + "
                + (plan.Decisions > 0 ? $"{plan.Decisions} cần quyết định + " : "") + $"{plan.Problems} lỗi");
        if (plan.Absent > 0)
        {
            await io.Error.WriteLineAsync(plan.Kind == ImportKind.Members
                ? $"{plan.Absent} đồng chí đang sinh hoạt trong hệ thống không có trong tệp; không ai bị xóa."
                : $"{plan.Absent} tổ chức trong hệ thống không có trong tệp; không tổ chức nào bị xóa.");
        }
    }

    /// <summary>Some rows at a time, in the order of the file.</summary>
    /// <returns>Number of the last row.</returns>
    private static async Task<int> PrintRowsAsync(Stdio io, IImportStore store, Guid plan, CancellationToken cancellationToken)
    {
        var last = 0;
        while (await store.ListRowsAsync(plan, only: null, notesOnly: false, last, RowsAtOnce, cancellationToken) is [.., var end] rows)
        {
            foreach (var row in rows)
            {
                if (InWords(row) is { } change)
                    await io.Out.WriteLineAsync(change);
                foreach (var problem in row.Problems)
                    await io.Out.WriteLineAsync($"{Label(problem)}\t{problem}");
            }

            last = end.Row;
        }

        return last;
    }

    private static string Label(CellProblem problem) => problem.AsksWho ? "CẦN QUYẾT ĐỊNH" : problem.Blocks ? "LỖI" : "LƯU Ý";

    /// <summary>Null where the row changes nothing.</summary>
    private static string? InWords(PlannedRowView row) => row.Action switch
    {
        ImportAction.Create => Line("MỚI", row, row.Differences.Count > 0 ? row.Differences : row.Facts),
        ImportAction.Update => Line("SỬA", row, row.Differences),
        _ => null,
    };

    private static string Line(string label, PlannedRowView row, IEnumerable<object> says) =>
        string.Join(": ", new[] { $"{label}\t{row.Where}", row.Subject, string.Join("; ", says) }.Where(part => part.Length > 0));
}
