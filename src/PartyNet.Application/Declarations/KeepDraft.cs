using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Database;

namespace PartyNet.Application.Declarations;

/// <summary>
/// The member has seen what was decided or submitted since the draft began, and goes on with it: from now on it stands against
/// the latest declaration. A draft that cannot be read any more begins anew.
/// </summary>
public sealed class KeepDraft(IPartyNetDb db, DraftStore drafts, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public async Task<ErrorOr<Success>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var work = await db.BeginOwnAsync(cancellationToken);
        var state = await drafts.LoadAsync(cancellationToken);
        if (state is { Stored: { } stored } && (state.IsStale || state.IsLost))
        {
            var basis = state.Latest is { } latest ? new DraftBasis(latest.Id, latest.Version) : null;
            drafts.Save(stored, state.Draft with { BasedOn = basis });
            await work.CommitAsync(cancellationToken);
        }

        return Result.Success;
    }
}
