using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.Infrastructure.Setup;
using PartyNet.TestCommon;
using PartyNet.Web.Hosting;
using PartyNet.Web.Tests.Outages;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>
/// The program itself, started as an office starts it: what is wrong is one sentence on standard error, and the exit code says so.
/// </summary>
public sealed class StartTests(Site site)
{
    private const string Address = "http://127.0.0.1:0";

    [Theory]
    [InlineData("--url", "--url", Address)]
    [InlineData("--urls", "--urls")]
    [InlineData("chay", "chay")]
    [InlineData("-v", "--urls", Address, "-v")]
    [InlineData("--help", "--help")]
    [InlineData("--urls2", "--urls=" + Address, "--urls2=x")]
    [InlineData("--Jobs:Runs", "--Jobs:Runs", "false")]
    [InlineData("--Sessions:Minutes", "--Sessions:Minutes=5")]
    public async Task A_word_that_is_no_setting_is_named(string stray, params string[] arguments)
    {
        var ended = await RunAsync([], arguments);

        Assert.Equal(2, ended.Exit);
        Assert.Contains($"“{stray}”", ended.OneSentence, StringComparison.Ordinal);
    }

    /// <summary>All that docs/operations.md names, but for the variables of the environment.</summary>
    [Fact]
    public void Every_setting_may_be_named_on_the_command_line()
    {
        var settings = EffectiveSettings.Names.Where(name => name.Contains(':', StringComparison.Ordinal)).ToList();

        Assert.True(settings.Count >= 25, $"Only {settings.Count} settings were looked at.");
        Assert.All(settings, name =>
        {
            Assert.Null(StartSettings.Stray([$"--{name}", "1"]));
            Assert.Null(StartSettings.Stray([$"--{name.ToUpperInvariant()}=1"]));
        });
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var office = await Office.OpenAsync(site);

        var ended = await RunAsync(office.Settings, "--urls", $"http://{other.LocalEndpoint}");

        Assert.Equal(1, ended.Exit);
        Assert.Contains($"{other.LocalEndpoint}", ended.OneSentence, StringComparison.Ordinal);
        Assert.Contains("Cổng đang có chương trình khác dùng", ended.OneSentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("khong-phai-dia-chi")]
    [InlineData("ftp://127.0.0.1:0")]
    [InlineData("http://203.0.113.7:5081")]
    public async Task An_address_that_cannot_be_listened_on_is_named(string address)
    {
        await using var office = await Office.OpenAsync(site);

        var ended = await RunAsync(office.Settings, "--urls", address);

        Assert.Equal(1, ended.Exit);
        Assert.Contains(address, ended.OneSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_there_is_named()
    {
        await using var office = await Office.OpenAsync(site);
        (string, string)[] settings = [.. office.Settings, ("Kestrel__Certificates__Default__Path", "/khong-co/site.pfx")];

        var ended = await RunAsync(settings, "--urls", "https://127.0.0.1:0");

        Assert.Equal(1, ended.Exit);
        Assert.Contains("Kestrel__Certificates__Default__Path", ended.OneSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_without_its_key_is_named()
    {
        await using var office = await Office.OpenAsync(site);
        var file = Path.Combine(Directory.CreateTempSubdirectory("partynet-chung-thu").FullName, "site.pem");
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        using (var certificate = new CertificateRequest("CN=kekhai.xa.vn", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TestDatabase.Morning.AddYears(-1), TestDatabase.Morning.AddYears(9)))
            await File.WriteAllTextAsync(file, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        (string, string)[] settings = [.. office.Settings, ("Kestrel__Certificates__Default__Path", file)];

        var ended = await RunAsync(settings, "--urls", "https://127.0.0.1:0");
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        Assert.Equal(1, ended.Exit);
        Assert.Contains("không kèm khóa riêng", ended.OneSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named()
    {
        await using var folder = await MountedFolder.ReadOnlyAsync();
        var data = Path.Combine(folder.Path, "data");

        var ended = await RunAsync([("PARTYNET_DATA", data)], "--urls", Address);

        Assert.Equal(1, ended.Exit);
        Assert.Contains(data, ended.OneSentence, StringComparison.Ordinal);
        Assert.Contains("PARTYNET_DATA", ended.OneSentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Database=partynet;Username=x;Password=bí mật")]
    [InlineData("Host=127.0.0.1;Port=một;Username=x;Password=bí mật")]
    [InlineData("Host=127.0.0.1;Port=1;Username=x;Password=bí mật")]
    [InlineData("Host=khong-co.invalid;Username=x;Password=bí mật;Timeout=2")]
    public async Task A_connection_string_that_leads_nowhere_is_named(string connection)
    {
        await using var office = await Office.OpenAsync(site, isEmpty: true);
        var ended = await RunAsync(
            [.. office.Settings, ("ConnectionStrings__PartyNet", connection), ("ConnectionStrings__PartyNetOwner", connection)],
            "--urls", Address);

        Assert.Equal(1, ended.Exit);
        Assert.Contains("ConnectionStrings__PartyNet", ended.OneSentence, StringComparison.Ordinal);
        Assert.DoesNotContain("bí mật", ended.OneSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rights_that_the_owner_lacks_are_named()
    {
        await using var office = await Office.OpenAsync(site, isEmpty: true);
        var app = office.Settings.Single(s => s.Name == "ConnectionStrings__PartyNet").Value;

        var ended = await RunAsync(
            [.. office.Settings.Where(s => s.Name != "ConnectionStrings__PartyNetOwner"), ("ConnectionStrings__PartyNetOwner", app)],
            "--urls", Address);

        Assert.Equal(1, ended.Exit);
        Assert.Contains("không đủ quyền", ended.OneSentence, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__PartyNetOwner", ended.OneSentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AllowedHosts", "AllowedHosts", "")]
    [InlineData("DataProtection__Directory", "DataProtection__Directory", "")]
    [InlineData("DataProtection__Certificate", "DataProtection__Certificate", "/khong-co/cookie.pfx")]
    [InlineData("Protection__KeyFile", "Protection__KeyFile", "")]
    [InlineData("Proxy__Networks", "Proxy__Networks", "")]
    [InlineData("/khong-co/keys.json", "Protection__KeyFile", "/khong-co/keys.json")]
    public async Task What_an_office_has_not_set_is_named(string named, string setting, string value)
    {
        await using var office = await Office.OpenAsync(site);
        (string Name, string Value)[] settings =
        [
            .. office.Settings, ("ASPNETCORE_ENVIRONMENT", "Production"), ("AllowedHosts", "127.0.0.1"),
            ("DataProtection__Directory", office.Folder), ("Proxy__Networks", "127.0.0.1"),
        ];

        var ended = await RunAsync([.. settings.Where(s => s.Name != setting), (setting, value)], "--urls", Address);

        Assert.Equal(1, ended.Exit);
        Assert.Contains(named, ended.OneSentence, StringComparison.Ordinal);
    }

    /// <summary>Runs the program until it ends; one that serves instead is ended here, and its exit code is not what is expected.</summary>
    private static async Task<Ended> RunAsync(IEnumerable<(string Name, string Value)> settings, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "PartyNet.Web.exe" : "PartyNet.Web");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return new Ended(process.HasExited ? process.ExitCode : -1, await output, await error);
    }

    private sealed record Ended(int Exit, string Output, string Error)
    {
        /// <summary>All that stands on standard error, and nothing technical anywhere.</summary>
        public string OneSentence
        {
            get
            {
                foreach (var sign in (string[])["   at ", "Exception"])
                    Assert.False((Output + Error).Contains(sign, StringComparison.Ordinal), Output + Error);

                return Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            }
        }
    }

    /// <summary>A database of its own with a key file.</summary>
    private sealed class Office : IAsyncDisposable
    {
        private readonly ClusterDatabase _database;

        private Office(ClusterDatabase database, string folder)
        {
            (_database, Folder) = (database, folder);
            var keys = Path.Combine(folder, "keys.json");
            KeyRing.Generate().Save(keys);
            Settings =
            [
                ("ConnectionStrings__PartyNet", database.AppConnectionString),
                ("ConnectionStrings__PartyNetOwner", database.OwnerConnectionString),
                ("Protection__KeyFile", keys),
            ];
        }

        public string Folder { get; }

        public IReadOnlyList<(string Name, string Value)> Settings { get; }

        public static async Task<Office> OpenAsync(Site site, bool isEmpty = false)
        {
            var database = isEmpty ? await site.Database.NewEmptyDatabaseAsync() : await site.Database.NewDatabaseAsync();
            // Into an empty one development would put the demo.
            if (!isEmpty)
                await EnrolAsync(database);
            return new Office(database, Directory.CreateTempSubdirectory("partynet-office-").FullName);
        }

        public async ValueTask DisposeAsync()
        {
            await _database.DisposeAsync();
            Directory.Delete(Folder, recursive: true);
        }

        private static async Task EnrolAsync(ClusterDatabase database)
        {
            await using var installation = new Installation(
                DataSources.ForApp(database.AppConnectionString), database.OwnerConnectionString, KeyRing.Generate(), isDemo: false);
            await using var services = TestDatabase.Services(installation, TestDatabase.Clock);
            await World.CreateAsync(services);
        }
    }
}
