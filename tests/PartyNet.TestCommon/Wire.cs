using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace PartyNet.TestCommon;

/// <summary>
/// Stands between the site and PostgreSQL and counts round trips: how often the site sends something after the server had said that it is
/// ready. What goes out before that, such as a transaction's begin ahead of its first statement, is part of the same. It also hangs up in
/// the middle, as if the site were killed.
/// </summary>
public sealed class Wire : IAsyncDisposable
{
    // The message type and length with which the server ends an answer.
    private static readonly byte[] ReadyForQuery = [(byte)'Z', 0, 0, 0, 5];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Socket, bool> _sockets = new();
    private EndPoint? _server;
    private Task _accepting = Task.CompletedTask;
    private int _roundTrips;
    private int _last = -1;
    private bool _isLastSent;

    public int RoundTrips => Volatile.Read(ref _roundTrips);

    /// <summary>Whether it has hung up since it was told to.</summary>
    public bool HasHungUp { get; private set; }

    /// <summary>Hangs up on every connection with a round trip from now on. Who comes afterwards is led through.</summary>
    /// <param name="roundTrip">Which; 1 for the next.</param>
    /// <param name="isSent">The server still gets what is sent, and its answer finds nobody.</param>
    public void HangUpAt(int roundTrip, bool isSent)
    {
        (HasHungUp, _isLastSent) = (false, isSent);
        Volatile.Write(ref _last, RoundTrips + roundTrip);
    }

    /// <summary>A connection string that leads through here to where the other leads.</summary>
    public string LeadThrough(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        _server = settings.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint($"{settings.Host}/.s.PGSQL.{settings.Port}")
            : new DnsEndPoint(settings.Host, settings.Port);
        _listener.Start();
        _accepting = AcceptAsync();
        (settings.Host, settings.Port) = ("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
        // What the site sends at once comes through in one piece, also while statements are still sent with their text.
        settings.WriteBufferSize = 64 * 1024;
        return settings.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var links = new List<Task>();
        try
        {
            while (true)
                links.Add(LinkAsync(await _listener.AcceptSocketAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(links);
        }
    }

    private async Task LinkAsync(Socket site)
    {
        using (site)
        using (var server = new Socket(_server!.AddressFamily, SocketType.Stream, ProtocolType.Unspecified))
        {
            await server.ConnectAsync(_server!, _end.Token);
            (_sockets[site], _sockets[server]) = (true, true);
            var lastWords = new byte[ReadyForQuery.Length + 1];
            var isWaiting = false;
            await Task.WhenAny(
                PassAsync(site, async bytes =>
                {
                    var isLast = !isWaiting && Interlocked.Increment(ref _roundTrips) == Volatile.Read(ref _last);
                    isWaiting = true;
                    if (!isLast || _isLastSent)
                        await server.SendAsync(bytes, _end.Token);
                    if (isLast)
                        HangUp();
                }),
                PassAsync(server, async answer =>
                {
                    var kept = Math.Max(0, lastWords.Length - answer.Length);
                    lastWords.AsSpan(lastWords.Length - kept).CopyTo(lastWords);
                    answer.Span[^(lastWords.Length - kept)..].CopyTo(lastWords.AsSpan(kept));
                    // The last byte tells whether a transaction is open.
                    isWaiting = !lastWords.AsSpan(0, ReadyForQuery.Length).SequenceEqual(ReadyForQuery);
                    await site.SendAsync(answer, _end.Token);
                }));
            _sockets.TryRemove(site, out _);
            _sockets.TryRemove(server, out _);
        }
    }

    private void HangUp()
    {
        HasHungUp = true;
        foreach (var socket in _sockets.Keys)
            socket.Dispose();
    }

    private async Task PassAsync(Socket from, Func<ReadOnlyMemory<byte>, Task> passAsync)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var length)
                await passAsync(buffer.AsMemory(0, length));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The one or the other has hung up.
        }
    }
}
