using PartyNet.Demo;

namespace PartyNet.Web.Hosting;

/// <summary>The line on the console that says the site is there, and in demo mode whom one can be.</summary>
public static class ReadyLine
{
    public static void Print(TextWriter console, IEnumerable<string> addresses, bool isDemo)
    {
        console.WriteLine($"PartyNet sẵn sàng tại {string.Join(", ", addresses)}");
        if (isDemo)
            console.WriteLine($"Dữ liệu mẫu. Vai dùng thử trên trang đăng nhập: {string.Join(" · ", DemoRoles.All.Select(r => r.Code))}");
    }
}
