using PartyNet.Infrastructure.Setup;
using PartyNet.Web.Hosting;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>Who is told to change a setting is told one that the command takes.</summary>
public sealed class PortTakenTests
{
    private static readonly InstallationFolder Folder = new("/noi-cai");

    [Fact]
    public void A_site_of_a_command_line_takes_another_port_there() =>
        Assert.Contains("--urls http://", PortTaken.Explain(null, isServedElsewhere: true, "5080"), StringComparison.Ordinal);

    [Fact]
    public void An_installation_takes_another_port_in_its_settings()
    {
        var said = PortTaken.Explain(Folder, isServedElsewhere: false, "5080");
        Assert.EndsWith($"sửa “urls” trong {Folder.SettingsFile}.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("--urls", said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_installation_that_is_served_already_is_said_to_be()
    {
        var said = PortTaken.Explain(Folder, isServedElsewhere: true, "5080");
        Assert.StartsWith($"Nơi cài {Folder.Directory} đang chạy rồi", said, StringComparison.Ordinal);
        Assert.DoesNotContain("urls", said, StringComparison.Ordinal);
    }
}
