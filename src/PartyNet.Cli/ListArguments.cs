using System.CommandLine;
using ErrorOr;

namespace PartyNet.Cli;

/// <summary>What the verbs that load a list take and say alike.</summary>
internal static class ListArguments
{
    public static Argument<FileInfo> File(string description)
    {
        var file = new Argument<FileInfo>("tệp") { Description = description };
        RefuseOptions(file);
        return file;
    }

    /// <summary>Otherwise a mistyped option would pass for the name of a file.</summary>
    public static void RefuseOptions(Argument argument) => argument.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && result.Tokens[0].Value.StartsWith('-'))
            result.AddError($"Không hiểu “{result.Tokens[0].Value}”.");
    });

    public static Option<bool> Commit() =>
        new("--commit") { Description = "Thực hiện kế hoạch vừa hiện, trong một lần: tất cả hoặc không gì cả." };

    public static Option<bool> GoodRowsOnly() => new("--good-rows-only") { Description = "Cùng với --commit: bỏ qua các dòng có lỗi." };

    public static Option<string?> Sheet() =>
        new("--sheet") { Description = "Tên trang tính, khi tệp có nhiều danh sách.", HelpName = "tên" };

    public static async Task<int> RefuseAsync(Stdio io, IEnumerable<Error> errors)
    {
        foreach (var error in errors)
            await io.Error.WriteLineAsync(error.Description);
        return ExitCode.FoundSomethingWrong;
    }
}
