using PartyNet.Infrastructure.Database;

namespace PartyNet.Web.Hosting;

/// <summary>A setting that is on or off.</summary>
public static class SwitchSetting
{
    /// <exception cref="InstallationException">It is neither; the setting is named.</exception>
    public static bool Read(IConfiguration configuration, string name, bool standard)
    {
        if (configuration[name] is not { Length: > 0 } text)
            return standard;
        return bool.TryParse(text, out var isOn)
            ? isOn
            : throw new InstallationException(
                $"Thiết lập {name.Replace(":", "__", StringComparison.Ordinal)} phải là true hoặc false, không phải “{text}” "
                    + "(xem docs/operations.md).");
    }
}
