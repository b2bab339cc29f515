using PartyNet.Infrastructure.Diagnosis;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Web.Hosting;

/// <summary>
/// The command line of the site: settings by name, <c>--urls http://…</c> or <c>--urls=http://…</c>. ASP.NET Core passes over what it does
/// not know, so that a slip of the pen would start the site with other settings than were asked for.
/// </summary>
public static class StartSettings
{
    public const int Misuse = 2;

    /// <summary>What ASP.NET Core takes, and the address that the site is known by.</summary>
    private static readonly string[] Names =
        ["urls", "http_ports", "https_ports", "environment", "contentRoot", "webroot", "applicationName", "AllowedHosts",
            PublicAddress.Setting];

    /// <summary>Kestrel reads more there than this product names.</summary>
    private const string Kestrel = "Kestrel:";

    /// <summary>The first word that is no setting, or a setting without its value; null where all is well.</summary>
    public static string? Stray(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, hasValue) = arguments[i].IndexOf('=', StringComparison.Ordinal) is >= 0 and var sign
                ? (arguments[i][..sign], true)
                : (arguments[i], false);
            if (!name.StartsWith("--", StringComparison.Ordinal) || !IsKnown(name[2..]) || (!hasValue && ++i == arguments.Count))
                return name;
        }

        return null;
    }

    public static string Explain(string stray) =>
        $"Không hiểu tham số “{stray}”. Mỗi thiết lập ghi bằng tên và giá trị, ví dụ --urls http://localhost:5081; "
            + "các thiết lập có trong docs/operations.md.";

    // Names without a section are variables of the environment.
    private static bool IsKnown(string name) =>
        Names.Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.StartsWith(Kestrel, StringComparison.OrdinalIgnoreCase)
        || (name.Contains(':', StringComparison.Ordinal) && EffectiveSettings.Names.Contains(name, StringComparer.OrdinalIgnoreCase));
}
