using System.Globalization;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Web.Hosting;

/// <summary>A whole number that the installation may set.</summary>
public static class NumberSetting
{
    /// <exception cref="InstallationException">It is no whole number, or out of bounds; the setting is named.</exception>
    public static int Read(IConfiguration configuration, string name, int least, int most, int standard)
    {
        if (configuration[name] is not { Length: > 0 } text)
            return standard;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new InstallationException(
                $"Thiết lập {name.Replace(":", "__", StringComparison.Ordinal)} phải là số nguyên từ {least} đến {most}, "
                    + $"không phải “{text}” (xem docs/operations.md).");
    }
}
