using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.Configuration;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Outages;

/// <summary>
/// Two processes of the site behind a real nginx, over one database: while members declare one is killed and comes back, and the other is
/// asked to go.
/// </summary>
public sealed class ReplicaTests(Site site)
{
    private const int Members = 14;
    private const int AtOnce = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_is_killed_and_comes_back_the_other_drains_and_nothing_acknowledged_is_lost_and_no_form_refused()
    {
        Assert.SkipWhen(Nginx.Program is null, "nginx is not installed (Debian package nginx)");
        var folder = Directory.CreateTempSubdirectory("partynet-replicas-");
        await using var database = await site.Database.NewDatabaseAsync();
        await using var data = DataSources.ForApp(database.AppConnectionString);
        var keys = KeyRing.Generate();
        keys.Save(Path.Combine(folder.FullName, "keys.json"));
        var builder = await ProductionSite.BuilderAsync(folder.FullName, ("AllowedHosts", $"{ProxiedSite.Name};127.0.0.1"));
#pragma warning disable RS0030 // The replicas are processes of their own, and go by the clock of the machine.
        // Never started: it makes people and their cookies as a third replica would.
        await using var app = PartyNetApp.Build(
            builder, new Installation(data, database.OwnerConnectionString, keys, isDemo: false), TimeProvider.System);
#pragma warning restore RS0030
        var world = await World.CreateAsync(app.Services);
        var users = new Queue<User>();
        for (var i = 0; i < Members; i++)
            users.Enqueue(await world.UserAsync(await world.MemberAsync()));
        var cookies = new Queue<(string Name, string Value)>();
        foreach (var user in users)
            cookies.Enqueue(await Site.SessionCookieAsync(app.Services, user));

        Replica? first = null, second = null;
        try
        {
            first = Replica.Start(folder, builder.Configuration, database);
            second = Replica.Start(folder, builder.Configuration, database);
            await Task.WhenAll(first.ReadyAsync(), second.ReadyAsync());
            await using var nginx = await Nginx.StartAsync(first.Address, other: second.Address);
            using var client = Client(nginx);
            var (done, turn) = (0, new Lock());
            var work = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(WorkAsync, Stop)));

            await UntilAsync(() => done >= 3);
            await first.KillAsync();
            await UntilAsync(() => done >= 6);
            var back = first.Again();
            first.Dispose();
            first = back;
            await first.ReadyAsync();
            await UntilAsync(() => done >= 8);
            Assert.True(await second.DrainAsync(), "It did not say that it is going while it served on.");
            await work;

            Assert.Equal(Members, done);
            Assert.Equal([$"{Members} {Members} {Members}"], await CountsAsync(database));

