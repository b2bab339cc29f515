using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>The code of a one-time link was shown to the administrator who made the link.</summary>
public sealed record SetupLinkShown(Guid UserId);

/// <summary>The one-time link of a user.</summary>
/// <param name="Login">Whose link it is.</param>
/// <param name="Code">Null where it has been shown, or has waited for too long, or was made in another session.</param>
public sealed record ShownLink(string Login, string? Code);

/// <summary>
/// Shows the code of a link that the administrator has just made, once: a page of its own asks for it, so that reloading that page makes no
/// second link and sending a form twice loses none.
/// </summary>
public sealed class ShowSetupLink(
    IPartyNetDb db, IProcesses processes, ISetupCodes codes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator;

    public async Task<ErrorOr<ShownLink>> HandleAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var (session, now) = (access.Scope.SessionId, clock.GetUtcNow());
        var waiting = db.SetupLinks.Where(l => l.UserId == userId && l.SealedCode != null && l.ShownTo == session && l.ShownUntil > now);
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var user = await db.Users.Where(u => u.Id == userId && u.ClosedAt == null)
            .Select(u => new { Login = u.UserName!, SealedCode = waiting.Select(l => l.SealedCode).FirstOrDefault() })
            .FirstOrDefaultAsync(cancellationToken);
        if (user is null)
            return Problem.NotFound();
        var isTaken = user.SealedCode is not null && await TakeAsync(userId, waiting, cancellationToken);
        return new ShownLink(user.Login, isTaken ? codes.Open(userId, user.SealedCode!) : null);
    }

    /// <summary>Of several who ask at once, one takes it.</summary>
    private async Task<bool> TakeAsync(Guid userId, IQueryable<SetupLink> waiting, CancellationToken cancellationToken)
    {
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SetupLinkShown), cancellationToken);
        if (await waiting.ExecuteUpdateAsync(link => link.SetProperty(l => l.SealedCode, (byte[]?)null), cancellationToken) == 0)
            return false;
        process.Record(new SetupLinkShown(userId));
        await process.CommitAsync(cancellationToken);
        return true;
    }
}
