using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Diagnosis;
using PartyNet.Application.Rosters;

namespace PartyNet.Application.Declarations;

/// <summary>What the start page shows: each part for those whom it concerns.</summary>
/// <param name="Mine">Null for callers who are no members.</param>
/// <param name="Reviews">The units where the caller reviews.</param>
/// <param name="Boards">The units whose coverage the caller may see.</param>
/// <param name="Resets">The units where the caller may agree that a second factor is taken away.</param>
/// <param name="Installation">Null for callers who are no administrators.</param>
public sealed record StartPage(
    MyTask? Mine,
    IReadOnlyList<ReviewTask> Reviews,
    IReadOnlyList<BoardHome> Boards,
    IReadOnlyList<FactorResetTask> Resets,
    InstallationState? Installation);

/// <summary>The start page of whoever is signed in, read in one round trip whatever roles they hold; null for nobody.</summary>
public sealed class GetHome(
    IPartyNetDb db, AccessContext access, GetMyTask getTask, GetReviewTasks getReviews, GetBoardHome getBoards,
    GetFactorResetTasks getResets, GetInstallationState getInstallation) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn;

    public async Task<StartPage?> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is not null)
            return null;

        var (mine, reviews, boards, resets) = await db.TogetherAsync(
            () => getTask.HandleAsync(cancellationToken),
            () => getReviews.HandleAsync(cancellationToken),
            () => getBoards.HandleAsync(cancellationToken),
            () => getResets.HandleAsync(cancellationToken),
            cancellationToken);
        var installation = await getInstallation.HandleAsync(cancellationToken);
        return new StartPage(mine.IsError ? null : mine.Value, reviews, boards, resets, installation);
    }
}
