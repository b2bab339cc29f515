using PartyNet.Application.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Web.Frame;
using PartyNet.Web.Links;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages;

/// <summary>The declaration as a line of the task list.</summary>
/// <param name="Correction">The latest request to put a fact right, as a line of its own; null where there is nothing to tell.</param>
public sealed record MemberTask(string Href, string? Hint, StatusKind Kind, string Status, TaskOfCorrection? Correction = null)
{
    public static MemberTask From(MyTask task)
    {
        var draft = task.DraftSavedAt is { } saved ? $"Bản nháp lưu lúc {VietnamTime.Full(saved)}" : null;
        var when = task.At is { } at ? VietnamTime.Full(at) : "";
        MemberTask line = task.State switch
        {
            DeclarationState.NotDeclared when draft is null => new(DeclarationLinks.Start, null, StatusKind.Info, "Chưa bắt đầu"),
            DeclarationState.NotDeclared => new(DeclarationLinks.Start, draft, StatusKind.Info, "Đang khai dở"),
            DeclarationState.Submitted => new(
                draft is null ? DeclarationLinks.Receipt(task.Number!.Value) : DeclarationLinks.Start,
                draft ?? $"Bản số {task.Number}, nộp lúc {when}",
                StateKinds.Of(task.State),
                $"Đã nộp, {task.State.Name().WithinSentence()}"
            ),
            DeclarationState.Returned => new(
                DeclarationLinks.Start,
                $"Bản số {task.Number}, trả lại lúc {when}",
                StateKinds.Of(task.State),
                $"Cần sửa {task.Defects} mục"
            ),
            DeclarationState.Confirmed => new(
                DeclarationLinks.Start,
                draft ?? $"Bản số {task.Number}, xác nhận lúc {when}",
                StateKinds.Of(task.State),
                draft is null ? task.State.Name() : "Đang khai dở bản mới"
            ),
        };
        return line with { Correction = task.Correction };
    }
}
