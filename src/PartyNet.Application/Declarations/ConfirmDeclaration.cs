using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>Event of a confirmation.</summary>
public sealed record DeclarationConfirmed(Guid DeclarationId, int Number, int Version);

/// <summary>
/// Confirms the version of a declaration that the reviewer has seen. It becomes the one in force; the version before it is superseded.
/// Errors: not found, forbidden (own, or a secretary's at their branch), conflict, also where an account cannot be read.
/// </summary>
public sealed class ConfirmDeclaration(IPartyNetDb db, IProcesses processes, ISecrets secrets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    /// <param name="Unit">The unit at which the reviewer works; the declaration lies within it.</param>
    /// <param name="Version">The state the page showed: a decision on any other is a conflict.</param>
    public sealed record Command(Unit Unit, Guid DeclarationId, int Version, Guid RequestKey);

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
        var (unit, id, version, _) = command;
        var found = await Decisions.LoadAsync(db, access.Scope, unit, id, version, process.At, cancellationToken);
        if (found.IsError)
            return found.Errors;

        var (declaration, member) = found.Value;
        if (await Decisions.ReadAccountsAsync(db, secrets, process, declaration, cancellationToken) is { IsError: true } unreadable)
            return unreadable.Errors;

        var earlier = await db.Declarations
            .Where(d => d.MemberId == member.Id && d.Number < declaration.Number
                && (d.Status == DeclarationStatus.Confirmed || d.Status == DeclarationStatus.Returned))
            .ToListAsync(cancellationToken);
        earlier.ForEach(d => d.Supersede());
        declaration.Confirm(access.Scope.UserId!.Value, process.At);
        member.Follow(declaration, process.At);

        await ReviewDrafts.ForgetAsync(db, access.Scope, declaration.Id, cancellationToken);
        process.Concern(member.Id, declaration.Id);
        process.Record(new DeclarationConfirmed(declaration.Id, declaration.Number, version));
        return declaration.Id;
    }
}
