using PartyNet.Application.Access;

namespace PartyNet.Web.Hosting;

/// <summary>
/// Browser and kind of device, in the words by which their owner knows them again. Read from what every browser says of itself and from
/// nothing else; what is unknown is not guessed.
/// </summary>
public static class RequestDevice
{
    // The first that fits: each browser names those as well that it wants to be taken for.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Zalo", "Zalo"), ("FBAN", "Facebook"), ("FBAV", "Facebook"), ("coc_coc_browser", "Cốc Cốc"),
        ("SamsungBrowser", "Samsung Internet"), ("Edg", "Edge"), ("OPR", "Opera"), ("FxiOS", "Firefox"),
        ("Firefox", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Devices =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "máy tính Windows"), ("Macintosh", "máy tính Mac"),
        ("CrOS", "Chromebook"), ("Linux", "máy tính Linux"),
    ];

    public static RequestOrigin OriginOf(HttpContext context) => new(RequestNetwork.Of(context), Of(context.Request.Headers.UserAgent));

    /// <summary>"Chrome trên Android"; null where the browser says nothing that is known.</summary>
    public static string? Of(string? userAgent) => (Find(Browsers, userAgent), Find(Devices, userAgent)) switch
    {
        ({ } browser, { } device) => $"{browser} trên {device}",
        var (browser, device) => browser ?? device,
    };

    private static string? Find((string Sign, string Name)[] known, string? userAgent) =>
        known.Where(one => userAgent?.Contains(one.Sign, StringComparison.Ordinal) is true).Select(one => one.Name).FirstOrDefault();
}
