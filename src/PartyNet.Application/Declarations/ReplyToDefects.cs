using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Declarations;

/// <summary>
/// Answers by words what a reviewer asked to put right, where the member changes nothing: "vẫn đúng vì…". No words take the answer back.
/// </summary>
public sealed class ReplyToDefects(DraftStore drafts) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    /// <param name="Replies">One for each defect at most.</param>
    public sealed record Command(IReadOnlyCollection<DefectReply> Replies);

    public Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken) =>
        drafts.ChangeAsync(Needs, draft => Apply(draft, command.Replies), cancellationToken);

    private static ErrorOr<Draft> Apply(Draft draft, IReadOnlyCollection<DefectReply> replies)
    {
        var words = replies.ToDictionary(r => r.Defect, r => VietnameseText.Normalize(r.Words));
        List<Error> problems =
        [
            .. words.Where(r => r.Value.Length > DefectReply.Length)
                .Select(r => At(r.Key, $"Câu trả lời dài quá {DefectReply.Length} ký tự. Đồng chí ghi ngắn lại.")),
            .. words.Where(r => r.Value.Contains('\uFFFD', StringComparison.Ordinal))
                .Select(r => At(r.Key, "Câu trả lời có ký tự hỏng. Đồng chí gõ lại.")),
        ];
        if (problems.Count > 0)
            return problems;

        List<DefectReply> kept =
        [
            .. draft.Replies.Where(r => !words.ContainsKey(r.Defect)),
            .. words.Where(r => r.Value.Length > 0).Select(r => new DefectReply(r.Key, r.Value)),
        ];
        if (kept.Count > Draft.MaxReplies)
            return Problem.OldForm();
        return kept.ToHashSet().SetEquals(draft.Replies) ? draft : draft with { Replies = kept };
    }

    private static Error At(Guid defect, string words) => Problem.At($"{nameof(Command.Replies)}[{defect}]", words);
}
