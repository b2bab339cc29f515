using ErrorOr;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Access;

/// <summary>A new session.</summary>
/// <param name="Reference">For the cookie of the session.</param>
/// <param name="UserId">Whose session it is.</param>
/// <param name="Device">The secret by which the browser is known again; null where nothing was typed that somebody could guess.</param>
public sealed record SignedIn(string Reference, Guid UserId, string? Device = null);

/// <summary>A failed attempt; says nothing about which part was wrong.</summary>
public sealed record SignInRefused(string Network);

/// <summary>
/// Signs in with login and password. Unknown, wrong, closed and not yet activated accounts get one answer, after the same work. Who
/// has a second factor is asked for it afterwards (<see cref="SignInWithCode"/>, <see cref="SignInWithPasskey"/>): no session begins here.
/// </summary>
public sealed class SignIn(
    IPartyNetDb db,
    IProcesses processes,
    ISignInGuard guard,
    IPasswordHasher<User> hasher,
    ILookupNormalizer normalizer,
    ISecrets secrets,
    SessionStarter starter,
    SessionRules rules,
    AccessContext access,
    TimeProvider clock
) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Open;

    /// <param name="Network">Where the request comes from, as far as throttling goes: an address range, not an address.</param>
    /// <param name="Device">The secret that the browser was given at an earlier sign-in, if it shows one.</param>
    public sealed record Command(string Login, string Password, string Network, string? Device = null);

    /// <summary>Of a login or a password; more is looked up and hashed for nobody.</summary>
    internal const int LongestInput = 256;

    public async Task<ErrorOr<SignedIn>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        var login = normalizer.NormalizeName(VietnameseText.Normalize(command.Login));
        if (login.Length is 0 or > LongestInput || command.Password.Length is 0 or > LongestInput)
            return Refused();

        var name = SignInName.Read(login);
        var attempt = new SignInAttempt(name.Counted, command.Network, command.Device);
        var admission = await guard.AdmitAsync(attempt, cancellationToken);
        if (!admission.MayCheck)
        {
            await guard.PretendAsync(cancellationToken);
            return Wait(admission.Wait!.Value);
        }

        using var machinery = access.As(AccessScope.SignIn);
        var user = await FindAsync(name, cancellationToken);
        var result = PasswordVerificationResult.Failed;
        if (!await guard.TryHashAsync(() => result = hasher.Check(user?.PasswordHash, command.Password), cancellationToken))
        {
            await guard.TakeBackAsync(attempt, admission, cancellationToken);
            return Problem.Busy();
        }

        if (user is null || user.ClosedAt is not null || result == PasswordVerificationResult.Failed)
        {
            await RecordRefusalAsync(processes, command.Network, cancellationToken);
            return admission.Wait is { } wait ? Wait(wait) : Refused();
        }

        var factors = await SecondFactors.OfAsync(db, user.Id, clock.GetUtcNow(), cancellationToken);
        if (factors.AreAsked(rules))
        {
            // Nothing is forgotten before the code is right: who knows the password would guess codes without end.
            await guard.TakeBackAsync(attempt, admission, cancellationToken);
            return Problem.CodeAsked(factors.Half(user, name.Counted));
        }

        var device = await guard.WelcomeAsync(user.Id, attempt, admission, cancellationToken);
        var session = await StartSessionAsync(
            user,
            command.Network,
            result == PasswordVerificationResult.SuccessRehashNeeded ? command.Password : null,
            cancellationToken
        );
        return session.Then(begun => begun with { Device = device });
    }

    private async Task<ErrorOr<SignedIn>> StartSessionAsync(
        User user, string network, string? passwordToRehash, CancellationToken cancellationToken)
    {
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SignedIn), cancellationToken);
        // A new password, closing or a role since the password was looked at: it was the right one of before.
        if (!await db.Users.AnyAsync(u => u.Id == user.Id && u.SecurityStamp == user.SecurityStamp, cancellationToken))
            return Refused();
        if (passwordToRehash is not null)
        {
            db.Users.Attach(user);
            user.PasswordHash = hasher.HashPassword(user, passwordToRehash);
        }

        return await starter.StartAsync(process, user, network, cancellationToken);
    }

    private async Task<User?> FindAsync(SignInName name, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await (
            from found in db.FindLogin(name.Login, name.Code, name.PhoneDigests(secrets))
            join user in db.Users.AsNoTracking() on found.UserId equals user.Id
            select user).SingleOrDefaultAsync(cancellationToken);
    }

    internal static async Task RecordRefusalAsync(IProcesses processes, string network, CancellationToken cancellationToken)
    {
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SignInFailed), cancellationToken);
        process.Record(new SignInRefused(network));
        await process.CommitAsync(cancellationToken);
    }

    private static Error Refused() => Problem.At("Password", "Tên đăng nhập hoặc mật khẩu không đúng.");

    /// <summary>One answer for whatever is tried too often to get in: password, code or slip.</summary>
    internal static Error Wait(TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        var words = seconds < 60 ? $"{seconds} giây" : $"{(seconds + 59) / 60} phút";
        return Problem.TooOften(
            $"Đã thử đăng nhập quá nhiều lần. Đồng chí chờ {words} rồi thử lại.", TimeSpan.FromSeconds(seconds));
    }
}
