using System.Net;
using System.Net.Sockets;

namespace PartyNet.Web.Hosting;

/// <summary>
/// The network a request comes from, for throttling: the /24 of an IPv4 and the /56 of an IPv6 address. One household or office shares it,
/// and one attacker cannot step out of it by changing the last digits.
/// </summary>
public static class RequestNetwork
{
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        Array.Clear(
            bytes,
            address.AddressFamily == AddressFamily.InterNetwork ? 3 : 7,
            bytes.Length - (address.AddressFamily == AddressFamily.InterNetwork ? 3 : 7)
        );
        return new IPAddress(bytes).ToString();
    }
}
