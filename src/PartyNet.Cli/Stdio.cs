using System.Text;
using Microsoft.Extensions.Configuration;

namespace PartyNet.Cli;

/// <summary>
/// What one run is given: its three streams, its clock, and the settings of the installation for verbs that work on one. Data goes to
/// <see cref="Out"/> (UTF-8, no BOM, LF on every system, so that a pipe gives the same bytes everywhere) or, for binary formats, to
/// <see cref="Output"/>; words for people go to <see cref="Error"/>.
/// </summary>
internal sealed class Stdio : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public Stdio(Stream input, Stream output, Stream error, TimeProvider clock)
    {
        Clock = clock;
        Input = input;
        Output = output;
        Out = new StreamWriter(output, Utf8, bufferSize: 32 * 1024, leaveOpen: true) { NewLine = "\n" };
        Error = new StreamWriter(error, Utf8, leaveOpen: true) { NewLine = "\n", AutoFlush = true };
    }

    public TimeProvider Clock { get; }

    public Stream Input { get; }

    /// <summary>The raw standard output; flush <see cref="Out"/> before writing here.</summary>
    public Stream Output { get; }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    /// <summary>Settings of the installation, read as the web application reads them when a verb asks for the first time.</summary>
    public IConfiguration Settings
    {
        get => field ??= ToolHost.ReadSettings(Folder);
        init;
    }

    /// <summary>The folder of the installation, where the command line names one.</summary>
    public string? Folder { get; set; }

    public static Stdio OfProcess() =>
#pragma warning disable RS0030 // The command line starts here: verbs take the clock from here.
        new(Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.OpenStandardError(), TimeProvider.System);
#pragma warning restore RS0030

    /// <summary>Lines of the input as UTF-8 (a BOM is dropped, CRLF is accepted), read as they come.</summary>
    public IEnumerable<string> ReadLines()
    {
        using var reader = new StreamReader(Input, Utf8, detectEncodingFromByteOrderMarks: true, bufferSize: 32 * 1024, leaveOpen: true);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    public void Dispose()
    {
        Out.Dispose();
        Error.Dispose();
    }
}
