namespace PartyNet.LoadBench;

/// <summary>The checkout that this program was built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>"Release" or "Debug": the product under load is built like the bench.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>Where the build of a project lies, from the project's folder.</summary>
    public static string Output { get; } = Path.Combine("bin", Configuration, "net10.0");

    public static string Project(string name) => Path.Combine(Root, "src", name);

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("The bench runs from its checkout."),
        _ => File.Exists(Path.Combine(folder.FullName, "PartyNet.sln")) ? folder.FullName : Find(folder.Parent),
    };
}
