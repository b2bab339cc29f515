namespace PartyNet.EmbeddedPostgres;

/// <summary>Finds the source tree that this program was built from; a deployed program has none.</summary>
internal static class Checkout
{
    private const string Marker = "PartyNet.sln";

    public static string? Find() => FindAbove(AppContext.BaseDirectory) ?? FindAbove(Environment.CurrentDirectory);

    public static string? FindAbove(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
                return folder.FullName;
        return null;
    }
}
