using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Access;

/// <summary>A slip was tried and refused; says nothing about which part was wrong.</summary>
public sealed record SlipRefused(string Network);

/// <summary>A slip was tried too often and cannot be used any more.</summary>
public sealed record SlipFrozen(Guid SlipId);

/// <summary>
/// Looks at a slip's code and at the date of birth of whoever holds it, and lets them choose how to go on. Whatever is wrong gets one
/// answer after the same work; five wrong dates freeze the slip, however many are tried at once.
/// </summary>
public sealed class OpenSlip(
    IPartyNetDb db,
    IProcesses processes,
    ISignInGuard guard,
    ISlipTries tries,
    ISecrets secrets,
    AccessContext access,
    TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Open;

    /// <param name="Network">Where the request comes from, as far as throttling goes: an address range, not an address.</param>
    public sealed record Command(string Code, string BirthDate, string Network);

    /// <returns>The slip; only whoever has proved both may be shown what follows.</returns>
    public async Task<ErrorOr<Guid>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var problems = new List<Error>();
        if (!SlipCode.TryRead(command.Code, out var code, out var wrongCode))
            problems.Add(Problem.At(nameof(command.Code), wrongCode));
        var born = VietnameseDate.Parse(command.BirthDate, VietnamTime.Day(now));
        if (!born.IsDate)
            problems.Add(Problem.At(nameof(command.BirthDate), born.Reason));
        if (problems.Count > 0)
            return problems;

        var digests = secrets.Digests(IndexedField.ActivationSlip, code!.Signs);
        var attempt = new SignInAttempt(Convert.ToHexString(digests[0]), command.Network, Device: null);
        var admission = await guard.AdmitAsync(attempt, cancellationToken);
        if (!admission.MayCheck)
            return SignIn.Wait(admission.Wait!.Value);

        using var machinery = access.As(AccessScope.SignIn);
        var found = await FindAsync(digests, cancellationToken);
        // An unknown code is looked into like a known one: as that of somebody who is not there.
        using var holder = access.As(AccessScope.SignIn with { MemberId = found?.MemberId ?? Guid.CreateVersion7(now) });
        var (isRight, number) = await TryAsync(found?.Id ?? Guid.Empty, born, command.Network, cancellationToken);
        if (isRight)
        {
            await guard.TakeBackAsync(attempt, admission, cancellationToken);
            return found!.Id;
        }

        if (number == ActivationSlip.MostTries)
            await FreezeAsync(found!, cancellationToken);
        return SlipRules.Refused();
    }

    private async Task<ActivationSlip?> FindAsync(List<byte[]> digests, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await db.ActivationSlips.AsNoTracking().SingleOrDefaultAsync(s => digests.Contains(s.Digest), cancellationToken);
    }

    /// <returns>Whether both are right; where not, which try it was, if it was looked at.</returns>
    private async Task<(bool IsRight, int? Number)> TryAsync(
        Guid slipId, DateReading born, string network, CancellationToken cancellationToken)
    {
        var number = await tries.CountAsync(slipId, cancellationToken);
        var now = clock.GetUtcNow();
        var held = await ReadAsync(slipId, now, cancellationToken);
        if (number is { } tried && held.Slip is { } slip)
        {
            // As it was before this try.
            slip.WrongTries = tried - 1;
            if (held.CanBeUsed(now) && held.Member!.WasBorn(born))
            {
                await tries.TakeBackAsync(slipId, cancellationToken);
                return (true, tried);
            }
        }

        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SignInFailed), cancellationToken);
        process.Record(new SlipRefused(network));
        await process.CommitAsync(cancellationToken);
        return (false, number);
    }

    private async Task<HeldSlip> ReadAsync(Guid slipId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await HeldSlip.ReadAsync(db, access.Scope, slipId, now, cancellationToken);
    }

    private async Task FreezeAsync(ActivationSlip slip, CancellationToken cancellationToken)
    {
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SlipFrozen), cancellationToken);
        var at = process.At;
        if (await db.ActivationSlips.Where(s => s.Id == slip.Id && s.WrongTries >= ActivationSlip.MostTries && s.FrozenAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(frozen => frozen.FrozenAt, at), cancellationToken) == 0)
            return;
        process.Record(new SlipFrozen(slip.Id));
        process.Concern(slip.MemberId);
        await process.CommitAsync(cancellationToken);
    }
}
