using System.Diagnostics;

namespace PartyNet.LoadBench;

/// <summary>
/// The programs under load: those of the bundle that <c>PARTYNET_BUNDLE</c> names, where it does, as they are handed over; those of the
/// build elsewhere.
/// </summary>
internal static class Product
{
    private static readonly Lazy<string?> Bundle = new(Unpack);

    /// <summary>Which they are, for reports.</summary>
    public static string Kind => Bundle.Value is null ? $"{Checkout.Configuration} build" : "bundle";

    /// <summary>To be started, in the folder where it finds what it shows; what else it is told is the caller's.</summary>
    /// <param name="project">PartyNet.Web or PartyNet.Cli.</param>
    /// <param name="name">What its program is called.</param>
    public static ProcessStartInfo Program(string project, string name, params string[] arguments)
    {
        var (folder, programs) = Bundle.Value is { } bundle
            ? (Path.Combine(bundle, "program"), "")
            : (Checkout.Project(project), Checkout.Output);
        return new ProcessStartInfo(Path.Combine(folder, programs, name), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
    }

    private static string? Unpack()
    {
        if (Environment.GetEnvironmentVariable("PARTYNET_BUNDLE") is not { Length: > 0 } archive)
            return null;
        var folder = Directory.CreateTempSubdirectory("partynet-bench-bundle-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        using var tar = Process.Start("tar", ["-xzf", archive, "-C", folder.FullName]);
        tar.WaitForExit();
        return folder.GetDirectories("partynet-*").Single().FullName;
    }
}
