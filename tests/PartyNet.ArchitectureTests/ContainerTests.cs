using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Cli;
using PartyNet.Infrastructure.Setup;
using YamlDotNet.RepresentationModel;

namespace PartyNet.ArchitectureTests;

/// <summary>
/// What Dockerfile and docker-compose.yml say, read as they are: no machine of ours has a Docker engine. That the programs run as they are
/// run there, as somebody without rights on a read-only system, is proven by the tests of the bundle.
/// </summary>
public sealed partial class ContainerTests
{
    private const string Name = "kekhai.tinhuy.vn";

    /// <summary>Images that begin as another user than root, and say so themselves.</summary>
    private const string Ours = "partynet:local";

    private static readonly string Dockerfile = File.ReadAllText(Path.Combine(Sources.Root, "Dockerfile"));

    private static readonly YamlMappingNode Compose = Read();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static IEnumerable<(string Name, YamlMappingNode Says)> Services => Entries(Compose, "services")
        .Select(service => (service.Name, Merged((YamlMappingNode)service.Node)));

    [Fact]
    public async Task Docker_compose_reads_it()
    {
        Assert.SkipWhen(OnPath("docker-compose") is null, "docker-compose is not installed (Debian package docker-compose)");
        var start = new ProcessStartInfo(OnPath("docker-compose")!, ["config", "--quiet"])
        {
            WorkingDirectory = Sources.Root,
            RedirectStandardError = true,
        };

        start.Environment["PARTYNET_NAME"] = Name;
        Assert.Equal((0, ""), await RunAsync(start));
        start.Environment.Remove("PARTYNET_NAME");
        Assert.Contains("the name that people type", (await RunAsync(start)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_container_is_an_ordinary_user_on_a_read_only_system_without_any_right()
    {
        Assert.True(Services.Count() >= 6, $"Only {Services.Count()} services were looked at.");
        Assert.All(Services, service =>
        {
            Assert.Equal("true", Text(service.Says, "read_only"));
            Assert.Equal(["ALL"], Texts(service.Says, "cap_drop"));
            Assert.Equal(["no-new-privileges:true"], Texts(service.Says, "security_opt"));
            Assert.True(Text(service.Says, "privileged") is null && !Has(service.Says, "cap_add") && !Has(service.Says, "devices"));
            if (Text(service.Says, "image") != Ours)
                Assert.True(Text(service.Says, "user") is not (null or "root" or "0"), service.Name);
        });
        Assert.Matches("^[1-9][0-9]+:[1-9][0-9]+$", UserLine().Matches(Dockerfile)[^1].Groups[1].Value);
    }

    [Fact]
    public void Only_the_proxy_and_the_doctor_have_a_way_out()
    {
        string[] ways = ["proxy", "partynet"];
        var inside = (YamlMappingNode)Entries(Compose, "networks").Single(network => network.Name == "inside").Node;

        Assert.Equal("true", Text(inside, "internal"));
        Assert.All(Services.Where(service => !ways.Contains(service.Name)), service => Assert.Equal(
            service.Name == "web" ? "inside" : "none",
            Text(service.Says, "network_mode") ?? string.Join(' ', Entries(service.Says, "networks").Select(network => network.Name))));
        Assert.All(Services.Where(service => service.Name != "proxy"), service => Assert.False(Has(service.Says, "ports"), service.Name));
    }

    [Fact]
    public void Images_have_a_version_and_come_from_where_the_machine_says()
    {
        var images = Services.Select(service => Text(service.Says, "image")!).Where(image => image != Ours)
            .Concat(FromLine().Matches(Dockerfile).Select(from => from.Groups[1].Value)).Distinct().ToList();

        Assert.True(images.Count >= 3, string.Join(' ', images));
        Assert.All(images, image => Assert.Matches(@"^[a-z]+:\d+\.\d+[a-z0-9.-]*$", image));
    }

    [Fact]
    [Trait("Security", "G3")]
    public void No_secret_stands_in_an_environment_or_on_a_command_line()
    {
        Assert.All(Services, service =>
        {
            foreach (var (name, value) in Environment(service.Says))
                Assert.False(
                    Secret().IsMatch(name) && !value.StartsWith("/run/secrets/", StringComparison.Ordinal), $"{service.Name}: {name}");
            Assert.DoesNotContain(
                Texts(service.Says, "command").Concat(Texts(service.Says, "entrypoint")),
                word => word.Contains("Password=", StringComparison.OrdinalIgnoreCase));
            Assert.False(Has(service.Says, "env_file"), service.Name);
        });
        Assert.DoesNotContain(
            Dockerfile.Split('\n'), line => line.StartsWith("ENV ", StringComparison.Ordinal) && Secret().IsMatch(line));
        // What they are files of is in no repository and in no image.
        var ignored = File.ReadAllLines(Path.Combine(Sources.Root, ".gitignore"));
        foreach (var folder in (string[])["/secrets/", "/certificates/", "/artifacts/", "/.env"])
            Assert.Contains(folder, ignored);
        Assert.Equal(["*", "!artifacts/*-linux-x64.tar.gz"], File.ReadAllLines(Path.Combine(Sources.Root, ".dockerignore")));
    }

    [Fact]
    public void Settings_are_those_of_the_program_and_of_the_template()
    {
        var sources = string.Concat(Directory.EnumerateFiles(Path.Combine(Sources.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));
        var ours = Services.Where(service => Text(service.Says, "image") == Ours).SelectMany(service => Environment(service.Says)).ToList();

        Assert.Contains(ours, setting => setting.Name == "DataProtection__Directory");
        Assert.All(ours.Where(setting => setting.Name != "PARTYNET_NAME"), setting => Assert.Contains(
            $"\"{setting.Name.Replace("__", ":", StringComparison.Ordinal)}\"", sources, StringComparison.Ordinal));
        Assert.Contains($"{InstallationFolder.Variable}=/site", Dockerfile, StringComparison.Ordinal);

        var template = File.ReadAllText(Path.Combine(Sources.Root, "deploy", "nginx", "partynet.conf.template"));
        Assert.Equal(
            Hole().Matches(template).Select(hole => hole.Groups[1].Value).Distinct().Order(StringComparer.Ordinal),
            Environment(Services.Single(service => service.Name == "proxy").Says).Select(hole => hole.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_command_line_is_told_it_understands()
    {
        using var io = new Stdio(Stream.Null, Stream.Null, Stream.Null, new FakeTimeProvider());
        var root = CommandLine.CreateRoot(io);
        var told = Services.Where(service => Text(service.Says, "image") == Ours && Has(service.Says, "command")).ToList();

        Assert.True(told.Count >= 2);
        Assert.All(told, service => Assert.Empty(root.Parse(Texts(service.Says, "command")).Errors));
        var backup = Texts(Services.Single(service => service.Name == "backup").Says, "entrypoint")[^1];
        Assert.Empty(root.Parse(Verb().Match(backup).Groups[1].Value.Split(' ')).Errors);
    }

    [Fact]
    public void What_is_copied_and_mounted_is_there()
    {
        var version = XDocument.Load(Path.Combine(Sources.Root, "Directory.Build.props")).Descendants("Version").Single().Value;
        var archive = AddLine().Match(Dockerfile).Groups[1].Value;
        Assert.Equal($"artifacts/partynet-{version}-linux-x64.tar.gz", archive.Replace("*", version, StringComparison.Ordinal));
        Assert.Contains("name=\"partynet-$version-$platform\"", File.ReadAllText(Path.Combine(Sources.Root, "deploy", "bundle", "make")),
            StringComparison.Ordinal);

        var mounted = Services.SelectMany(service => Texts(service.Says, "volumes")).Select(volume => volume.Split(':')[0])
            .Distinct().ToList();
        var volumes = Entries(Compose, "volumes").Select(volume => volume.Name).ToList();
        Assert.Equal(volumes.Order(), mounted.Where(name => !name.StartsWith('.')).Order());
        Assert.All(
            mounted.Where(name => name.StartsWith('.') && name != "./certificates"),
            path => Assert.True(Directory.Exists(Path.Combine(Sources.Root, path)), path));
    }

    /// <summary>The check of the site's health, as it stands there, asked of somebody who answers.</summary>
    [Theory]
    [InlineData("200 OK", 0)]
    [InlineData("503 Service Unavailable", 1)]
    public async Task The_site_is_healthy_when_it_says_so(string answer, int expected)
    {
        Assert.SkipWhen(OnPath("bash") is null, "no bash");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var web = Services.Single(service => service.Name == "web").Says;
        var words = Texts((YamlMappingNode)web.Children[new YamlScalarNode("healthcheck")], "test");
        var check = words[^1].Replace("$$", "$", StringComparison.Ordinal)
            .Replace("/5080", $"/{((IPEndPoint)listener.LocalEndpoint).Port}", StringComparison.Ordinal);
        var start = new ProcessStartInfo(words[1], [words[2], check]) { RedirectStandardError = true };
        start.Environment["PARTYNET_NAME"] = Name;

        var asking = RunAsync(start);
        using var caller = await listener.AcceptTcpClientAsync(Stop);
        var buffer = new byte[1000];
        var request = Encoding.ASCII.GetString(buffer, 0, await caller.GetStream().ReadAsync(buffer, Stop));
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\n\r\n"), Stop);
        caller.Close();

        Assert.Equal($"GET /health/ready HTTP/1.0\r\nHost:{Name}\r\n\r\n", request);
        Assert.Equal(expected, (await asking).Exit);
    }

    private static async Task<(int Exit, string Error)> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return (process.ExitCode, error);
    }

    private static string? OnPath(string program) => (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static YamlMappingNode Read()
    {
        using var text = File.OpenText(Path.Combine(Sources.Root, "docker-compose.yml"));
        var yaml = new YamlStream();
        yaml.Load(text);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    /// <summary>With what it takes over by <c>&lt;&lt;</c>, which the parser leaves as it is.</summary>
    private static YamlMappingNode Merged(YamlMappingNode node)
    {
        if (!node.Children.TryGetValue(new YamlScalarNode("<<"), out var taken))
            return node;
        var merged = new YamlMappingNode();
        var own = node.Children.Where(child => child.Key.ToString() != "<<");
        foreach (var (key, value) in Merged((YamlMappingNode)taken).Children.Concat(own))
            merged.Children[key] = value;
        return merged;
    }

    private static IEnumerable<(string Name, YamlNode Node)> Entries(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(new YamlScalarNode(name), out var found) && found is YamlMappingNode map
            ? map.Children.Select(child => (child.Key.ToString(), child.Value))
            : [];

    private static IEnumerable<(string Name, string Value)> Environment(YamlMappingNode service) =>
        Entries(service, "environment").Select(entry => (entry.Name, entry.Node.ToString()));

    private static bool Has(YamlMappingNode node, string name) => node.Children.ContainsKey(new YamlScalarNode(name));

    private static string? Text(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(new YamlScalarNode(name), out var found) ? found.ToString() : null;

    private static string[] Texts(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(new YamlScalarNode(name), out var found) && found is YamlSequenceNode list
            ? [.. list.Children.Select(child => child.ToString())]
            : [];

    [GeneratedRegex("^USER (.+)$", RegexOptions.Multiline)]
    private static partial Regex UserLine();

    [GeneratedRegex("^FROM (\\S+)", RegexOptions.Multiline)]
    private static partial Regex FromLine();

    [GeneratedRegex("^ADD (\\S+)", RegexOptions.Multiline)]
    private static partial Regex AddLine();

    [GeneratedRegex("password|secret|passphrase|token|connectionstrings|key", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex(@"\$\{(PARTYNET_[A-Z]+)\}")]
    private static partial Regex Hole();

    [GeneratedRegex("/partynet (backup [^;]+);")]
    private static partial Regex Verb();
}
