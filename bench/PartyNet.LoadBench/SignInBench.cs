using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Web.Links;

namespace PartyNet.LoadBench;

/// <summary>
/// What the time of an answer tells a stranger, and what a rush of sign-ins does to those who are in. Both are ratios within one run: times
/// of refusals against each other, and a page during the rush against the same page before it.
/// </summary>
internal static class SignInBench
{
    private const int Tries = 16;
    private const int NotCounted = 4;
    private const int Rush = 500;
    private const int PagesAlone = 200;
    private const string Page = "/";

    private static readonly TimeSpan MostForPage = TimeSpan.FromMilliseconds(500);

    public static async Task<IReadOnlyList<BenchTable>> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var (refusals, rushes) = (new List<string[]>(), new List<string[]>());
        foreach (var members in run.Sizes)
        {
            await using var site = await BenchSite.OpenAsync(run, members, cancellationToken);
            var people = await SignInPeople.AppointAsync(site, cancellationToken);
            BenchRun.Say("Refusing…");
            var refused = await RefuseAsync(site, people, cancellationToken);
            refusals.AddRange(refused.Select(row => (string[])[Figures.Count(members), .. row]));
            BenchRun.Say("The rush…");
            rushes.Add([Figures.Count(members), .. await RushAsync(site, people, cancellationToken)]);
        }

