using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Administration;
using PartyNet.Web.Tests.Branch;
using PartyNet.Web.Tests.SignIn;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>What an office gets: the archive, and nothing else of ours. <c>.ci/run</c> makes it first.</summary>
public sealed partial class BundleTests
{
    private const string Missing =
        "no bundle was made: PARTYNET_BUNDLE=$(deploy/bundle/make linux-x64) names one for Linux";

    private const string Site = "https://localhost";

    /// <summary>Who is made where nobody names another login.</summary>
    private const string Administrator = "quantri";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Security", "A16")]
    public async Task From_the_archive_to_the_first_declaration()
    {
        Assert.SkipWhen(Bundle.Archive is null, Missing);
        using var bundle = await Bundle.UnpackAsync(Bundle.Archive!);
        var watch = Stopwatch.StartNew();
        var setup = await bundle.RunAsync(
            "setup", bundle.Installation, "--unattended", "--address", Site, "--listen", bundle.Address, "--self-signed");
        Assert.True(setup.Exit == 0, setup.Error);
        var setUp = watch.Elapsed;

        using var site = bundle.Begin("serve", bundle.Installation);
        try
        {
            await ReadyAsync(site);
            using var client = bundle.NewClient(Site);
            Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Stop));
            var administrator = await ByLinkAsync(client, new Uri(setup.Output.Trim()), Administrator);
            await EnrolAsync(administrator);
            await LoadAsync(bundle);
            var (link, login) = await LinkForCommitteeAsync(administrator);
            var committee = await ByLinkAsync(client, link, login);
            await EnrolAsync(committee);
            var slip = await PrintAsync(committee);

            var member = new SiteBrowser(client);
            await ActivatePageTests.OpenAsync(member, slip);
            using var entered = await member.FillInAsync(
                "/kich-hoat/chon", "Lưu mật khẩu và vào", ("Form.Password", Passwords.Password));
            Assert.Equal("/", await LedAsync(entered));
            await ActivatePageTests.AssertDeclaresAsync(member);

