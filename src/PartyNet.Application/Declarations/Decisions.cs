using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>A declaration that the caller may decide now, with the member whose state follows it.</summary>
internal sealed record Decidable(Declaration Declaration, Member Member);

/// <summary>The rules that every decision on a declaration obeys, checked at the moment of deciding.</summary>
internal static class Decisions
{
    public const string OwnDeclaration =
        "Đồng chí không tự xem xét bản kê khai của chính mình; bản này do đồng chí khác có thẩm quyền xem xét.";
    public const string Unreadable =
        "Có tài khoản trong bản kê khai này không đọc được, nên chưa xác nhận hoặc trả lại được. Đề nghị đồng chí báo đảng viên nộp lại "
            + "bản kê khai, và báo người vận hành hệ thống kiểm tra dữ liệu.";
    public const string OfSecretary = "Bản kê khai của bí thư do cấp ủy cấp trên xem xét; chi bộ không xác nhận hoặc trả lại được.";

    /// <summary>The branch of a declaration within <paramref name="unit"/>; null where the caller has nothing to see.</summary>
    public static async Task<Unit?> FindBranchAsync(IPartyNetDb db, Unit unit, Guid declarationId, CancellationToken cancellationToken)
    {
        await using var read = await db.BeginReadAsync(cancellationToken);
        return await (
            from d in db.Declarations.Within(unit)
            where d.Id == declarationId
            join m in db.Members on d.MemberId equals m.Id
            join u in db.Units on m.UnitId equals u.Id
            select u).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>What the caller has just decided; null for nothing, and for what somebody else has decided.</summary>
    public static async Task<DecidedDeclaration?> FindJustDecidedAsync(
        IPartyNetDb db, AccessScope scope, Unit unit, Guid? declarationId, CancellationToken cancellationToken) =>
        declarationId is not { } id ? null : await db.Declarations.AsNoTracking().Within(unit)
            .Where(d => d.Id == id && d.DecidedBy == scope.UserId)
            .Join(db.Members, d => d.MemberId, m => m.Id, (d, m) => new DecidedDeclaration(m.Id, m.FullName, d.Number, d.Status))
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Loads what is to be decided, or says why the caller may not or came too late.</summary>
    public static async Task<ErrorOr<Decidable>> LoadAsync(
        IPartyNetDb db,
        AccessScope scope,
        Unit unit,
        Guid declarationId,
        int version,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (await db.Declarations.Within(unit).SingleOrDefaultAsync(d => d.Id == declarationId, cancellationToken) is not { } declaration)
            return Problem.NotFound();
        if (await FindRefusalAsync(db, scope, declaration, now, cancellationToken) is { } refusal)
            return Problem.Forbidden(refusal);
        if (!declaration.IsPending || declaration.Version != version)
            return TooLate(declaration.Status);
        return new Decidable(declaration, await db.Members.SingleAsync(m => m.Id == declaration.MemberId, cancellationToken));
    }

    /// <summary>Why the caller may not decide this declaration, in a sentence for the page; null if the caller may.</summary>
    private static async Task<string?> FindRefusalAsync(
        IPartyNetDb db,
        AccessScope scope,
        Declaration declaration,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (member, path) = (declaration.MemberId, declaration.UnitPath);
        var (isOwn, ofSecretary) = await db.TogetherAsync(
            () => db.Grants.AnyAsync(g => g.UserId == scope.UserId && g.MemberId == member, cancellationToken),
            () => db.Secretaries(now).AnyAsync(g => g.MemberId == member && g.UnitPath == path, cancellationToken),
            cancellationToken);
        return Refusal(scope, declaration, isOwn, ofSecretary);
    }

    /// <inheritdoc cref="FindRefusalAsync"/>
    /// <param name="isOwn">
    /// The caller holds a role as the member who declares: another sign-in of the same person is known by its roles, even where the sign-in
    /// itself names no member.
    /// </param>
    /// <param name="ofSecretary">The member is the secretary of the branch now.</param>
    public static string? Refusal(AccessScope scope, Declaration declaration, bool isOwn, bool ofSecretary)
    {
        if (declaration.MemberId == scope.MemberId || isOwn)
            return OwnDeclaration;
        return ofSecretary && !scope.AllowsFromAbove(Permissions.Review, declaration.UnitPath) ? OfSecretary : null;
    }

    /// <summary>The accounts of a declaration. An error where one cannot be read: nothing is decided on what nobody can read.</summary>
    public static async Task<ErrorOr<List<Guid>>> ReadAccountsAsync(
        IPartyNetDb db, ISecrets secrets, IProcess process, Declaration declaration, CancellationToken cancellationToken)
    {
        var accounts = await db.DeclaredAccounts.AsNoTracking().Where(a => a.DeclarationId == declaration.Id)
            .Select(a => new { a.Id, a.Details }).ToListAsync(cancellationToken);
        return accounts.Exists(a =>
                secrets.Open(process, declaration.MemberId, SecretField.AccountDetails, a.Id, a.Details).Fault is not null)
            ? Problem.Conflict(Unreadable)
            : accounts.ConvertAll(a => a.Id);
    }

    /// <summary>The answer to a form: what was decided with it, now or when it was sent before, must be what it asks about.</summary>
    public static ErrorOr<Success> Answer(ErrorOr<Guid> decided, Guid declarationId)
    {
        if (decided.IsError)
            return decided.Errors;
        return decided.Value == declarationId ? Result.Success : TooLate();
    }

    /// <summary>Somebody was first. What had been typed is not lost: the page shows it again.</summary>
    public static Error TooLate(DeclarationStatus? status = null) => Problem.Conflict(status switch
    {
        DeclarationStatus.Confirmed => "Bản kê khai này vừa được một đồng chí khác xác nhận.",
        DeclarationStatus.Returned => "Bản kê khai này vừa được một đồng chí khác trả lại.",
        DeclarationStatus.Withdrawn or DeclarationStatus.Superseded => "Đảng viên đã nộp bản kê khai mới thay cho bản đồng chí đang xem.",
        DeclarationStatus.Submitted or null => "Bản kê khai này vừa thay đổi trong lúc đồng chí xem.",
    });
}