        return
        [
            new(
                $"Refused sign-ins, medians of {Tries} in turns",
                ["members", "who", "answer", "median, ms", "of the median of all"],
                refusals),
            new(
                $"A signed-in page while {Rush} sign in at once with the right password",
                [
                    "members", "alone p95, ms", "meanwhile p95, ms", "meanwhile : alone", "p95 : 500 ms", "pages meanwhile", "of them 503",
                    "signed in", "told to come again",
                ],
                rushes),
        ];
    }

    /// <summary>
    /// Within this process, from the use case on: what lies before it is the same for all and would only hide differences. In turns, so
    /// that a busy moment of the machine falls on all alike.
    /// </summary>
    private static async Task<IEnumerable<string[]>> RefuseAsync(BenchSite site, SignInPeople people, CancellationToken cancellationToken)
    {
        const string blocked = "203.0.113.0";
        for (var i = 0; i < 5; i++)
            await TryAsync(site, people.Known, SignInPeople.Wrong, blocked, cancellationToken);
        (string Who, Func<int, SignIn.Command> Attempt)[] kinds =
        [
            ("nobody's login", i => new($"khong-co-{i}", SignInPeople.Wrong, Network(i))),
            ("wrong password", i => new(people.Known, SignInPeople.Wrong, Network(i))),
            ("must wait, wrong password", _ => new(people.Known, SignInPeople.Wrong, blocked)),
            ("must wait, right password", _ => new(people.Known, SignInPeople.Password, blocked)),
            ("closed, right password", i => new(people.Closed, SignInPeople.Password, Network(i))),
            ("no password yet", i => new(people.NotActivated, SignInPeople.Wrong, Network(i))),
        ];
        var took = kinds.ToDictionary(kind => kind.Who, _ => new List<(TimeSpan Time, string Answer)>());
        for (var round = -NotCounted; round < Tries; round++)
        {
            foreach (var ((who, attempt), at) in kinds.Select((kind, at) => (kind, at)))
            {
                var (began, command) = (Stopwatch.GetTimestamp(), attempt(((round + NotCounted) * kinds.Length) + at));
                var answer = await TryAsync(site, command.Login, command.Password, command.Network, cancellationToken);
                if (round >= 0)
                    took[who].Add((Stopwatch.GetElapsedTime(began), answer));
            }
        }

        var all = Share(took.Values.SelectMany(times => times.Select(t => t.Time)), 0.5);
        return took.Select(kind =>
        {
            var median = Share(kind.Value.Select(t => t.Time), 0.5);
            // Within a quarter in either direction.
            var ratio = Math.Max(median / all, all / median);
            return (string[])
            [
                kind.Key, string.Join(", ", kind.Value.Select(t => t.Answer).Distinct()), Figures.Ms(median.TotalMilliseconds),
                Figures.AtMost(ratio, 1.25),
            ];
        });
    }

    private static async Task<string> TryAsync(
        BenchSite site, string login, string password, string network, CancellationToken cancellationToken)
    {
        var answer = await site.UseAsync<SignIn, ErrorOr<SignedIn>>(
            AccessScope.Nobody, signIn => signIn.HandleAsync(new(login, password, network), cancellationToken));
        return answer.IsError ? answer.FirstError.Code : throw new InvalidOperationException($"{login} got in.");
    }

    /// <summary>Through the web process: each from a network of its own, as an office's members come from their homes.</summary>
    private static async Task<string[]> RushAsync(BenchSite site, SignInPeople people, CancellationToken cancellationToken)
    {
        await using var web = await WebProcess.StartAsync(site.AskedDirectory, cancellationToken);
        using var member = await SiteVisitor.SignInAsync(web.Address, "dang-vien", cancellationToken);
        await TimesAsync(member, i => i < PagesAlone, cancellationToken);
        var alone = Share((await TimesAsync(member, i => i < PagesAlone, cancellationToken)).Times, 0.95);

        using var form = await SignInForm.OpenAsync(web.Address, cancellationToken);
        var rush = Task.WhenAll(Enumerable.Range(0, Rush).Select(i => form.SendAsync(i, people.Known, cancellationToken)));
        var pages = await TimesAsync(member, _ => !rush.IsCompleted, cancellationToken);
        var (meanwhile, answers) = (Share(pages.Times, 0.95), await rush);
        var others = answers.Where(status => status != HttpStatusCode.Found).GroupBy(status => (int)status);
        return
        [
            Figures.Ms(alone.TotalMilliseconds), Figures.Ms(meanwhile.TotalMilliseconds), Figures.Ms(meanwhile / alone),
            Figures.AtMost(meanwhile / MostForPage, 1), Figures.Count(pages.Times.Count), Figures.Count(pages.Refused),
            Figures.Count(answers.Count(status => status == HttpStatusCode.Found)),
            string.Join(", ", others.Select(answer => $"{answer.Key}: {Figures.Count(answer.Count())}")),
        ];
    }

    private static async Task<(IReadOnlyList<TimeSpan> Times, int Refused)> TimesAsync(
        SiteVisitor visitor, Func<int, bool> goesOn, CancellationToken cancellationToken)
    {
        var (took, refused) = (new List<TimeSpan>(), 0);
        while (goesOn(took.Count))
        {
            var began = Stopwatch.GetTimestamp();
            if (await visitor.AskAsync(Page, cancellationToken) != HttpStatusCode.OK)
                refused++;
            took.Add(Stopwatch.GetElapsedTime(began));
        }

        return (took, refused);
    }

    private static TimeSpan Share(IEnumerable<TimeSpan> times, double share)
    {
        var sorted = times.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }

    private static string Network(int i) => string.Create(CultureInfo.InvariantCulture, $"198.{18 + (i / 256)}.{i % 256}.0");

    /// <summary>The form to sign in, sent from many addresses of this machine.</summary>
    private sealed class SignInForm : IDisposable
    {
        private readonly HttpClient _client;
        private readonly string _cookie;
        private readonly IReadOnlyList<KeyValuePair<string, string>> _hidden;

        private SignInForm(HttpClient client, string cookie, IReadOnlyList<KeyValuePair<string, string>> hidden) =>
            (_client, _cookie, _hidden) = (client, cookie, hidden);

        public static async Task<SignInForm> OpenAsync(string address, CancellationToken cancellationToken)
        {
            var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectCallback = ConnectAsync };
            var client = new HttpClient(handler)
            {
                BaseAddress = new Uri(address),
                Timeout = TimeSpan.FromMinutes(2),
                DefaultRequestHeaders = { ConnectionClose = true },
            };
            using var page = await client.GetAsync(new Uri(SignInLinks.SignIn, UriKind.Relative), cancellationToken);
            var cookie = string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(set => set.Split(';')[0]));
            var hidden = SiteVisitor.HiddenFields(await page.Content.ReadAsStringAsync(cancellationToken), "__RequestVerificationToken");
            return new SignInForm(client, cookie, hidden);
        }

        public async Task<HttpStatusCode> SendAsync(int from, string login, CancellationToken cancellationToken)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, SignInLinks.SignIn)
            {
                Content = new FormUrlEncodedContent(
                    [.. _hidden, new("Form.Login", login), new("Form.Password", SignInPeople.Password)]),
                Headers = { { "Cookie", _cookie } },
            };
            request.Options.Set(From, from);
            using var answer = await _client.SendAsync(request, cancellationToken);
            return answer.StatusCode;
        }

        public void Dispose() => _client.Dispose();

        private static readonly HttpRequestOptionsKey<int> From = new("from");

        /// <summary>The whole of 127.0.0.0/8 is this machine.</summary>
        private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
        {
            context.InitialRequestMessage.Options.TryGetValue(From, out var from);
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(new IPAddress([127, (byte)(from / 256), (byte)(from % 256), 1]), 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
    }
}
