namespace PartyNet.Web.Hosting;

/// <summary>A setting that holds several values, separated by semicolons.</summary>
public static class ListSetting
{
    /// <returns>Without the empty ones; none where the setting is not made.</returns>
    public static string[] Read(IConfiguration configuration, string name) =>
        (configuration[name] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
