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
/// Uses up a slip that was opened a moment ago: sets a password, keeps a passkey, or lets the member in this once. Each starts a
/// session and ends all sessions from before; setup links end with them, and no device is known any more.
/// </summary>
public sealed class ActivateBySlip(
    IPartyNetDb db,
    IProcesses processes,
    ISignInGuard guard,
    IPasswordHasher<User> hasher,
    ISecrets secrets,
    PasskeyMaker maker,
    SessionStarter starter,
    SessionRules rules,
    AccessContext access,
    TimeProvider clock
) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Open;

    /// <param name="Attempt">The attempt that has opened the slip: what it does, it does once.</param>
    /// <param name="Password">Null with a passkey, or to be let in this once.</param>
    /// <param name="Network">Where the request comes from: an address range, not an address.</param>
    /// <param name="Passkey">What the browser has made; null with a password, or to be let in this once.</param>
    public sealed record Command(
        Guid SlipId, Guid Attempt, string? Password, string Network, PasskeyMaker.Offered? Passkey = null);

    /// <returns>Not found where the slip can be used no more.</returns>
    public async Task<ErrorOr<SignedIn>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        using var machinery = access.As(AccessScope.SignIn);
        if (await HeldSlip.MemberOfAsync(db, command.SlipId, cancellationToken) is not { } member)
            return Problem.NotFound();
        using var holder = access.As(AccessScope.SignIn with { MemberId = member });
        var key = await ReadKeyAsync(command, cancellationToken);
        return key.IsError ? key.Errors : await UseAsync(command, key.Value, cancellationToken);
    }

    /// <summary>Before the process: whoever waits for a place to hash keeps nobody else waiting.</summary>
    private async Task<ErrorOr<Key>> ReadKeyAsync(Command command, CancellationToken cancellationToken)
    {
        if (command is { Password: null, Passkey: null })
            return new Key();

        var now = clock.GetUtcNow();
        var held = await ReadAsync(command.SlipId, now, cancellationToken);
        if (held.WasUsedBy(command.Attempt, now))
            return new Key();
        if (!held.CanBeUsed(now))
            return Problem.NotFound();
        if (command.Passkey is { } offered)
            return (await maker.ReadAsync(offered, cancellationToken)).Then(made => new Key(Passkey: made));
        return await HashAsync(held, command.Password!, cancellationToken);
    }

    private async Task<ErrorOr<Key>> HashAsync(HeldSlip held, string password, CancellationToken cancellationToken)
    {
        var user = held.User!;
        if (PasswordRules.WhatIsWrong(password, PasswordOwner.Of(user, held.Member!, held.UnitName!, secrets)) is { } wrong)
            return Problem.At(nameof(Command.Password), wrong);

        string? hash = null;
        return await guard.TryHashAsync(() => hash = hasher.HashPassword(user, password), cancellationToken)
            ? new Key(hash)
            : Problem.Busy();
    }

    private async Task<HeldSlip> ReadAsync(Guid slipId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await HeldSlip.ReadAsync(db, access.Scope, slipId, now, cancellationToken);
    }

    private async Task<ErrorOr<SignedIn>> UseAsync(Command command, Key key, CancellationToken cancellationToken)
    {
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SlipUsed, ForSelf: true), cancellationToken);
        await db.WaitForTurnAsync(SlipRules.Turn(command.SlipId), cancellationToken);
        var held = await HeldSlip.ReadAsync(db, access.Scope, command.SlipId, process.At, cancellationToken);
        var isRepeated = held.WasUsedBy(command.Attempt, process.At);
        if (!isRepeated)
        {
            if (!held.CanBeUsed(process.At) || await UseUpAsync(held, key, command, process.At, cancellationToken) is not { } used)
                return Problem.NotFound();
            process.Record(used);
        }

        // The session carries the user's new stamp, so the user is saved first.
        await db.SaveChangesAsync(cancellationToken);
        var user = held.User!;
        process.Concern(held.Slip!.MemberId);
        var factors = await SecondFactors.OfAsync(db, user.Id, process.At, cancellationToken);
        if (!isRepeated && key.Passkey is { } made)
        {
            // It would stand for the second factor too, and a slip never does.
            if (factors.AreAsked(rules))
                return Problem.At("", "Đồng chí đã có lớp xác nhận thứ hai: chọn cách khác để vào, rồi thêm khóa ở mục “Khóa đăng nhập”.");
            var kept = await maker.KeepAsync(process, user, made, command.Passkey!, cancellationToken);
            if (kept.IsError)
                return kept.Errors;
        }

        if (factors.AreAsked(rules))
        {
            // A slip stands for the password, never for the second factor.
            await process.CommitAsync(cancellationToken);
            var counted = SignInName.Read(user.NormalizedUserName!).Counted;
            return Problem.CodeAsked(factors.Half(user, counted));
        }

        return await starter.StartAsync(process, user, command.Network, cancellationToken);
    }

    /// <returns>Null where it was reprinted, reported lost or frozen this very moment.</returns>
    private async Task<SlipUsed?> UseUpAsync(
        HeldSlip held, Key key, Command command, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (slip, user) = (held.Slip!, held.User!);
        SlipUse? use = key.Use;
        var used = await db.ActivationSlips
            .Where(s => s.Id == slip.Id && s.UsedAt == null && s.LostAt == null && s.WrongTries < ActivationSlip.MostTries)
            .ExecuteUpdateAsync(
                s => s.SetProperty(one => one.UsedAt, at).SetProperty(one => one.Use, use)
                    .SetProperty(one => one.UsedBy, command.Attempt),
                cancellationToken);
        if (used == 0)
            return null;

        db.Users.Attach(user);
        user.PasswordHash = key.Hash ?? user.PasswordHash;
        user.EndSessions(SessionEnd.SlipUsed);
        await db.ForgetWaysInAsync(user.Id, cancellationToken);
        return new SlipUsed(slip.Id, user.Id, use.Value);
    }

    /// <summary>What the member gets in by from now on: the hash of a password, or a passkey; nothing where it is this once.</summary>
    private sealed record Key(string? Hash = null, MadePasskey? Passkey = null)
    {
        public SlipUse Use => this switch
        {
            { Hash: not null } => SlipUse.Password,
            { Passkey: not null } => SlipUse.Passkey,
            _ => SlipUse.OneSession,
        };
    }
}
