namespace PartyNet.EmbeddedPostgres;

/// <summary>What a host decides about the embedded server; everything else is decided by <see cref="EmbeddedServer"/>.</summary>
public sealed record EmbeddedServerOptions
{
    /// <summary>Environment variable that moves the data out of the checkout.</summary>
    public const string DataDirectoryVariable = "PARTYNET_DATA";

    /// <summary>Folder of the cluster, its passwords and its logs; made if it is missing. Under root another one may be used.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>False only for tests: writes are not forced to disk, so a power cut may lose the cluster.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>What the server may take of the machine's memory where it has work to do all day; small where this is null.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>
    /// Folder with bin, lib and share of PostgreSQL; by default that beside the program, or of the npm package in the checkout.
    /// </summary>
    public string? InstallationDirectory { get; init; }

    /// <summary>
    /// Under root, where binaries and data go when the unprivileged server cannot enter their own folder;
    /// by default a machine-wide folder that only root writes.
    /// </summary>
    public string? FallbackDirectory { get; init; }

    /// <summary>For an installation that people work with: half of the machine is the server's.</summary>
    public static EmbeddedServerOptions ForInstallation(string dataDirectory) => new()
    {
        DataDirectory = dataDirectory,
        MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2,
    };

    /// <summary>
    /// Data in PARTYNET_DATA, else in <c>data/</c> of the checkout that the program was built in. Null for a program that has left it:
    /// a database in whatever folder somebody happens to stand in is nobody's.
    /// </summary>
    public static EmbeddedServerOptions? ForDevelopment() => ForDevelopment(
        Environment.GetEnvironmentVariable(DataDirectoryVariable), AppContext.BaseDirectory);

    /// <param name="asked">What PARTYNET_DATA says.</param>
    /// <param name="program">The folder of the program.</param>
    public static EmbeddedServerOptions? ForDevelopment(string? asked, string program)
    {
        if (!string.IsNullOrWhiteSpace(asked))
            return new EmbeddedServerOptions { DataDirectory = Path.GetFullPath(asked) };
        return Checkout.FindAbove(program) is { } checkout
            ? new EmbeddedServerOptions { DataDirectory = Path.Combine(checkout, "data") }
            : null;
    }
}
