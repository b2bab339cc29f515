using System.Net;
using Npgsql;

namespace PartyNet.Infrastructure.Database;

/// <summary>What is said of a server of one's own, before anybody tries to reach it.</summary>
internal static class ConnectionStrings
{
    /// <param name="name">Of the connection string in the settings.</param>
    /// <returns>What to connect with. In Production the way to another machine is encrypted, to a server that proves who it is and does not
    /// learn the password.</returns>
    /// <exception cref="InstallationException">It is none, or leads over an open way.</exception>
    public static string Check(string name, string connectionString, InstallationMode mode)
    {
        var settings = Parse(name, connectionString);
        if (mode != InstallationMode.Production || IsThisMachine(settings.Host!))
            return connectionString;
        if (!settings.ShouldSerialize("SSL Mode"))
            settings.SslMode = SslMode.VerifyFull;
        if (settings.SslMode < SslMode.VerifyCA)
            throw new InstallationException(
                $"ConnectionStrings__{name} dẫn đến máy {settings.Host} mà không kiểm tra chứng thư của máy đó. Bỏ “SSL Mode”, hoặc đặt "
                    + "SSL Mode=VerifyFull (và Root Certificate nếu dùng chứng thư nội bộ).");
        settings.RequireAuth ??= "ScramSHA256";
        return settings.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Parse(string name, string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            return settings.Host is { Length: > 0 } ? settings : throw new ArgumentException("Host?");
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new InstallationException(
                $"Chuỗi kết nối ConnectionStrings__{name} viết sai ({e.Message}). Dạng đúng: Host=…;Database=…;Username=…;Password=…", e);
        }
    }

    /// <summary>A socket of the file system, or an address that leads nowhere else.</summary>
    private static bool IsThisMachine(string host) => host.StartsWith('/') || host.StartsWith('@') || host == "localhost"
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
