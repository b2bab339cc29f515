using PartyNet.Application.Access;
using PartyNet.Domain.Members;

namespace PartyNet.Web.Frame;

/// <summary>What every page shows around its content: who is signed in, where they can go, and whom they can ask.</summary>
/// <param name="Help">Whom they ask about their work; null for a visitor.</param>
/// <param name="OwnHelp">Whom they ask about what is their own, as the member they are.</param>
public sealed record PageFrame(
    CallerLabel? Caller,
    IReadOnlyList<FrameSection> Sections,
    bool IsDemo,
    HelpContact? Help,
    SessionTime? Session = null,
    HelpContact? OwnHelp = null)
{
    /// <summary>The frame for a visitor about whom nothing is known; also that of error pages, which must not need the database.</summary>
    public static PageFrame Anonymous(bool isDemo = false) => new(null, [], isDemo, null);
}

/// <summary>The signed-in person in the header: full name, and the role they act in ("Bí thư Chi bộ 3").</summary>
public sealed record CallerLabel(string Name, string? Role);

/// <summary>
/// How long the session goes on, in seconds: while nothing is done, and at most. The page warns before, and can ask for more of the former.
/// </summary>
public sealed record SessionTime(int Idle, int Left)
{
    public static SessionTime Of(SessionEnds ends, DateTimeOffset now) => new(Seconds(ends.Idle - now), Seconds(ends.Absolute - now));

    private static int Seconds(TimeSpan time) => Math.Max(0, (int)time.TotalSeconds);
}

/// <summary>One entry of the navigation. It is marked as current on its own path and on every path below it.</summary>
public sealed record FrameSection(string Text, string Href)
{
    /// <summary>The value for <c>aria-current</c> on a page at <paramref name="path"/>: "page", "true" for a page below, or null.</summary>
    public string? CurrentOn(PathString path)
    {
        if (path.Equals(Href, StringComparison.OrdinalIgnoreCase)) return "page";
        return Href != "/" && path.StartsWithSegments(Href, StringComparison.OrdinalIgnoreCase) ? "true" : null;
    }
}

/// <summary>Whom to ask, the same on every page (WCAG 3.2.6); who that is says <see cref="HelpLine"/>.</summary>
/// <param name="Name">A person, a unit, or whoever runs the installation.</param>
/// <param name="Phone">A number as people read it, or that it cannot be read.</param>
/// <param name="Lead">What stands before the name.</param>
public sealed record HelpContact(string Name, string? Role, string? Phone, string Lead = "Hỏi đồng chí")
{
    /// <summary>What a telephone dials; null where there is no number to dial.</summary>
    public string? Dialled =>
        VietnamesePhoneNumber.TryParse(Phone, out _, out _) ? $"tel:{Phone!.Replace(" ", "", StringComparison.Ordinal)}" : null;
}

/// <summary>Gives the layout its data, once per request.</summary>
public interface IPageFrame
{
    ValueTask<PageFrame> GetAsync(CancellationToken cancellationToken);
}
