using ErrorOr;
using PartyNet.Application.Access;

namespace PartyNet.Application.Declarations;

/// <summary>Takes an account off the draft's list. Removing what is gone already is no error: the page was posted twice.</summary>
public sealed class RemoveAccountFromDraft(DraftStore drafts) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public Task<ErrorOr<Success>> HandleAsync(Guid account, CancellationToken cancellationToken) =>
        drafts.ChangeAsync(Needs, draft => draft.Find(account) is null ? draft : draft.Without(account), cancellationToken);
}
