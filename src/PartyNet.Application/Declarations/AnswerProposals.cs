using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Declarations;

/// <summary>Event of an answer: how many of the accounts that a list has beside the member they took as theirs, and how many not.</summary>
public sealed record ProposalsAnswered(int Accepted, int Dropped);

/// <summary>What a member says of an account that a list has beside them.</summary>
public sealed record ProposalReply(Guid Proposal, bool IsMine);

/// <summary>
/// The member says of accounts that a list of the organisation has beside them which are theirs. Those enter the draft as if the member had
/// typed them, who looks at it and submits it as ever; the others are gone. What is not answered stays a question.
/// </summary>
public sealed class AnswerProposals(IPartyNetDb db, IProcesses processes, DraftStore drafts, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    /// <param name="Replies">What is missing is not answered.</param>
    public sealed record Command(Guid RequestKey, IReadOnlyList<ProposalReply> Replies);

    /// <returns>Whether a draft is under way then.</returns>
    public async Task<ErrorOr<bool>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;
        if (command.Replies.Count == 0)
            return Problem.At("", "Đồng chí chọn câu trả lời cho từng tài khoản, hoặc bấm “Trả lời sau”.");

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.Replies.OrderBy(reply => reply.Proposal)),
            new ProcessStart(ProcessType.ProposalsAnswered, await db.OwnBranchAsync(access.Scope, cancellationToken), ForSelf: true),
            conflict: Problem.Conflict("Danh sách vừa thay đổi ở trang khác. Đồng chí mở lại mục Kê khai."),
            process => AnswerAsync(process, command.Replies, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<bool>> AnswerAsync(
        IProcess process, IReadOnlyList<ProposalReply> replies, CancellationToken cancellationToken)
    {
        await db.WaitForOwnTurnAsync(cancellationToken);
        var state = await drafts.LoadAsync(cancellationToken);
        if (state.IsLost)
            return Problem.Conflict("Bản nháp đã lưu không đọc được. Đồng chí mở lại mục Kê khai để khai lại.");
        var ids = replies.Select(reply => reply.Proposal).ToList();
        var mine = replies.Where(reply => reply.IsMine).Select(reply => reply.Proposal).ToHashSet();
        var rows = await db.ProposedAccounts.Own(access.Scope).Where(p => ids.Contains(p.Id)).ToListAsync(cancellationToken);
        if (rows.Count == 0)
            return state.Stored is not null;
        var draft = state.Draft;
        foreach (var accepted in drafts.Open(rows.Where(row => mine.Contains(row.Id))).Select(proposal => proposal.Account))
        {
            if (draft.Accounts.Any(accepted.IsSameAs))
                continue;
            if (draft.IsFull)
                return Problem.At("", Draft.Full);
            draft = draft.With(accepted);
        }

        var isChanged = !ReferenceEquals(draft, state.Draft);
        if (isChanged)
            drafts.Save(state.Stored, draft);
        db.ProposedAccounts.RemoveRange(rows);
        var taken = rows.Count(row => mine.Contains(row.Id));
        process.Concern(access.Scope.MemberId!.Value);
        process.Record(new ProposalsAnswered(taken, rows.Count - taken));
        return isChanged || state.Stored is not null;
    }
}
