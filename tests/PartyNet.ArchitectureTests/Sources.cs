namespace PartyNet.ArchitectureTests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Sources
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "PartyNet.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
