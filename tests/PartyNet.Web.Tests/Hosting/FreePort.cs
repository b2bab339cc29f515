using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>
/// Ports at which nobody listens. Each is handed out once: the system gives one again as long as whoever asked for it does not listen yet,
/// and two servers of one test would have the same.
/// </summary>
internal static class FreePort
{
    private static readonly ConcurrentDictionary<int, byte> HandedOut = [];

    public static int Take()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (HandedOut.TryAdd(port, 0))
                return port;
        }
    }
}
