using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Declarations;

/// <summary>One account of the draft, for the pages that ask about it.</summary>
public sealed class GetDraftAccount(IPartyNetDb db, AccessContext access, GetMyDraft getMyDraft, ISecrets secrets) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public async Task<ErrorOr<MyDraftAccount>> HandleAsync(Guid id, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var draft = (await getMyDraft.HandleAsync(cancellationToken)).Value;
        if (draft.Content.Find(id) is not { } account)
            return Problem.NotFound();

        var first = !draft.Content.Accounts.Any(a => a.Id != id && a.PlatformCode == account.PlatformCode);
        var suggestion =
            account.Typed.Length == 0 && account.Platform == Platform.Zalo && first ? await OwnPhoneAsync(cancellationToken) : null;
        return new MyDraftAccount(account, [.. draft.DefectsOf(id)], suggestion);
    }

    /// <summary>Nobody should have to type what the roll knows; nearly everybody's Zalo is on the number that the branch has.</summary>
    private async Task<string?> OwnPhoneAsync(CancellationToken cancellationToken)
    {
        var member = await db.Members.Own(access.Scope).Select(m => new { m.Id, m.Phone }).SingleAsync(cancellationToken);
        return
            member.Phone is { } phone
            && VietnamesePhoneNumber.TryParse(secrets.OpenOwn(member.Id, SecretField.MemberPhone, member.Id, phone), out var number, out _)
            && !number.IsLandline
            ? number.Display
            : null;
    }
}

/// <summary>One account of the draft with what the reviewer noted about it.</summary>
/// <param name="Suggestion">The member's own number, for a first Zalo account with nothing typed yet.</param>
public sealed record MyDraftAccount(DraftAccount Account, IReadOnlyList<DefectToMend> Defects, string? Suggestion);
