using PartyNet.Infrastructure.Setup;

namespace PartyNet.Web.Hosting;

/// <summary>What whoever starts the site is told where its port is somebody's already.</summary>
public static class PortTaken
{
    /// <param name="folder">The installation that is served; null for a site whose settings stand on its command line.</param>
    /// <param name="isServedElsewhere">Another process works with the installation's own database server.</param>
    /// <param name="port">The web server's words.</param>
    public static string Explain(InstallationFolder? folder, bool isServedElsewhere, string port) => (folder, isServedElsewhere) switch
    {
        (null, _) =>
            $"Cổng đang có chương trình khác dùng ({port}). Dừng chương trình đó, hoặc chọn cổng khác: --urls http://localhost:5081",
        (_, true) =>
            $"Nơi cài {folder.Directory} đang chạy rồi, trong một tiến trình khác ({port}). Dừng tiến trình ấy trước (hoặc “systemctl stop "
                + "partynet”).",
        _ =>
            $"Cổng đang có chương trình khác dùng ({port}). Dừng chương trình đó, hoặc chọn cổng khác: sửa “urls” trong "
                + $"{folder.SettingsFile}.",
    };
}
