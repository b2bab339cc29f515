using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Declarations;

namespace PartyNet.Application.Declarations;

/// <summary>The notes of a reviewer as they are sealed, and which rows are the caller's.</summary>
internal static class ReviewDrafts
{
    /// <summary>Every field of twenty accounts, each with the longest note, is less than that.</summary>
    public const int MaxLength = 64 * 1024;

    public static string Pack(IEnumerable<DefectNote> notes) => JsonSerializer.Serialize(notes);

    public static IReadOnlyList<DefectNote> Unpack(string packed) => JsonSerializer.Deserialize<List<DefectNote>>(packed)!;

    /// <summary>What the caller noted about this declaration.</summary>
    public static IQueryable<ReviewDraft> Of(this IQueryable<ReviewDraft> drafts, AccessScope scope, Guid declarationId) =>
        drafts.Where(d => d.UserId == scope.UserId && d.DeclarationId == declarationId);

    /// <summary>
    /// The caller has decided, so that nothing is left to be noted: also what is being saved at this moment, which waits for its turn and
    /// then finds the decision.
    /// </summary>
    public static async Task ForgetAsync(IPartyNetDb db, AccessScope scope, Guid declarationId, CancellationToken cancellationToken)
    {
        await db.WaitForOwnTurnAsync(cancellationToken);
        await db.ReviewDrafts.Of(scope, declarationId).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>What the reviewer has noted so far.</summary>
public sealed record KeptNotes(IReadOnlyList<DefectNote> Notes, DateTimeOffset SavedAt);
