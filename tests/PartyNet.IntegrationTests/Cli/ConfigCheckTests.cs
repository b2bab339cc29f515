namespace PartyNet.IntegrationTests.Cli;

/// <summary><c>partynet config check</c> prints what is in force and no secret, and names what is wrong.</summary>
public sealed class ConfigCheckTests
{
    private const string Secret = "bi-mat-khong-duoc-in";

    [Fact]
    public async Task Every_setting_in_force_is_printed_and_no_secret()
    {
        var checkedOut = await CheckAsync(new()
        {
            ["ConnectionStrings:PartyNet"] = $"Host=csdl;Username=partynet_app;Password={Secret};SSL Password={Secret}",
            ["DataProtection:CertificatePassword"] = Secret,
            ["Kestrel:Certificates:Default:Password"] = Secret,
            ["Telemetry:Endpoint"] = $"http://ai:{Secret}@thu-thap:4317/",
            ["Sessions:MemberHours"] = "6",
            ["Jobs:Run"] = "False",
            ["AllowedHosts"] = "kekhai.tinhuy.vn",
        });

        Assert.Equal((0, ""), (checkedOut.Exit, checkedOut.Error));
        Assert.DoesNotContain(Secret, checkedOut.Output, StringComparison.Ordinal);
        string[] lines =
        [
            "AllowedHosts = kekhai.tinhuy.vn",
            "ConnectionStrings__PartyNet = Host=csdl;Username=partynet_app;Password=••••••;SSL Password=••••••",
            "ConnectionStrings__PartyNetOwner = (chưa đặt)",
            "DataProtection__CertificatePassword = ••••••",
            "Kestrel__Certificates__Default__Password = ••••••",
            "Telemetry__Endpoint = http://••••••@thu-thap:4317/",
            "Jobs__Run = false",
            "Backup__Elsewhere = false (mặc định)",
            "Sessions__MemberHours = 6",
            "Sessions__StaffHours = 8 (mặc định)",
        ];
        Assert.Empty(lines.Except(checkedOut.Lines));
    }

    [Theory]
    [InlineData("Retention:SlipDays", "60", "LỖI Retention__SlipDays: Không có thiết lập nào tên này")]
    [InlineData("ConnectionStrings:PartyNetApp", "Host=csdl;Password=" + Secret, "LỖI ConnectionStrings__PartyNetApp: Không có thiết lập")]
    [InlineData("ConnectionStrings:PartyNet", "Hots=csdl;Password=" + Secret, "LỖI ConnectionStrings__PartyNet: Chuỗi kết nối viết sai")]
    [InlineData("Sessions:MemberHours", "25", "LỖI Sessions__MemberHours: Thiết lập Sessions__MemberHours phải là số nguyên từ 1 đến 24")]
    [InlineData("Jobs:Run", "không", "LỖI Jobs__Run: Phải là true hoặc false, không phải “không”.")]
    public async Task What_is_wrong_is_named(string name, string value, string said)
    {
        var checkedOut = await CheckAsync(new() { [name] = value });

        Assert.Equal(1, checkedOut.Exit);
        Assert.Contains(checkedOut.Lines, line => line.StartsWith(said, StringComparison.Ordinal));
        Assert.Single(checkedOut.Lines, line => line.StartsWith("LỖI ", StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, checkedOut.Output, StringComparison.Ordinal);
    }

    private static Task<ToolRun> CheckAsync(Dictionary<string, string?> settings) => ToolRun.OfAsync(settings, "config", "check");
}