            Bundle.Stop(site);
            await site.WaitForExitAsync(Stop);
            Assert.Equal(0, site.ExitCode);
            Assert.Empty(bundle.Processes());
        }
        finally
        {
            if (!site.HasExited)
            {
                Bundle.Stop(site);
                await site.WaitForExitAsync(CancellationToken.None);
            }
        }

        var where = bundle.IsConfined
            ? "without a network, on a read-only file system"
            : "(this machine does not let us take network and disk away)";
        // .ci/run repeats this line at its end.
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"Bundle: {Path.GetFileName(Bundle.Archive)}, {new FileInfo(Bundle.Archive!).Length / 1_000_000} MB; in Production behind "
            + $"https {where}: set up in {setUp.TotalSeconds:0} s, signed in, declared, stopped after {watch.Elapsed.TotalSeconds:0} s");
    }

    [Fact]
    public async Task It_says_what_it_is_made_of_and_the_sums_are_those_of_its_files()
    {
        Assert.SkipWhen(Bundle.Archive is null, Missing);
        using var bundle = await Bundle.UnpackAsync(Bundle.Archive!);
        var files = Directory.EnumerateFiles(bundle.Folder, "*", SearchOption.AllDirectories)
            .Where(file => File.ResolveLinkTarget(file, returnFinalTarget: false) is null)
            .Select(file => Path.GetRelativePath(bundle.Folder, file)).Order(StringComparer.Ordinal).ToList();
        files.Remove("SHA256SUMS");
        var sums = await File.ReadAllLinesAsync(Path.Combine(bundle.Folder, "SHA256SUMS"), Stop);
        Assert.Equal(files, sums.Select(line => line[66..]).Order(StringComparer.Ordinal));
        Assert.All(sums, line => Assert.Equal(line[..64], HashOf(Path.Combine(bundle.Folder, line[66..]))));

        using var materials = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(bundle.Folder, "sbom.cdx.json"), Stop));
        var parts = materials.RootElement.GetProperty("components").EnumerateArray().ToList();
        string[] some =
            ["PostgreSQL", "Npgsql", "Serilog", "bootstrap", "Microsoft.NETCore.App.Runtime.linux-x64", "System.CommandLine", "OpenSSL"];
        Assert.Empty(some.Except(parts.Select(part => part.GetProperty("name").GetString()!)));
        Assert.All(parts, part => Assert.NotEqual(0, part.GetProperty("licenses").GetArrayLength()));
        // A program of somebody else's that nobody named.
        var named = parts.Select(part => part.GetProperty("name").GetString()!).ToList();
        var programs = Directory.EnumerateFiles(Path.Combine(bundle.Folder, "program"), "*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => !IsOurs(name) && !IsOfTheRuntime(name)).ToHashSet();
        Assert.Subset(named.ToHashSet(), programs);

        var version = await bundle.RunAsync("--version");
        Assert.StartsWith(
            $"partynet-{version.Output.Split('+')[0].Trim()}-linux-x64", Path.GetFileName(bundle.Folder), StringComparison.Ordinal);
    }

    private static bool IsOurs(string name) => name.StartsWith("PartyNet.", StringComparison.Ordinal) || name == "partynet";

    private static bool IsOfTheRuntime(string name) => File.Exists(Path.Combine(Framework("Microsoft.NETCore.App"), name + ".dll"))
        || File.Exists(Path.Combine(Framework("Microsoft.AspNetCore.App"), name + ".dll"));

    /// <summary>The folder of a shared framework that these tests run on.</summary>
    private static string Framework(string name) => Path.GetDirectoryName((name == "Microsoft.NETCore.App"
        ? typeof(object) : typeof(Microsoft.AspNetCore.Builder.WebApplication)).Assembly.Location)!;

    private static string HashOf(string file)
    {
        using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private static async Task ReadyAsync(Process site)
    {
        while (await site.StandardOutput.ReadLineAsync(Stop) is { } line)
        {
            if (!line.Contains("sẵn sàng", StringComparison.Ordinal))
                continue;
            // What it says from now on is a line for each request; nobody may wait for somebody to read them.
            _ = site.StandardOutput.ReadToEndAsync(CancellationToken.None);
            _ = site.StandardError.ReadToEndAsync(CancellationToken.None);
            return;
        }

        Assert.Fail(await site.StandardError.ReadToEndAsync(Stop));
    }

    /// <summary>Follows a one-time link, takes a password, and signs in with it.</summary>
    private static async Task<SiteBrowser> ByLinkAsync(HttpClient client, Uri link, string login)
    {
        var browser = new SiteBrowser(client);
        var page = await browser.OpenAsync(link.PathAndQuery);
        using var set = await browser.SubmitAsync(
            SiteBrowser.FormWith(page, "Lưu mật khẩu"), link.PathAndQuery, ("Form.Password", Passwords.Password));
        _ = await LedAsync(set);
        using var signedIn = await browser.FillInAsync(
            "/dang-nhap", "Đăng nhập", ("Form.Login", login), ("Form.Password", Passwords.Password));
        Assert.Equal("/", await LedAsync(signedIn));
        return browser;
    }

    /// <summary>Where an answer leads; one that leads nowhere says why in its page.</summary>
    private static async Task<string> LedAsync(HttpResponseMessage answer) => answer.Headers.Location?.OriginalString
        ?? throw new InvalidOperationException((await SiteBrowser.ReadAsync(answer)).QuerySelector("main")?.TextContent);

    /// <summary>The three lists of the guide, as it says to load them.</summary>
    private static async Task LoadAsync(Bundle bundle)
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(bundle.Folder, "docs", "huong-dan", "cai-dat.md"), Stop);
        var lists = CsvBlock().Matches(guide).Select(block => Margin().Replace(block.Groups[1].Value, "")).ToList();
        Assert.Equal(3, lists.Count);
        foreach (var (list, verb) in lists.Zip((string[])["import", "import", "roles"]))
        {
            var file = bundle.InState("danh-sach.csv");
            await File.WriteAllTextAsync(file, list, Stop);
            var loaded = await bundle.RunAsync(verb, file, "--unit", "BX", "--commit", "--dir", bundle.Installation);
            Assert.True(loaded.Exit == 0, loaded.Output + loaded.Error);
        }
    }

    /// <summary>The administrator makes a link for the one user besides.</summary>
    private static async Task<(Uri Link, string Login)> LinkForCommitteeAsync(SiteBrowser administrator)
    {
        var users = await administrator.OpenAsync("/quan-tri");
        var committee = users.QuerySelectorAll("main tbody th a").Single(a => a.TextContent != Administrator);
        using var made = await administrator.FillInAsync(committee.GetAttribute("href")!, "Tạo đường dẫn đặt mật khẩu");
        return (AdministrationSite.LinkOn(await administrator.OpenAsync(await LedAsync(made)))!, committee.TextContent);
    }

    private static async Task EnrolAsync(SiteBrowser staff)
    {
        const string path = "/du-lieu-cua-toi/lop-thu-hai";
        using var answer = await staff.GetAsync(path);
        var page = await SiteBrowser.ReadAsync(answer);
        var written = page.QuerySelector(".pn-inset.pn-code")!.TextContent;
        using var enrolled = await staff.SubmitAsync(
            SiteBrowser.FormWith(page, "Bật lớp xác nhận thứ hai"), path,
            ("Form.Code", AuthenticatorApp.CodeOf(written, answer.Headers.Date!.Value)));
        Assert.Equal("/du-lieu-cua-toi/ma-du-phong", await LedAsync(enrolled));
    }

    private static async Task<string> PrintAsync(SiteBrowser committee)
    {
        const string path = "/chi-bo/CB-1/phieu-kich-hoat";
        var page = await committee.OpenAsync(path);
        var member = page.QuerySelectorAll("[name='Form.Members']").Single().GetAttribute("value");
        using var printed = await committee.SubmitAsync(
            SiteBrowser.FormWith(page, SlipSite.Button), path, ("Form.Stated", "true"), ("Form.Members", member));
        return Assert.Single(SlipSite.Codes(await SiteBrowser.ReadAsync(printed)));
    }

    [GeneratedRegex("```csv\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CsvBlock();

    [GeneratedRegex("^ +", RegexOptions.Multiline)]
    private static partial Regex Margin();
}
