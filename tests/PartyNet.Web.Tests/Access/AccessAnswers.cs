using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Access;

/// <summary>Asks the site what a row of a table says, and tells where it answers otherwise.</summary>
internal static class AccessAnswers
{
    /// <summary>Opens the row's address as one of the roles; null where the answer is the one of the cell.</summary>
    public static Task<string?> DifferenceOnOpeningAsync(this Cast cast, AccessRow row, string role) =>
        cast.DifferenceAsync(row, role, (browser, address, _) => browser.GetAsync(address));

    /// <summary>Sends the row's form as one of the roles, with a token of that caller's own.</summary>
    public static Task<string?> DifferenceOnSendingAsync(this Cast cast, AccessRow row, string role) =>
        cast.DifferenceAsync(row, role, (_, address, key) => cast.SendAsync(row, role, address, key));

    /// <summary>Sends the row's form as one of the roles, and opens the page to which that leads.</summary>
    public static async Task<IHtmlDocument> ArriveAsync(this Cast cast, AccessRow row, string role)
    {
        var key = Guid.CreateVersion7();
        using var response = await cast.SendAsync(row, role, await cast.FillAsync(row.Address, role, key), key);
        Assert.NotNull(response.Headers.Location);
        return await (await cast.BrowserAsync(role)).OpenAsync(response.Headers.Location.OriginalString);
    }

    private static async Task<HttpResponseMessage> SendAsync(this Cast cast, AccessRow row, string role, string address, Guid key)
    {
        var browser = await cast.BrowserAsync(role);
        var fields = new List<(string, string)> { ("__RequestVerificationToken", await TokenAsync(browser, role)) };
        foreach (var field in row.Fields)
        {
            var parts = field.Split('=', 2);
            fields.Add((await cast.FillAsync(parts[0], role, key), await cast.FillAsync(parts[1].Replace('+', ' '), role, key)));
        }

        return await browser.PostAsync(address, [.. fields]);
    }

    private static async Task<string?> DifferenceAsync(
        this Cast cast, AccessRow row, string role, Func<SiteBrowser, string, Guid, Task<HttpResponseMessage>> ask)
    {
        var key = Guid.CreateVersion7();
        var address = await cast.FillAsync(row.Address, role, key);
        var expected = row[role].TrimStart(AccessTable.WithoutEffect) switch
        {
            "→login" => $"→/dang-nhap?tro-ve={Uri.EscapeDataString(address)}",
            "→" => $"→{await cast.FillAsync(row.Target ?? throw new FormatException($"{row.Address} has no target."), role, key)}",
            var cell => await cast.FillAsync(cell, role, key),
        };
        using var response = await ask(await cast.BrowserAsync(role), address, key);
        var actual = AnswerOf(response);
        return IsAs(actual, expected) ? null : $"{row.Address} as {role}: {actual}, not {expected}";
    }

    /// <summary>What a form has made has an id that nobody knows beforehand; the table writes <c>{*}</c> for it.</summary>
    private static bool IsAs(string actual, string expected) =>
        Regex.IsMatch(actual, $"^{Regex.Escape(expected).Replace("\\{\\*}", "[0-9a-f-]{36}", StringComparison.Ordinal)}$");

    private static string AnswerOf(HttpResponseMessage response) => response.Headers.Location is { } location
        ? $"→{(location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString)}"
        : ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);

    // Every page of somebody signed in has the form to sign out; others find one where they sign in.
    private static async Task<string> TokenAsync(SiteBrowser browser, string role)
    {
        var page = await browser.OpenAsync(role == "anonymous" ? "/dang-nhap" : "/");
        return page.QuerySelector("[name='__RequestVerificationToken']")!.GetAttribute("value")!;
    }
}
