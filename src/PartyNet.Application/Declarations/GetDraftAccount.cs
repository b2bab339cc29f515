using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Declarations;

/// <summary>One account of the draft, or one that is about to enter it, for the pages that ask about it.</summary>
public sealed class GetDraftAccount(IPartyNetDb db, AccessContext access, GetMyDraft getMyDraft, ISecrets secrets) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    /// <param name="Platform">
    /// Of an account that is not in the draft yet, since it has no address: it is shown as it would enter it.
    /// </param>
    public sealed record Query(Guid Account, string? Platform = null);

    public async Task<ErrorOr<MyDraftAccount>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var draft = (await getMyDraft.HandleAsync(cancellationToken)).Value;
        if (draft.Content.Find(query.Account) is { } known)
            return new MyDraftAccount(known, [.. draft.DefectsOf(known.Id)], IsNew: false, null, await NetworksAsync(known.Platform));
        if (Platform.Find(query.Platform) is not { } chosen)
            return Problem.NotFound();

        var isFirstZalo = chosen == Platform.Zalo && !draft.Content.Accounts.Any(a => a.Platform == chosen);
        return new MyDraftAccount(
            new DraftAccount(query.Account, chosen.Code),
            [],
            IsNew: true,
            isFirstZalo ? await OwnPhoneAsync(cancellationToken) : null,
            await NetworksAsync(chosen));

        // What others call their networks, so that one network is counted under one name.
        async Task<IReadOnlyList<string>> NetworksAsync(Platform platform) =>
            platform == Platform.Other ? await db.SuggestedNetworks().ToListAsync(cancellationToken) : [];
    }

    /// <summary>Nobody should have to type what the roll knows; nearly everybody's Zalo is on the number that the branch has.</summary>
    private async Task<string?> OwnPhoneAsync(CancellationToken cancellationToken)
    {
        var member = await db.Members.Own(access.Scope).Select(m => new { m.Id, m.Phone }).SingleAsync(cancellationToken);
        return
            member.Phone is { } phone
            && VietnamesePhoneNumber.TryParse(
                secrets.OpenOwn(member.Id, SecretField.MemberPhone, member.Id, phone).Text, out var number, out _)
            && !number.IsLandline
            ? number.Display
            : null;
    }
}

/// <summary>One account of the draft with what the reviewer noted about it.</summary>
/// <param name="IsNew">It is not in the draft: nothing is typed of it yet.</param>
/// <param name="Suggestion">The member's own number, for a new account that is the first of Zalo.</param>
/// <param name="Networks">Names of networks to choose from, where the account is on none of the platforms.</param>
public sealed record MyDraftAccount(
    DraftAccount Account, IReadOnlyList<DefectToMend> Defects, bool IsNew, string? Suggestion, IReadOnlyList<string> Networks);
