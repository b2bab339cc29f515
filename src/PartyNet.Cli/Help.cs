using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;

namespace PartyNet.Cli;

/// <summary>Prints how a verb is used, in Vietnamese throughout (the library has no Vietnamese headings), on standard output.</summary>
internal sealed class Help : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>Puts this help in place of the library's, on the root and so on every verb.</summary>
    public static void InstallOn(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new Help();
                help.Description = "Xem cách dùng.";
            }
            else if (option is VersionOption version)
            {
                version.Description = "Xem phiên bản.";
                version.Action = new Version();
            }
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        var arguments = command.Arguments.Where(a => !a.Hidden).ToList();
        var commands = command.Subcommands.Where(c => !c.Hidden).ToList();
        var options = command
            .Options.Concat(command is RootCommand ? [] : parseResult.RootCommandResult.Command.Options.Where(o => o.Recursive))
            .Where(o => !o.Hidden)
            .ToList();

        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine("Cách dùng:");
        var parts = new List<string> { Misuse.CommandPath(parseResult.CommandResult) };
        if (commands.Count > 0)
            parts.Add("<lệnh>");
        parts.AddRange(arguments.Select(Shown));
        parts.Add("[tùy chọn]");
        output.WriteLine("  " + string.Join(' ', parts));

        Section(output, "Lệnh:", commands.Select(c => (c.Name, (string?)FirstSentence(c.Description))));
        Section(output, "Tham số:", arguments.Select(a => (Shown(a), a.Description)));
        Section(output, "Tùy chọn:", options.Select(o => (Shown(o), o.Required ? $"Bắt buộc. {o.Description}" : o.Description)));
        return ExitCode.Done;
    }

    private static string Shown(Argument argument) => $"<{argument.HelpName ?? argument.Name}>";

    private static string Shown(Option option)
    {
        var names = string.Join(
            ", ",
            option.Aliases.Append(option.Name).Where(n => n[0] == '-').OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal)
        );
        return option.Arity.MaximumNumberOfValues == 0 || option is HelpOption or VersionOption || option.ValueType == typeof(bool)
            ? names
            : $"{names} <{option.HelpName ?? "giá trị"}>";
    }

    private static void Section(TextWriter output, string heading, IEnumerable<(string Name, string? Description)> entries)
    {
        var rows = entries.ToList();
        if (rows.Count == 0)
            return;
        var width = rows.Max(r => r.Name.Length) + 2;
        output.WriteLine();
        output.WriteLine(heading);
        foreach (var (name, description) in rows)
            output.WriteLine($"  {name.PadRight(width)}{OneLine(description)}".TrimEnd());
    }

    private static string OneLine(string? description) => (description ?? "").ReplaceLineEndings(" ");

    /// <summary>Where it ends has nothing to do with where its lines are broken.</summary>
    private static string FirstSentence(string? description)
    {
        var words = OneLine(description);
        var end = words.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? words : words[..(end + 1)];
    }

    private sealed class Version : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(
                typeof(Help).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
            return ExitCode.Done;
        }
    }
}
