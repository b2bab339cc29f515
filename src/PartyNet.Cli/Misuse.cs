using System.CommandLine;
using System.CommandLine.Parsing;

namespace PartyNet.Cli;

/// <summary>Says in Vietnamese what is wrong with a command line, and where to read how it is used.</summary>
internal static class Misuse
{
    private const string NoVerb = "Chưa nêu lệnh cần chạy.";

    public static void Explain(ParseResult parsed, TextWriter error)
    {
        // A mistyped verb is also reported as a missing one; the word that was not understood says it better.
        var sentences = parsed.Errors.Select(e => Sentence(parsed, e)).Distinct();
        foreach (var sentence in parsed.UnmatchedTokens.Count > 0 ? sentences.Where(s => s != NoVerb) : sentences)
            error.WriteLine(sentence);
        error.WriteLine($"Xem cách dùng: {CommandPath(parsed.CommandResult)} --help");
    }

    private static string Sentence(ParseResult parsed, ParseError problem) =>
        problem.SymbolResult switch
        {
            // Messages of our own validators are Vietnamese already; the library's are not, so its cases are worded here.
            OptionResult { Option.Required: true, IdentifierTokenCount: 0 } option => $"Thiếu tùy chọn {option.Option.Name}.",
            OptionResult { Tokens.Count: 0, Option.Arity.MinimumNumberOfValues: > 0 } option =>
                $"Tùy chọn {option.Option.Name} cần một giá trị.",
            OptionResult { IdentifierTokenCount: > 1, Option.Arity.MaximumNumberOfValues: 1 } option =>
                $"Tùy chọn {option.Option.Name} chỉ được nêu một lần.",
            ArgumentResult { Tokens.Count: 0, Argument.Arity.MinimumNumberOfValues: > 0 } argument =>
                $"Thiếu tham số {argument.Argument.Name}.",
            _ when parsed.UnmatchedTokens.FirstOrDefault(t => problem.Message.Contains(t, StringComparison.Ordinal)) is { } token =>
                $"Không hiểu “{token}”.",
            CommandResult { Command: { Subcommands.Count: > 0, Action: null } } => NoVerb,
            _ => problem.Message,
        };

    internal static string CommandPath(CommandResult command)
    {
        var name = command.Command is RootCommand ? "partynet" : command.Command.Name;
        return command.Parent is CommandResult parent ? $"{CommandPath(parent)} {name}" : name;
    }
}
