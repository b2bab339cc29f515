using System.Text;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Cli;

namespace PartyNet.UnitTests.Cli;

/// <summary>One run of <c>partynet</c> through its real entry, on streams of its own.</summary>
internal sealed record CliRun(int Exit, byte[] Output, string Error)
{
    public string Text => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Output);

    public static Task<CliRun> OfAsync(string args, string input = "") => OfAsync(args, Encoding.UTF8.GetBytes(input));

    public static async Task<CliRun> OfAsync(string args, byte[] input)
    {
        using MemoryStream output = new(), error = new();
        int exit;
        using (var io = new Stdio(new MemoryStream(input), output, error, new FakeTimeProvider()))
            exit = await CommandLine.RunAsync(
                args.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                io,
                TestContext.Current.CancellationToken
            );
        return new(exit, output.ToArray(), Encoding.UTF8.GetString(error.ToArray()));
    }
}
