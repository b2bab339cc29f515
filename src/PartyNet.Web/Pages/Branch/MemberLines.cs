using PartyNet.Application.Members;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Web.Frame;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages.Branch;

/// <summary>Members of a branch as lines of a table: each with their state, since when, and the one thing to do next.</summary>
public sealed record MemberLines(
    string Unit, bool IsBranch, IReadOnlyList<BranchMemberRow> Members, DateTimeOffset Now, string Caption, string Empty)
{
    /// <summary>What is said below the name; null for most.</summary>
    public static string? About(BranchMemberRow member)
    {
        var kind = member.Kind == MemberKind.Probationary ? "đảng viên dự bị" : null;
        return (member.Position, kind) switch
        {
            (null, null) => null,
            (null, _) => "Đảng viên dự bị",
            (_, null) => member.Position,
            _ => $"{member.Position}, {kind}",
        };
    }

    public string Since(BranchMemberRow member) => member switch
    {
        { PendingSince: { } since } => Age.Waiting(since, Now),
        { DeclarationState: DeclarationState.Returned, DeclarationStateAt: { } at } => $"trả lại {Age.Ago(at, Now)}",
        { SlipPrintedAt: { } at } => $"in phiếu {Age.Ago(at, Now)}",
        { DeclarationState: DeclarationState.Confirmed, DeclarationStateAt: { } at } => VietnamTime.Date(VietnamTime.Day(at)),
        _ => "",
    };

    public string NextWords(BranchMemberRow member) => member.Next switch
    {
        NextStep.None => "",
        NextStep.Review => "Xem xét",
        NextStep.AwaitOthers when member.OfSecretary => "Cấp ủy cấp trên xem xét",
        NextStep.AwaitOthers when IsBranch => "Đồng chí khác xem xét",
        NextStep.AwaitOthers => "Chi bộ xem xét",
        NextStep.RemindToMend => "Nhắc sửa",
        NextStep.PrintSlip => "In phiếu kích hoạt",
        NextStep.HandOverSlip => "Đưa phiếu kích hoạt",
        NextStep.RemindToDeclare => "Nhắc nộp",
    };

    /// <summary>Null where there is nothing that the reader could do.</summary>
    public string? NextHref(BranchMemberRow member) => member.Next switch
    {
        NextStep.Review => BranchLinks.Review(Unit, member.PendingId!.Value),
        NextStep.PrintSlip or NextStep.HandOverSlip => BranchLinks.SlipOf(Unit, member.Code),
        NextStep.RemindToMend or NextStep.RemindToDeclare => BranchLinks.MemberNumbers(Unit, member.Code),
        NextStep.None or NextStep.AwaitOthers => null,
    };
}
