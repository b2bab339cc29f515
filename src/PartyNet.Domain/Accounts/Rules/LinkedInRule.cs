namespace PartyNet.Domain.Accounts.Rules;

/// <summary>LinkedIn. Country hosts (vn.linkedin.com) show the same profiles; names may hold letters of any script.</summary>
internal sealed class LinkedInRule : SocialPlatformRule
{
    private const string Site = "https://www.linkedin.com/";

    public override string Asks => "đường dẫn trang cá nhân LinkedIn";

    public override string Example => "linkedin.com/in/nguyen-van-a";

    protected override IReadOnlyList<string> Hosts { get; } = ["linkedin.com"];

    protected override Reading ReadName(Platform platform, string name) => Profile(platform, name.ToLowerInvariant());

    protected override string? MatchHost(string host) =>
        base.MatchHost(host is [>= 'a' and <= 'z', >= 'a' and <= 'z', '.', .. var rest] ? rest : host);

    protected override Reading ReadLink(Platform platform, string host, WebAddress link) =>
        link.Lower switch
        {
            [] => Reading.Refuse(Refusals.HomePage(platform)),
            ["in", "me", ..] => Reading.Refuse(Refusals.NotAnAccount(platform)),
            ["in", var slug, ..] => Profile(platform, slug),
            ["mwlite", "in", var slug, ..] => Profile(platform, slug),
            ["company" or "school" or "showcase", var slug, ..] when IsSlug(slug) => Reading.Accept(
                AccountKind.Page,
                $"{Site}{link.Lower[0]}/{slug}",
                $"{link.Lower[0]}/{slug}"
            ),
            ["groups", var id, ..] when Names.IsDigits(id, 1, 20) => Reading.Accept(AccountKind.Group, $"{Site}groups/{id}", id),
            ["pub", .. var parts]
                when parts.Length is > 0 and <= 4 && parts.All(p => p.Length is > 0 and <= 100 && Names.FitAnyScript(p, 1, 100, "-_")) =>
                Reading.Accept(
                    AccountKind.Person,
                    $"{Site}pub/{string.Join('/', parts)}",
                    $"pub/{string.Join('/', parts)}",
                    AccountFlags.OldLinkForm
                ),
            ["feed" or "posts" or "pulse" or "newsletters", ..] => Reading.Refuse(Refusals.LeadsTo(platform, "một bài viết")),
            _ => Reading.Refuse(Refusals.NotAnAccount(platform)),
        };

    private static Reading Profile(Platform platform, string slug) =>
        IsSlug(slug)
            ? Reading.Accept(AccountKind.Person, $"{Site}in/{slug}", slug)
            : Reading.Refuse(Refusals.BadName(platform, "từ 3 đến 100 chữ cái, chữ số và dấu gạch nối"));

    private static bool IsSlug(string slug) => Names.FitAnyScript(slug, 3, 100, "-_");
}
