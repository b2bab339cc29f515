using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>Event of a confirmation.</summary>
/// <param name="Checked">What there was to look at, and the reviewer found right; null where there was nothing.</param>
public sealed record DeclarationConfirmed(Guid DeclarationId, int Number, int Version, IReadOnlyList<CheckedRemark>? Checked = null);

/// <summary>
/// Confirms the version of a declaration that the reviewer has seen. It becomes the one in force; the version before it is superseded.
/// Whatever there is to look at in it has to be answered, one by one. Errors: not found, forbidden (own, or a secretary's at their branch),
/// something not answered, conflict, also where an account cannot be read.
/// </summary>
public sealed class ConfirmDeclaration(IPartyNetDb db, IProcesses processes, ISecrets secrets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    /// <param name="Unit">The unit at which the reviewer works; the declaration lies within it.</param>
    /// <param name="Version">The state the page showed: a decision on any other is a conflict.</param>
    /// <param name="Checked">The remarks that the reviewer says to have checked.</param>
    public sealed record Command(
        Unit Unit, Guid DeclarationId, int Version, Guid RequestKey, IReadOnlyList<CheckedRemark>? Checked = null);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (await Decisions.FindBranchAsync(db, command.Unit, command.DeclarationId, cancellationToken) is not { } branch)
            return Problem.NotFound();

        var confirmed = await processes.OnceAsync(
            command.RequestKey,
            new ProcessStart(ProcessType.DeclarationConfirmed, branch),
            conflict: Decisions.TooLate(),
            process => ConfirmAsync(process, command, cancellationToken),
            cancellationToken);
        return Decisions.Answer(confirmed, command.DeclarationId);
    }

    private async Task<ErrorOr<Guid>> ConfirmAsync(IProcess process, Command command, CancellationToken cancellationToken)
    {
        var (unit, id, version, _, ticked) = command;
        var found = await Decisions.LoadAsync(db, access.Scope, unit, id, version, process.At, cancellationToken);
        if (found.IsError)
            return found.Errors;

        var (declaration, member) = found.Value;
        var answered = await AnswerAsync(process, declaration, member, ticked ?? [], cancellationToken);
        if (answered.IsError)
            return answered.Errors;

        var earlier = await db.Declarations
            .Where(d => d.MemberId == member.Id && d.Number < declaration.Number
                && (d.Status == DeclarationStatus.Confirmed || d.Status == DeclarationStatus.Returned))
            .ToListAsync(cancellationToken);
        earlier.ForEach(d => d.Supersede());
        declaration.Confirm(access.Scope.UserId!.Value, process.At);
        member.Follow(declaration, process.At);

        await ReviewDrafts.ForgetAsync(db, access.Scope, declaration.Id, cancellationToken);
        process.Concern(member.Id, declaration.Id);
        process.Record(new DeclarationConfirmed(
            declaration.Id, declaration.Number, version, answered.Value.Count == 0 ? null : answered.Value));
        return declaration.Id;
    }

    /// <returns>All that there is to look at; an error for each of it that the reviewer has not answered.</returns>
    private async Task<ErrorOr<List<CheckedRemark>>> AnswerAsync(
        IProcess process, Declaration declaration, Member member, IReadOnlyList<CheckedRemark> ticked, CancellationToken cancellationToken)
    {
        var rows = db.DeclaredAccounts.AsNoTracking().Where(a => a.DeclarationId == declaration.Id);
        var (accounts, sharers) = await db.TogetherAsync(
            () => rows.ToListAsync(cancellationToken),
            () => ReviewedAccounts.ReadSharersAsync(db, db.Declarations.Where(d => d.Id == declaration.Id), cancellationToken),
            cancellationToken);
        var opened = ReviewedAccounts.Open(secrets, process, member, declaration.Id, accounts, sharers);
        if (opened.Exists(account => account.Details is null))
            return Problem.Conflict(Decisions.Unreadable);

        var asked = opened
            .SelectMany(account => account.Remarks, (account, remark) => new CheckedRemark(account.Row.Id, remark.Code)).ToList();
        return asked.TrueForAll(ticked.Contains)
            ? asked
            : Problem.At(
                nameof(Command.Checked),
                "Còn lưu ý chưa trả lời. Đồng chí kiểm tra từng lưu ý, đánh dấu “Đã kiểm tra, đúng” rồi xác nhận.");
    }
}
