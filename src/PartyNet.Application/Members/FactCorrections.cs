using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>A request that waits for the caller's level. What is asked stands on its page.</summary>
public sealed record WaitingCorrection(
    Guid Id, Guid MemberId, string MemberName, int? BirthYear, string UnitName, MemberFact Fact, DateTimeOffset AskedAt);

/// <summary>A request that the caller may decide now, with the member whom it is about.</summary>
internal sealed record DecidableCorrection(FactCorrection Correction, Member Member);

/// <summary>Which requests wait for whom, and who may decide them: as with declarations, nobody decides their own.</summary>
internal static class FactCorrections
{
    public const string Own =
        "Đồng chí không tự quyết định đề nghị của chính mình; đề nghị này do đồng chí khác có thẩm quyền xem xét.";

    public const string OfSecretary = "Đề nghị của bí thư do cấp ủy cấp trên xem xét; chi bộ không quyết định được.";

    /// <summary>A branch has few at a time; the next ones show when these are done.</summary>
    public const int MostShown = 20;

    /// <summary>For so many days an answer stands where the member sees it without looking for it.</summary>
    public const int DaysTold = 30;

    /// <summary>What waits for the caller at this level, the oldest first: of the branch's own members, and of secretaries below.</summary>
    public static IQueryable<WaitingCorrection> WaitingAt(IPartyNetDb db, AccessScope scope, UnitPath unit, DateTimeOffset now) =>
        from c in OpenAt(db, scope, unit, now).OrderBy(c => c.AskedAt).ThenBy(c => c.Id).TakeFirst(MostShown)
        join m in db.Members on c.MemberId equals m.Id
        join u in db.Units on m.UnitId equals u.Id
        orderby c.AskedAt, c.Id
        select new WaitingCorrection(c.Id, m.Id, m.FullName, m.BirthYear, u.Name, c.Fact, c.AskedAt);

    /// <summary>How many wait for the caller at this level, counted up to <see cref="MostShown"/>; one more means more.</summary>
    public static Task<int> CountWaitingAsync(
        IPartyNetDb db, AccessScope scope, UnitPath unit, DateTimeOffset now, CancellationToken cancellationToken) =>
        OpenAt(db, scope, unit, now).OrderBy(c => c.AskedAt).TakeFirst(MostShown + 1).CountAsync(cancellationToken);

    private static IQueryable<FactCorrection> OpenAt(IPartyNetDb db, AccessScope scope, UnitPath unit, DateTimeOffset now)
    {
        var (me, end) = (scope.MemberId, unit.RangeEnd);
        var secretaries = db.Secretaries(now);
        var open = db.FactCorrections.AsNoTracking().Where(c => c.Status == CorrectionStatus.Open && c.MemberId != me);
        var here = open.Where(c => c.UnitPath == unit
            && !(c.EverSecretary && secretaries.Any(g => g.MemberId == c.MemberId && g.UnitPath == c.UnitPath)));
        var below = open.Where(c => c.EverSecretary && c.UnitPath > unit && c.UnitPath < end
            && secretaries.Any(g => g.MemberId == c.MemberId && g.UnitPath == c.UnitPath));
        return here.Concat(below);
    }

    /// <summary>What a member is told without asking: what is open, and what has been answered within <see cref="DaysTold"/>.</summary>
    public static IQueryable<FactCorrection> ToTell(this IQueryable<FactCorrection> own, DateTimeOffset now)
    {
        var since = now.AddDays(-DaysTold);
        return own
            .Where(c => c.Status == CorrectionStatus.Open
                || (c.Status != CorrectionStatus.Withdrawn && c.DecidedAt >= since))
            .OrderByDescending(c => c.AskedAt).ThenByDescending(c => c.Id).TakeFirst(MostShown);
    }

    /// <summary>One request within a unit.</summary>
    public static IQueryable<FactCorrection> Within(this IQueryable<FactCorrection> corrections, Unit unit, Guid id)
    {
        var (from, end) = (unit.Path, unit.Path.RangeEnd);
        return corrections.Where(c => c.Id == id && c.UnitPath >= from && c.UnitPath < end);
    }

    /// <summary>The branch of a request within a unit; null where the caller has nothing to see.</summary>
    public static async Task<Unit?> FindBranchAsync(IPartyNetDb db, Unit unit, Guid id, CancellationToken cancellationToken)
    {
        await using var read = await db.BeginReadAsync(cancellationToken);
        return await (
            from c in db.FactCorrections.Within(unit, id)
            join m in db.Members on c.MemberId equals m.Id
            join u in db.Units on m.UnitId equals u.Id
            select u).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Loads what is to be decided, or says why the caller may not or came too late.</summary>
    public static async Task<ErrorOr.ErrorOr<DecidableCorrection>> LoadAsync(
        IPartyNetDb db, AccessScope scope, Unit unit, Guid id, int version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.FactCorrections.Within(unit, id).SingleOrDefaultAsync(cancellationToken) is not { } correction)
            return Problem.NotFound();
        var (member, path) = (correction.MemberId, correction.UnitPath);
        var (isOwn, ofSecretary) = await db.TogetherAsync(
            () => db.Grants.AnyAsync(g => g.UserId == scope.UserId && g.MemberId == member, cancellationToken),
            () => db.Secretaries(now).AnyAsync(g => g.MemberId == member && g.UnitPath == path, cancellationToken),
            cancellationToken);
        if (Refusal(scope, correction, isOwn, ofSecretary) is { } refusal)
            return Problem.Forbidden(refusal);
        if (correction.Status != CorrectionStatus.Open || correction.Version != version)
            return TooLate(correction.Status);
        return new DecidableCorrection(correction, await db.Members.SingleAsync(m => m.Id == member, cancellationToken));
    }

    /// <summary>Why the caller may not decide it; null where the caller may.</summary>
    /// <param name="isOwn">The caller holds a role as the member who asks, be it by another sign-in.</param>
    public static string? Refusal(AccessScope scope, FactCorrection correction, bool isOwn, bool ofSecretary)
    {
        if (correction.MemberId == scope.MemberId || isOwn)
            return Own;
        return ofSecretary && !scope.AllowsFromAbove(Permissions.Review, correction.UnitPath) ? OfSecretary : null;
    }

    public static ErrorOr.Error TooLate(CorrectionStatus? status = null) => Problem.Conflict(status switch
    {
        CorrectionStatus.Accepted => "Đề nghị này vừa được một đồng chí khác chấp nhận.",
        CorrectionStatus.Refused => "Đề nghị này vừa được một đồng chí khác trả lời không chấp nhận.",
        CorrectionStatus.Withdrawn => "Đảng viên đã rút lại đề nghị này.",
        CorrectionStatus.Open or null => "Đề nghị này vừa thay đổi trong lúc đồng chí xem.",
    });
}
