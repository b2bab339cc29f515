using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Members;

/// <summary>A request of the caller's own and what became of it.</summary>
/// <param name="Value">What is to be right, the numbers of papers masked as on the page of own data.</param>
/// <param name="Answer">Why it was refused.</param>
public sealed record MyCorrection(
    Guid Id,
    MemberFact Fact,
    string Value,
    string Reason,
    CorrectionStatus Status,
    DateTimeOffset AskedAt,
    DateTimeOffset? DecidedAt,
    string? Answer)
{
    internal static MyCorrection Of(FactCorrection own, ISecrets secrets)
    {
        var content = secrets.OpenOwn(own.MemberId, SecretField.CorrectionContent, own.Id, own.Content).Read(ProposedFact.Unpack);
        return new MyCorrection(
            own.Id,
            own.Fact,
            content is null ? Unsealed.Unreadable
                : own.Fact == MemberFact.Phone ? VietnamesePhoneNumber.Readable(content.Value) : content.Shown(own.Fact),
            content?.Reason ?? Unsealed.Unreadable,
            own.Status,
            own.AskedAt,
            own.DecidedAt,
            own.Answer is { } answer ? secrets.OpenOwn(own.MemberId, SecretField.CorrectionAnswer, own.Id, answer).Shown : null);
    }
}

/// <summary>The requests of the caller's own, the newest first.</summary>
public sealed class ListMyCorrections(IPartyNetDb db, AccessContext access, ISecrets secrets) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    private const int Most = 50;

    public async Task<ErrorOr<IReadOnlyList<MyCorrection>>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var own = await db.FactCorrections.Own(access.Scope).AsNoTracking().OrderByDescending(c => c.AskedAt).ThenByDescending(c => c.Id)
            .TakeFirst(Most).ToListAsync(cancellationToken);
        return own.ConvertAll(correction => MyCorrection.Of(correction, secrets));
    }
}