            async Task WorkAsync()
            {
                while (true)
                {
                    (string Name, string Value) cookie;
                    lock (turn)
                    {
                        if (!cookies.TryDequeue(out cookie))
                            return;
                    }

                    await DeclareAsync(client, cookie);
                    Interlocked.Increment(ref done);
                }
            }
        }
        finally
        {
            first?.Dispose();
            second?.Dispose();
            folder.Delete(recursive: true);
        }

        Task UntilAsync(Func<bool> isSo) => WaitAsync(() => Task.FromResult(isSo()));
    }

    /// <summary>As a member does who sends the same page again where the site did not answer.</summary>
    private static async Task DeclareAsync(HttpClient client, (string Name, string Value) cookie)
    {
        var browser = new SiteBrowser(client);
        browser.SetCookie(cookie.Name, cookie.Value);
        var page = await SendAsync(browser, "/ke-khai", "Tiếp tục", ("Form.Platform", "facebook"));
        page = await SendAsync(browser, page, "Tiếp tục", ("Form.Address", "fb.com/an.nguyen"));
        page = await SendAsync(browser, page, "Nộp bản kê khai", ("Form.Attested", "true"));
        Assert.Equal("/ke-khai/da-nop/1", page);
    }

    private static async Task<string> SendAsync(
        SiteBrowser browser, string page, string button, params (string Name, string? Value)[] filled)
    {
        IHtmlDocument? shown = null;
        string? next = null;
        await WaitAsync(async () =>
        {
            using var answer = await AnswerAsync(() => browser.GetAsync(page));
            if (answer is not null)
            {
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{page}: {answer.StatusCode}");
                shown = await SiteBrowser.ReadAsync(answer);
            }

            return shown is not null;
        });
        // One form, wherever it comes from and wherever it goes to.
        var form = SiteBrowser.FormWith(shown!, button);
        await WaitAsync(async () =>
        {
            using var answer = await AnswerAsync(() => browser.SubmitAsync(form, page, filled));
            if (answer is not null)
            {
                Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"The form at {page} was refused: {answer.StatusCode}");
                next = answer.Headers.Location!.OriginalString;
            }

            return next is not null;
        });
        return next!;
    }

    /// <returns>Null where nobody answered but nginx, or nobody at all.</returns>
    private static async Task<HttpResponseMessage?> AnswerAsync(Func<Task<HttpResponseMessage>> ask)
    {
        try
        {
            var answer = await ask();
            if (answer.StatusCode is not (HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout or HttpStatusCode.ServiceUnavailable))
                return answer;
            answer.Dispose();
            return null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<List<string>> CountsAsync(ClusterDatabase database)
    {
        await using var superuser = new NpgsqlConnection(database.AdminConnectionString);
        await superuser.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(
            """
            select concat_ws(' ', count(*), count(distinct member_id), (select count(*) from audit.processes where type = 101))
            from registry.declarations
            """, superuser);
        return [(string)(await command.ExecuteScalarAsync(Stop))!];
    }

    private static HttpClient Client(Nginx nginx)
    {
        var hash = nginx.Certificate.GetCertHashString();
        var handler = ProxiedSite.Handler((IPAddress.Parse("127.1.2.3"), nginx.Secure));
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == hash;
        return new HttpClient(handler) { BaseAddress = new Uri($"https://{ProxiedSite.Name}:{nginx.Secure.Port}") };
    }

    private static async Task WaitAsync(Func<Task<bool>> isSoAsync)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        while (!await isSoAsync())
            await Task.Delay(50, patience.Token);
    }

    /// <summary>The site as a process of its own.</summary>
    private sealed class Replica : IDisposable
    {
        private readonly ProcessStartInfo _start;
        private readonly Process _process;
        private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private string _said = "";

        private Replica(ProcessStartInfo start, Uri address)
        {
            (_start, Address) = (start, address);
            _process = Process.Start(start)!;
            _process.OutputDataReceived += Hear;
            _process.ErrorDataReceived += Hear;
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        public Uri Address { get; }

        public static Replica Start(DirectoryInfo folder, IConfiguration settings, ClusterDatabase database)
        {
            var address = new Uri($"http://127.0.0.1:{FreePort.Take()}");
            var program = Path.Combine(SiteFolder, "PartyNet.Web");
            var start = new ProcessStartInfo(program, ["--urls", address.GetLeftPart(UriPartial.Authority)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder.FullName,
            };
            foreach (var (name, value) in new Dictionary<string, string?>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = null,
                ["ConnectionStrings__PartyNet"] = database.AppConnectionString,
                ["Protection__KeyFile"] = Path.Combine(folder.FullName, "keys.json"),
                ["DataProtection__Directory"] = settings["DataProtection:Directory"],
                ["DataProtection__Certificate"] = settings["DataProtection:Certificate"],
                ["DataProtection__CertificatePassword"] = settings["DataProtection:CertificatePassword"],
                ["AllowedHosts"] = settings["AllowedHosts"],
                ["Proxy__Networks"] = "127.0.0.1",
                ["Shutdown__DrainSeconds"] = "2",
            })
                start.Environment[name] = value;
            return new Replica(start, address);
        }

        /// <summary>Another process in its place.</summary>
        public Replica Again() => new(_start, Address);

        public async Task ReadyAsync()
        {
            var ended = _process.WaitForExitAsync(Stop);
            await Task.WhenAny(_ready.Task, ended).WaitAsync(Patience, Stop);
            Assert.True(_ready.Task.IsCompleted, _said);
        }

        public async Task KillAsync()
        {
            _process.Kill();
            await _process.WaitForExitAsync(Stop);
        }

        /// <summary>Asks it to stop, and waits until it has, in peace.</summary>
        /// <returns>Whether it said in between that it is not ready, and still answered.</returns>
        public async Task<bool> DrainAsync()
        {
            using var health = new HttpClient { BaseAddress = Address };
            using (var stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
                await stop.WaitForExitAsync(Stop);
            var saidSo = false;
            while (!_process.HasExited && !saidSo)
            {
                try
                {
                    using var ready = await health.GetAsync(new Uri("/health/ready", UriKind.Relative), Stop);
                    saidSo = ready.StatusCode == HttpStatusCode.ServiceUnavailable;
                }
                catch (HttpRequestException)
                {
                    // Gone already, or on its way.
                }

                await Task.Delay(20, Stop);
            }

            await _process.WaitForExitAsync(Stop).WaitAsync(Patience, Stop);
            Assert.True(_process.ExitCode == 0, $"{_process.ExitCode}: {_said}");
            return saidSo;
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
                _process.WaitForExit();
            }

            _process.Dispose();
        }

        private static string SiteFolder { get; } = AppContext.BaseDirectory
            .Replace("tests", "src", StringComparison.Ordinal).Replace("PartyNet.Web.Tests", "PartyNet.Web", StringComparison.Ordinal);

        private void Hear(object sender, DataReceivedEventArgs line)
        {
            _said = $"{_said}\n{line.Data}"[^Math.Min(_said.Length + (line.Data?.Length ?? 0) + 1, 4000)..];
            if (line.Data?.Contains("sẵn sàng", StringComparison.Ordinal) is true)
                _ready.TrySetResult();
        }
    }
}
