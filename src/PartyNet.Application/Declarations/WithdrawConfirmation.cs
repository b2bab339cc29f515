using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>Event of a confirmation that was taken back.</summary>
/// <param name="InForce">The version that is in force again.</param>
public sealed record ConfirmationWithdrawn(Guid DeclarationId, int Number, int Version, WithdrawalReason Reason, Guid? InForce);

/// <summary>Why a confirmation is taken back. Chosen, not written: a reason in words would say things of a person.</summary>
public enum WithdrawalReason
{
    ByMistake = 1,
    FoundWrong = 2,
    AskedByMember = 3,
}

/// <summary>
/// Takes back a confirmation: the version waits again, and the one before it is in force again. Only whoever gave it may, within
/// <see cref="Declaration.MayBeReopened"/>, and while the member has handed in nothing later. Errors: not found, forbidden, conflict, no
/// reason.
/// </summary>
public sealed class WithdrawConfirmation(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    public sealed record Command(Unit Unit, Guid DeclarationId, int Version, WithdrawalReason? Reason, Guid RequestKey);

    private const string Others = "Chỉ đồng chí đã xác nhận bản kê khai này mới rút lại được xác nhận.";
    private static readonly string TooOld =
        $"Đã quá {Declaration.MayBeReopened.Days} ngày kể từ khi xác nhận, nên không rút lại được nữa.";

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (await Decisions.FindBranchAsync(db, command.Unit, command.DeclarationId, cancellationToken) is not { } branch)
            return Problem.NotFound();
        if (command.Reason is not { } reason || !Enum.IsDefined(reason))
            return Problem.At(nameof(command.Reason), "Chọn lý do rút lại xác nhận.");

        var withdrawn = await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.DeclarationId, command.Version),
            new ProcessStart(ProcessType.ConfirmationWithdrawn, branch),
            conflict: Decisions.TooLate(),
            process => WithdrawAsync(process, command, reason, cancellationToken),
            cancellationToken);
        return Decisions.Answer(withdrawn, command.DeclarationId);
    }

    /// <summary>Whether the caller may take the confirmation back, as far as it itself tells.</summary>
    internal static bool MayWithdraw(AccessScope scope, Declaration declaration, DateTimeOffset now) =>
        declaration.Status == DeclarationStatus.Confirmed && declaration.DecidedBy == scope.UserId && IsInTime(declaration, now);

    private static bool IsInTime(Declaration declaration, DateTimeOffset now) =>
        declaration.DecidedAt + Declaration.MayBeReopened >= now;

    private async Task<ErrorOr<Guid>> WithdrawAsync(
        IProcess process, Command command, WithdrawalReason reason, CancellationToken cancellationToken)
    {
        var declaration = await db.Declarations.Within(command.Unit)
            .SingleOrDefaultAsync(d => d.Id == command.DeclarationId, cancellationToken);
        if (declaration is null)
            return Problem.NotFound();
        if (declaration.Status != DeclarationStatus.Confirmed || declaration.Version != command.Version)
            return Decisions.TooLate(declaration.Status);
        if (!MayWithdraw(access.Scope, declaration, process.At))
            return Problem.Forbidden(IsInTime(declaration, process.At) ? Others : TooOld);
        if (await db.Declarations.AnyAsync(
                d => d.MemberId == declaration.MemberId && d.Number > declaration.Number && d.Status != DeclarationStatus.Withdrawn,
                cancellationToken))
            return Problem.Conflict("Đảng viên đã nộp bản kê khai mới hơn, nên không rút lại xác nhận của bản này được.");

        var before = await db.Declarations
            .Where(d => d.MemberId == declaration.MemberId && d.Number < declaration.Number
                && d.Status == DeclarationStatus.Superseded && !db.Defects.Any(f => f.DeclarationId == d.Id))
            .OrderByDescending(d => d.Number)
            .FirstOrDefaultAsync(cancellationToken);
        var member = await db.Members.SingleAsync(m => m.Id == declaration.MemberId, cancellationToken);
        declaration.Reopen();
        before?.Reinstate();
        member.Follow(declaration, before, process.At);

        process.Concern(member.Id, declaration.Id);
        process.Record(new ConfirmationWithdrawn(declaration.Id, declaration.Number, command.Version, reason, before?.Id));
        return declaration.Id;
    }
}
