using ErrorOr;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access.Passwords;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>A member got in by a slip.</summary>
public sealed record SlipUsed(Guid SlipId, Guid UserId, SlipUse Use);

/// <summary>
/// Uses up a slip that was opened a moment ago: sets a password, or lets the member in this once. Either starts a session and ends all
/// sessions from before; setup links end with them, and no device is known any more.
/// </summary>
public sealed class ActivateBySlip(
    IPartyNetDb db,
    IProcesses processes,
    ISignInGuard guard,
    IPasswordHasher<User> hasher,
    ISecrets secrets,
    SessionStarter starter,
    SessionRules rules,
    AccessContext access,
    TimeProvider clock
) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Open;

    /// <param name="Attempt">The attempt that has opened the slip: what it does, it does once.</param>
    /// <param name="Password">Null to be let in this once.</param>
    /// <param name="Network">Where the request comes from: an address range, not an address.</param>
    public sealed record Command(Guid SlipId, Guid Attempt, string? Password, string Network);

    /// <returns>Not found where the slip can be used no more.</returns>
    public async Task<ErrorOr<SignedIn>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        using var machinery = access.As(AccessScope.SignIn);
        if (await HeldSlip.MemberOfAsync(db, command.SlipId, cancellationToken) is not { } member)
            return Problem.NotFound();
        using var holder = access.As(AccessScope.SignIn with { MemberId = member });
        var hash = await HashAsync(command, cancellationToken);
        return hash.IsError ? hash.Errors : await UseAsync(command, hash.Value.Text, cancellationToken);
    }

    /// <summary>Before the process: whoever waits for a place to hash keeps nobody else waiting.</summary>
    private async Task<ErrorOr<Hash>> HashAsync(Command command, CancellationToken cancellationToken)
    {
        if (command.Password is not { } password)
            return new Hash(null);

        var now = clock.GetUtcNow();
        var held = await ReadAsync(command.SlipId, now, cancellationToken);
        if (held.WasUsedBy(command.Attempt, now))
            return new Hash(null);
        if (!held.CanBeUsed(now))
            return Problem.NotFound();
        var user = held.User!;
        if (PasswordRules.WhatIsWrong(password, PasswordOwner.Of(user, held.Member!, held.UnitName!, secrets)) is { } wrong)
            return Problem.At(nameof(command.Password), wrong);

        string? hash = null;
        return await guard.TryHashAsync(() => hash = hasher.HashPassword(user, password), cancellationToken)
            ? new Hash(hash)
            : Problem.Busy();
    }

    private async Task<HeldSlip> ReadAsync(Guid slipId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await HeldSlip.ReadAsync(db, access.Scope, slipId, now, cancellationToken);
    }

    private async Task<ErrorOr<SignedIn>> UseAsync(Command command, string? hash, CancellationToken cancellationToken)
    {
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SlipUsed, ForSelf: true), cancellationToken);
        await db.WaitForTurnAsync(SlipRules.Turn(command.SlipId), cancellationToken);
        var held = await HeldSlip.ReadAsync(db, access.Scope, command.SlipId, process.At, cancellationToken);
        if (!held.WasUsedBy(command.Attempt, process.At))
        {
            if (!held.CanBeUsed(process.At) || await UseUpAsync(held, hash, command, process.At, cancellationToken) is not { } used)
                return Problem.NotFound();
            process.Record(used);
        }

        // The session carries the user's new stamp, so the user is saved first.
        await db.SaveChangesAsync(cancellationToken);
        var user = held.User!;
        process.Concern(held.Slip!.MemberId);
        var factors = await SecondFactors.OfAsync(db, user.Id, process.At, cancellationToken);
        if (factors.AreAsked(rules))
        {
            // A slip stands for the password, never for the second factor.
            await process.CommitAsync(cancellationToken);
            var counted = SignInName.Read(user.NormalizedUserName!).Counted;
            return Problem.CodeAsked(new HalfSignedIn(user.Id, user.SecurityStamp!, counted, factors.HasApp, factors.HasPasskey));
        }

        return await starter.StartAsync(process, user, command.Network, cancellationToken);
    }

    /// <returns>Null where it was reprinted, reported lost or frozen this very moment.</returns>
    private async Task<SlipUsed?> UseUpAsync(
        HeldSlip held, string? hash, Command command, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (slip, user) = (held.Slip!, held.User!);
        SlipUse? use = hash is null ? SlipUse.OneSession : SlipUse.Password;
        var used = await db.ActivationSlips
            .Where(s => s.Id == slip.Id && s.UsedAt == null && s.LostAt == null && s.WrongTries < ActivationSlip.MostTries)
            .ExecuteUpdateAsync(
                s => s.SetProperty(one => one.UsedAt, at).SetProperty(one => one.Use, use)
                    .SetProperty(one => one.UsedBy, command.Attempt),
                cancellationToken);
        if (used == 0)
            return null;

        db.Users.Attach(user);
        user.PasswordHash = hash ?? user.PasswordHash;
        user.EndSessions(SessionEnd.SlipUsed);
        await db.SetupLinks.Where(l => l.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await db.KnownPlaces.Where(p => p.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        return new SlipUsed(slip.Id, user.Id, use.Value);
    }

    /// <summary>The hash of the new password; no text where none is set.</summary>
    private sealed record Hash(string? Text);
}
