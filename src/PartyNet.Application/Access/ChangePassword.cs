using ErrorOr;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access.Passwords;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>
/// Sets another password of the caller, who gives the one from before. Every other session ends, a one-time link too, and no device is
/// known any more: whoever knew the password is a stranger. Who has none gets one by a slip or a link. Wrong ones are counted with those
/// at the door. Errors: what is wrong with either; to wait.
/// </summary>
public sealed class ChangePassword(
    IPartyNetDb db,
    IProcesses processes,
    ISignInGuard guard,
    IOwnSessions sessions,
    IPasswordHasher<User> hasher,
    ISecrets secrets,
    AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn;

    /// <param name="Network">Where the request comes from: an address range, not an address.</param>
    /// <param name="Device">The secret that the browser was given at an earlier sign-in, if it shows one.</param>
    public sealed record Command(string Old, string New, string Network, string? Device, Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var (user, owner) = await ReadAsync(cancellationToken);
        if (user.PasswordHash is not { } held)
            return Problem.At(
                nameof(command.Old), "Đồng chí chưa có mật khẩu. Đồng chí đặt mật khẩu bằng phiếu kích hoạt mới.");
        if (command.Old.Length is 0 or > SignIn.LongestInput)
            return WrongOld();
        if (PasswordRules.WhatIsWrong(command.New, owner) is { } wrong)
            return Problem.At(nameof(command.New), wrong);
        if (command.New == command.Old)
            return Problem.At(nameof(command.New), "Mật khẩu mới phải khác mật khẩu đang dùng.");

        var hash = await HashAsync(command, user, held, cancellationToken);
        if (hash.IsError)
            return hash.Errors;
        return await processes.OnceAsync<Success>(
            RequestKey.Of(command.RequestKey, user.Id),
            new ProcessStart(ProcessType.PasswordChanged, ForSelf: true),
            conflict: Problem.OldForm(),
            process => SetAsync(process, user, hash.Value, cancellationToken),
            cancellationToken);
    }

    /// <summary>
    /// The hash of the new password, where the old one is right. Counted as a sign-in: who holds a session does not guess.
    /// </summary>
    private async Task<ErrorOr<string>> HashAsync(Command command, User user, string held, CancellationToken cancellationToken)
    {
        var attempt = new SignInAttempt(SignInName.Read(user.NormalizedUserName!).Counted, command.Network, command.Device);
        var admission = await guard.AdmitAsync(attempt, cancellationToken);
        if (!admission.MayCheck)
            return SignIn.Wait(admission.Wait!.Value);

        var (isRight, hash) = (false, "");
        var wasHashed = await guard.TryHashAsync(
            () =>
            {
                isRight = hasher.Check(held, command.Old) != PasswordVerificationResult.Failed;
                hash = isRight ? hasher.HashPassword(user, command.New) : "";
            },
            cancellationToken);
        if (isRight || !wasHashed)
            await guard.TakeBackAsync(attempt, admission, cancellationToken);
        if (!wasHashed)
            return Problem.Busy();
        return isRight ? hash : WrongOld();
    }

    private async Task<ErrorOr<Success>> SetAsync(IProcess process, User known, string hash, CancellationToken cancellationToken)
    {
        await db.WaitForTurnAsync(Passkey.Turn(known.Id), cancellationToken);
        // Set anew since the old one was looked at: it was the right one of before.
        if (await db.Users.SingleOrDefaultAsync(
            u => u.Id == known.Id && u.SecurityStamp == known.SecurityStamp && u.ClosedAt == null, cancellationToken) is not { } user)
            return Problem.OldForm();
        user.PasswordHash = hash;
        user.EndSessions(SessionEnd.PasswordSet);
        await db.ForgetWaysInAsync(user.Id, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await sessions.KeepThisAsync(cancellationToken);
        process.Record(new PasswordSet(user.Id));
        if (user.MemberId is { } member)
            process.Concern(member);
        return Result.Success;
    }

    private async Task<(User User, PasswordOwner Owner)> ReadAsync(CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == access.Scope.UserId, cancellationToken);
        return (user, await PasswordOwner.ReadAsync(db, user, access.Scope, secrets, cancellationToken));
    }

    private static Error WrongOld() => Problem.At(nameof(Command.Old), "Mật khẩu đang dùng không đúng.");
}
