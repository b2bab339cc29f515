using System.Diagnostics;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace PartyNet.IntegrationTests.Rosters;

/// <summary>Prints files as an office does, by LibreOffice, and reads what is on the pages.</summary>
internal static class Printer
{
    private const string Program = "/usr/bin/soffice";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static bool IsThere => File.Exists(Program);

    public const string Missing =
        "LibreOffice is not installed (Debian packages libreoffice-writer-nogui, libreoffice-calc-nogui, fonts-liberation).";

    /// <summary>The pages of each file, printed in one go: starting the program takes longer than printing.</summary>
    public static async Task<IReadOnlyList<PrintedPage[]>> PrintAsync(string folder, IReadOnlyList<string> files, CancellationToken stop)
    {
        // A profile of its own, so that it neither waits for nor ends what somebody else has open.
        var start = new ProcessStartInfo(Program)
        {
            ArgumentList =
            {
                $"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HOME"] = folder },
        };
        foreach (var file in files)
            start.ArgumentList.Add(file);
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            var words = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, string.Concat(words));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        return [.. files.Select(file => Read(Path.Combine(folder, Path.GetFileNameWithoutExtension(file) + ".pdf")))];
    }

    private static PrintedPage[] Read(string file)
    {
        using var pdf = PdfDocument.Open(file);
        return [.. pdf.GetPages().Select(page => new PrintedPage(Words(page.Letters), page.Width, page.Height))];
    }

    /// <summary>
    /// Letters that stand on one line without a gap. What puts words together for prose mixes up what stands in narrow cells side by side.
    /// </summary>
    private static List<PrintedWord> Words(IEnumerable<Letter> letters)
    {
        const double Gap = 1;
        var words = new List<PrintedWord>();
        foreach (var line in letters.Where(letter => letter.Value.Trim().Length > 0).GroupBy(letter => Math.Round(letter.StartBaseLine.Y)))
        {
            foreach (var letter in line.OrderBy(letter => letter.StartBaseLine.X))
            {
                if (words.LastOrDefault() is { } word && word.Y == line.Key && letter.StartBaseLine.X - word.Right < Gap)
                    words[^1] = word with { Text = word.Text + letter.Value, Right = letter.EndBaseLine.X };
                else
                    words.Add(new PrintedWord(letter.Value, letter.StartBaseLine.X, letter.EndBaseLine.X, line.Key));
            }
        }

        return [.. words.Select(word => word with { Text = word.Text.Normalize() })];
    }
}

/// <summary>A word on a page.</summary>
/// <param name="Y">Of its base line, from the foot of the page, in points.</param>
internal sealed record PrintedWord(string Text, double Left, double Right, double Y);

/// <summary>What is on a page.</summary>
internal sealed record PrintedPage(IReadOnlyList<PrintedWord> Words, double Width, double Height)
{
    private const double NextLine = 20;
    private const double Space = 8;

    public string Text => string.Join(' ', Words.Select(word => word.Text));

    /// <summary>
    /// Whether a text is on the page whole: its words side by side, or one line below the other where they wrap, as in a cell. A word that
    /// is wider than its cell may be broken anywhere.
    /// </summary>
    public bool Has(string text) => PlaceOf(text) is not null;

    /// <summary>Distance of the text from the foot of the page, in points.</summary>
    public double? PlaceOf(string text)
    {
        var sought = text.Replace(" ", "", StringComparison.Ordinal);
        return Words.Where(word => sought.StartsWith(word.Text, StringComparison.Ordinal))
            .Where(word => Continues(word, word, sought[word.Text.Length..]))
            .Select(word => (double?)word.Y).FirstOrDefault();
    }

    /// <param name="lineStart">The first word of the line that <paramref name="word"/> stands in.</param>
    private bool Continues(PrintedWord lineStart, PrintedWord word, string rest)
    {
        if (rest.Length == 0)
            return true;
        foreach (var next in Words.Where(next => rest.StartsWith(next.Text, StringComparison.Ordinal)))
        {
            var isBeside = next.Y == word.Y && next.Left - word.Right is > -1 and < Space;
            var isBelow = word.Y - next.Y is > 2 and < NextLine && next.Left < word.Right && next.Right > lineStart.Left;
            if ((isBeside && Continues(lineStart, next, rest[next.Text.Length..]))
                || (isBelow && Continues(next, next, rest[next.Text.Length..])))
            {
                return true;
            }
        }

        return false;
    }
}
