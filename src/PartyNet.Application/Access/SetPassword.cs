using ErrorOr;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access.Passwords;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>A user set a password; every session from before has ended.</summary>
public sealed record PasswordSet(Guid UserId);

/// <summary>
/// Sets a password by a one-time link. The link is used up with it, and every other one of the user; all sessions end, and no device is
/// known any more: whoever knew the password before is a stranger.
/// </summary>
public sealed class SetPassword(
    IPartyNetDb db,
    IProcesses processes,
    ISignInGuard guard,
    IPasswordHasher<User> hasher,
    ISecrets secrets,
    AccessContext access,
    TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Open;

    public sealed record Command(string Code, string Password);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (await FindOwnerAsync(command.Code, cancellationToken) is not { } owner)
            return Problem.NotFound();
        if (PasswordRules.WhatIsWrong(command.Password, await DescribeAsync(owner, cancellationToken)) is { } wrong)
            return Problem.At(nameof(command.Password), wrong);

        // Before anything is locked: hashing takes its time, and waits for others that hash.
        var passwordHash = "";
        if (!await guard.TryHashAsync(() => passwordHash = hasher.HashPassword(owner, command.Password), cancellationToken))
            return Problem.At(nameof(command.Password), Problem.Busy().Description);

        // The code proves to the database whose act it is.
        using var machinery = access.As(AccessScope.SignIn with { Proof = new ActorProof(command.Code) });
        await using var process = await BeginAsync(cancellationToken);
        if (process is null || await SetupLink.FindOwnerAsync(db, command.Code, process.At, cancellationToken) is not { } user)
            return Problem.NotFound();

        // Taken away first: of two who use the link at once, one finds it gone.
        var hash = IssueSetupLink.HashOf(command.Code);
        if (await db.SetupLinks.Where(l => l.CodeHash == hash).ExecuteDeleteAsync(cancellationToken) == 0)
            return Problem.NotFound();
        await db.ForgetWaysInAsync(user.Id, cancellationToken);
        user.PasswordHash = passwordHash;
        user.EndSessions(SessionEnd.PasswordSet);
        process.Record(new PasswordSet(user.Id));
        await process.CommitAsync(cancellationToken);
        return Result.Success;
    }

    /// <summary>Null where the link was used in the meantime: it proves nothing any more.</summary>
    private async Task<IOpenProcess?> BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await processes.BeginAsync(new ProcessStart(ProcessType.PasswordSet, ForSelf: true), cancellationToken);
        }
        catch (SessionEndedException)
        {
            return null;
        }
    }

    private async Task<User?> FindOwnerAsync(string code, CancellationToken cancellationToken)
    {
        using var machinery = access.As(AccessScope.SignIn);
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await SetupLink.FindOwnerAsync(db, code, clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>What a guesser who knows the owner tries. Read as the owner, who alone may open it without a process.</summary>
    private async Task<PasswordOwner> DescribeAsync(User user, CancellationToken cancellationToken)
    {
        using var own = access.As(new AccessScope { UserId = user.Id, MemberId = user.MemberId });
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await PasswordOwner.ReadAsync(db, user, access.Scope, secrets, cancellationToken);
    }
}
