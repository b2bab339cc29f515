namespace PartyNet.LoadBench;

/// <summary>The checkout that this program was built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>"Release" or "Debug": the product under load is built like the bench.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("The bench runs from its checkout."),
        _ => File.Exists(Path.Combine(folder.FullName, "PartyNet.sln")) ? folder.FullName : Find(folder.Parent),
    };
}
