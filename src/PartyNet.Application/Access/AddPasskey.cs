using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Access;

/// <summary>
/// Gives the caller a passkey that their browser has just made. Sessions elsewhere end, as with every change of how one gets in.
/// </summary>
public sealed class AddPasskey(
    IPartyNetDb db, IProcesses processes, PasskeyMaker maker, IOwnSessions sessions, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn.Again();

    /// <param name="Answer">Null where the browser has sent none, as one without JavaScript.</param>
    public sealed record Command(string Name, PasskeyAnswer? Answer, Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;
        if (VietnameseText.Normalize(command.Name).Length > Passkey.NameLength)
            return Problem.At(nameof(command.Name), $"Tên khóa dài nhất {Passkey.NameLength} ký tự.");

        var id = access.Scope.UserId!.Value;
        var offered = new PasskeyMaker.Offered(command.Name, command.Answer);
        var read = await maker.ReadAsync(offered, cancellationToken);
        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, id),
            new ProcessStart(ProcessType.PasskeyAdded, ForSelf: true),
            conflict: Problem.OldForm(),
            process => read.IsError
                ? Task.FromResult<ErrorOr<Success>>(read.Errors)
                : KeepAsync(process, id, read.Value, offered, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> KeepAsync(
        IProcess process, Guid id, MadePasskey made, PasskeyMaker.Offered offered, CancellationToken cancellationToken)
    {
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == id, cancellationToken);
        var kept = await maker.KeepAsync(process, user, made, offered, cancellationToken);
        if (kept.IsError)
            return kept;
        await sessions.EndAsync(one: null, process.At, cancellationToken);
        if (user.MemberId is { } member)
            process.Concern(member);
        return Result.Success;
    }
}
