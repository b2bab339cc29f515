using Microsoft.Playwright;

namespace PartyNet.EndToEndTests.Browsing;

/// <summary>
/// A device of Chromium's own making that holds passkeys and finds at each question that the right finger is on it.
/// </summary>
internal static class VirtualDevice
{
    public static async Task PlugInAsync(IPage page)
    {
        var chromium = await page.Context.NewCDPSessionAsync(page);
        await chromium.SendAsync("WebAuthn.enable");
        await chromium.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
