using PartyNet.Web.Links;

namespace PartyNet.Web.Frame;

/// <summary>How large a person has the text, on the device that they read on: kept in a cookie, nowhere else.</summary>
public static class TextSize
{
    private const int Sizes = 3;
    private const string Cookie = "partynet-co-chu";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>0 is the usual size, 1 is larger, 2 the largest.</summary>
    public static int Of(HttpRequest request) => Parse(request.Cookies[Cookie]);

    /// <summary>The next larger size; after the largest comes the usual one.</summary>
    public static int After(HttpRequest request) => (Of(request) + 1) % Sizes;

    /// <summary>Where the text becomes larger, and the page comes back.</summary>
    public static string Link(HttpRequest request) =>
        SiteAddress.Of($"/co-chu", ("co", $"{After(request)}"), ("ve", request.Path + request.QueryString));

    public static void Write(HttpContext context, string? size) => context.Response.Cookies.Append(
        Cookie,
        $"{Parse(size)}",
        new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = "/",
            MaxAge = Lifetime,
        });

    private static int Parse(string? text) => int.TryParse(text, out var size) && size is > 0 and < Sizes ? size : 0;
}
