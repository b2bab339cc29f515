using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>
/// The notice that the member is to read before declaring: of the nearest unit, from the branch upwards, that has published one,
/// the latest. Null where none has.
/// </summary>
public sealed class GetNoticeInForce(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public async Task<NoticeInForce?> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is not null)
            return null;

        await using var read = await db.BeginReadAsync(cancellationToken);
        return await AskAsync(db, access.Scope, cancellationToken);
    }

    /// <summary>For the caller whose scope it is, together with what else they ask for.</summary>
    internal static Task<NoticeInForce?> AskAsync(IPartyNetDb db, AccessScope scope, CancellationToken cancellationToken) =>
        InForce.On(db)(db.Context, [.. scope.BranchPath?.Lineage ?? []], cancellationToken);

    // Of two paths of one lineage the longer one sorts last.
    private static readonly CompiledQuery<Func<DbContext, UnitPath[], CancellationToken, Task<NoticeInForce?>>> InForce = new(() =>
        EF.CompileAsyncQuery((DbContext db, UnitPath[] lineage, CancellationToken _) =>
            (from notice in db.Set<UnitNotice>()
             join unit in db.Set<Unit>() on notice.UnitId equals unit.Id
             where lineage.Contains(unit.Path)
             orderby unit.Path descending, notice.Number descending
             select new NoticeInForce(notice.Id, notice.Number, notice.Title, notice.Body, unit.Name, notice.PublishedAt))
            .FirstOrDefault()));
}

/// <summary>A notice as the member reads it; the body is plain text in which blank lines separate paragraphs.</summary>
public sealed record NoticeInForce(Guid Id, int Number, string Title, string Body, string UnitName, DateTimeOffset PublishedAt)
{
    public IReadOnlyList<string> Paragraphs =>
        Body.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
