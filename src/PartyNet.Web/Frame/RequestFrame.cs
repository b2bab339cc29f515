using PartyNet.Application.Access;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Infrastructure;
using PartyNet.Web.Links;

namespace PartyNet.Web.Frame;

/// <summary>The frame of a request from its session: everything was loaded with it, so a page pays nothing for its frame.</summary>
public sealed class RequestFrame(IHttpContextAccessor http, ISecrets secrets, Installation installation, TimeProvider clock) : IPageFrame
{
    public ValueTask<PageFrame> GetAsync(CancellationToken cancellationToken)
    {
        if (http.HttpContext?.Features.Get<CallerSession>() is not { } session)
            return new(PageFrame.Anonymous(installation.IsDemo));

        var role =
            session.Roles is [var first, ..] ? RolePermissions.Name(first.Role, first.UnitName)
            : session.Scope.MemberId is null ? null
            : "Đảng viên";
        return new(
            new PageFrame(
                new CallerLabel(session.FullName ?? session.Login, role),
                Sections(session),
                installation.IsDemo,
                Help(HelpLine.Of(session)),
                SessionTime.Of(session.Ends, clock.GetUtcNow()),
                session.Scope.MemberId is null ? null : Help(HelpLine.OfMember(session))
            )
        );
    }

    private static List<FrameSection> Sections(CallerSession session)
    {
        var sections = new List<FrameSection> { new("Trang chủ", "/") };
        if (session.Scope.MemberId is not null)
        {
            sections.Add(new("Kê khai", DeclarationLinks.Start));
            sections.Add(new("Dữ liệu của tôi", MyDataLinks.Home));
        }

        foreach (var role in session.Roles)
        {
            sections.Add(role switch
            {
                { Role: Role.Secretary or Role.Deputy, UnitCode: { } unit } => new(role.UnitName!, BranchLinks.Home(unit)),
                { Role: Role.Committee or Role.Board, UnitCode: { } unit } => new(role.UnitName!, BoardLinks.Coverage(unit)),
                _ => new("Quản trị", AdministrationLinks.Home),
            });
        }

        return sections;
    }

    private HelpContact Help(HelpLine line) => line switch
    {
        { Contact: { } secretary } => new HelpContact(
            secretary.FullName,
            "bí thư chi bộ",
            secretary.Phone is { } phone
                ? VietnamesePhoneNumber.Readable(secrets.OpenHelpContactPhone(secretary.MemberId, phone).Shown)
                : null),
        { Source: HelpSource.LevelAbove } => new HelpContact(line.UnitName!, "cấp ủy cấp trên", null, "Hỏi"),
        { Source: HelpSource.Manual } => new HelpContact("hướng dẫn vận hành đi cùng hệ thống", null, null, "Xem"),
        _ => new HelpContact("quản trị hệ thống của cơ quan đồng chí", null, null, "Hỏi"),
    };
}
