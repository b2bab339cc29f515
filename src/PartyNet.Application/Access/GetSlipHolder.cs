using PartyNet.Application.Database;

namespace PartyNet.Application.Access;

/// <summary>Who is about to get in, as the page shows it: so that people see that the slip is theirs.</summary>
/// <param name="MayAddPasskey">They have no second factor, which a passkey would stand for.</param>
public sealed record SlipHolder(
    string FullName, string UnitName, string Login, bool HasPhone, bool HasPassword, bool MayAddPasskey);

/// <summary>
/// Whose slip it is that was opened a moment ago; null where it can be used no more. The host asks only for a slip that this browser
/// has proved.
/// </summary>
public sealed class GetSlipHolder(IPartyNetDb db, SessionRules rules, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Open;

    public async Task<SlipHolder?> HandleAsync(Guid slipId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        using var machinery = access.As(AccessScope.SignIn);
        if (await HeldSlip.MemberOfAsync(db, slipId, cancellationToken) is not { } member)
            return null;
        using var holder = access.As(AccessScope.SignIn with { MemberId = member });
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var held = await HeldSlip.ReadAsync(db, access.Scope, slipId, now, cancellationToken);
        if (!held.CanBeUsed(now))
            return null;
        var (row, user) = (held.Member!, held.User!);
        var factors = await SecondFactors.OfAsync(db, user.Id, now, cancellationToken);
        return new SlipHolder(
            row.FullName, held.UnitName!, user.UserName!, row.Phone is not null, user.PasswordHash is not null, !factors.AreAsked(rules));
    }
}
