using System.Globalization;

namespace PartyNet.EmbeddedPostgres;

/// <summary>Finds what the server said last, for the message that it would not start.</summary>
internal static class ServerLog
{
    private static readonly string[] Severities = ["PANIC:", "FATAL:", "ERROR:"];

    /// <summary>The file to read on in, and the words since <paramref name="start"/> that tell of the failure.</summary>
    public static (string File, string LastWords) LastWords(DataFolder folder, DateTimeOffset start)
    {
        // Every line of the log begins with its time, so that text order is time order.
        var first = start.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var files = new List<string> { folder.StartLog };
        if (Directory.Exists(folder.LogDirectory))
            files.AddRange(Directory.EnumerateFiles(folder.LogDirectory));
        foreach (var file in files.Where(File.Exists).OrderByDescending(File.GetLastWriteTimeUtc))
            if (File.ReadLines(file).LastOrDefault(line => HasSeverity(line) && string.CompareOrdinal(line, first) >= 0) is { } line)
                return (file, FromSeverity(line));
        return (folder.StartLog, BeforeTheLog(folder.StartLog));
    }

    public static bool HasSeverity(string line) => Severities.Any(s => line.Contains(s, StringComparison.Ordinal));

    public static string FromSeverity(string line) =>
        line[Severities.Select(s => line.IndexOf(s, StringComparison.Ordinal)).Where(i => i >= 0).Min()..];

    /// <summary>The very first checks, and the shell, complain in plain lines.</summary>
    private static string BeforeTheLog(string file)
    {
        var said = File.Exists(file) ? string.Join(' ', File.ReadLines(file).TakeLast(3)) : "";
        return said.Length > 0 ? said : "máy chủ không nói lý do";
    }
}
