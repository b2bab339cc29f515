using ErrorOr;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>A user set a password; every session from before has ended.</summary>
public sealed record PasswordSet(Guid UserId);

/// <summary>
/// Sets a password by a one-time link. The link is used up with it, and the new security stamp ends all sessions of the user.
/// </summary>
public sealed class SetPassword(
    IPartyNetDb db, IProcesses processes, ISignInGuard guard, IPasswordHasher<User> hasher, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Open;

    public sealed record Command(string Code, string Password);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        using var machinery = access.As(AccessScope.SignIn);
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.PasswordSet), cancellationToken);
        if (await SetupLink.FindOwnerAsync(db, command.Code, process.At, cancellationToken) is not { } user)
            return Problem.NotFound();
        if (PasswordRules.WhatIsWrong(command.Password, user.UserName!) is { } wrong)
            return Problem.At(nameof(command.Password), wrong);

        // Taken away first: of two who use the link at once, one finds it gone.
        var hash = IssueSetupLink.HashOf(command.Code);
        if (await db.SetupLinks.Where(l => l.CodeHash == hash).ExecuteDeleteAsync(cancellationToken) == 0)
            return Problem.NotFound();
        if (!await guard.TryHashAsync(() => user.PasswordHash = hasher.HashPassword(user, command.Password), cancellationToken))
            return Problem.At(nameof(command.Password), "Nhiều đồng chí đang đăng nhập cùng lúc. Đồng chí chờ ít giây rồi thử lại.");
        user.EndSessions(SessionEnd.PasswordSet);
        process.Record(new PasswordSet(user.Id));
        await process.CommitAsync(cancellationToken);
        return Result.Success;
    }
}
