namespace PartyNet.Infrastructure.Database.Embedded;

/// <summary>Finds what the server said last, for the message that it would not start.</summary>
internal static class ServerLog
{
    private static readonly string[] Severities = ["PANIC:", "FATAL:", "ERROR:"];

    /// <summary>The file to read on in, and its words that tell of the failure.</summary>
    public static (string File, string LastWords) LastWords(DataFolder folder)
    {
        var files = new List<string> { folder.StartLog };
        if (Directory.Exists(folder.LogDirectory))
            files.AddRange(Directory.EnumerateFiles(folder.LogDirectory));
        foreach (var file in files.Where(File.Exists).OrderByDescending(File.GetLastWriteTimeUtc))
            if (File.ReadLines(file).LastOrDefault(HasSeverity) is { } line)
                return (file, FromSeverity(line));
        return (folder.StartLog, BeforeTheLog(folder.StartLog));
    }

    private static bool HasSeverity(string line) => Severities.Any(s => line.Contains(s, StringComparison.Ordinal));

    private static string FromSeverity(string line) =>
        line[Severities.Select(s => line.IndexOf(s, StringComparison.Ordinal)).Where(i => i >= 0).Min()..];

    /// <summary>The very first checks, and the shell, complain in plain lines.</summary>
    private static string BeforeTheLog(string file)
    {
        var said = File.Exists(file) ? string.Join(' ', File.ReadLines(file).TakeLast(3)) : "";
        return said.Length > 0 ? said : "máy chủ không nói lý do";
    }
}
