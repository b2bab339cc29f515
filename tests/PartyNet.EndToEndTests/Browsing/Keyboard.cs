namespace PartyNet.EndToEndTests.Browsing;

/// <summary>Goes through pages by the keyboard alone.</summary>
internal static class Keyboard
{
    /// <summary>Presses a key at the next element of a selector.</summary>
    public static async Task PressAtAsync(this Visitor visitor, string selector, string key)
    {
        await visitor.TabToAsync(selector);
        await visitor.Page.Keyboard.PressAsync(key);
    }

    /// <summary>Tab by tab to the next element of a selector.</summary>
    public static async Task TabToAsync(this Visitor visitor, string selector)
    {
        const int mostTabs = 40;
        for (var i = 0; i < mostTabs; i++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.Locator($":is({selector}):focus").CountAsync() > 0)
                return;
        }

        Assert.Fail($"{mostTabs} tabs do not lead to {selector}.");
    }
}
