using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PartyNet.LoadBench;

/// <summary>The product as it is run: a process of its own, joined to the server of the bench.</summary>
internal sealed class WebProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private WebProcess(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    /// <summary>Processor time so far, of all its threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory in use, and the most there has been.</summary>
    public (long Now, long Most) Memory
    {
        get
        {
            _process.Refresh();
            return (_process.WorkingSet64, _process.PeakWorkingSet64);
        }
    }

    public static async Task<WebProcess> StartAsync(string data, CancellationToken cancellationToken)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = Product.Program("PartyNet.Web", "PartyNet.Web", "--urls", address);
        start.Environment["PARTYNET_DATA"] = data;
        var site = new WebProcess(Process.Start(start)!, address);
        // What it says is not wanted, but a full pipe would stop it.
        _ = site._process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        await site.WaitAsync(cancellationToken);
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience && !_process.HasExited;)
        {
            try
            {
                using var ready = await client.GetAsync("/health/ready", cancellationToken);
                if (ready.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100, cancellationToken);
        }

        throw new InvalidOperationException("The site does not come up.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
