using ErrorOr;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Access;

/// <summary>The operator took the second factor of a user away.</summary>
public sealed record SecondFactorReset(Guid UserId);

/// <summary>
/// Takes the second factor, the passkeys and the recovery codes of a user away, from the command line: for whoever has lost both. Every
/// session ends; the one-time link that comes of it sets a new password, and the next sign-in enrols a new app.
/// </summary>
public sealed class ResetSecondFactor(
    IPartyNetDb db, IProcesses processes, ISetupCodes codes, ILookupNormalizer normalizer, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Operator;

    public sealed record Command(string Login);

    /// <returns>The code of the link.</returns>
    public async Task<ErrorOr<string>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var name = normalizer.NormalizeName(VietnameseText.Normalize(command.Login));
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.FactorReset), cancellationToken);
        if (await db.Users.FirstOrDefaultAsync(u => u.NormalizedUserName == name && u.ClosedAt == null, cancellationToken) is not { } user)
            return Problem.At(nameof(command.Login), "Không có người dùng nào mang tên đăng nhập này.");

        var taken = await db.Authenticators.Where(a => a.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        taken += await db.Passkeys.Where(p => p.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        if (taken == 0)
            return Problem.At(nameof(command.Login), "Người này chưa bật lớp xác nhận thứ hai nên không có gì để đặt lại.");
        await RecoveryCodeMaker.TakeAwayAsync(db, user.Id, cancellationToken);
        user.EndSessions(SessionEnd.FactorReset);
        var code = await IssueSetupLink.AddAsync(db, codes, access.Scope, user.Id, process.At, cancellationToken);
        process.Record(new SecondFactorReset(user.Id));
        await process.CommitAsync(cancellationToken);
        return code;
    }
}
