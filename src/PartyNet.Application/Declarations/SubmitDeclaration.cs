using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Declarations;

/// <summary>
/// The member's signature under the draft: the only step of the journey that anybody else sees. Turns the draft into the next numbered
/// version, frozen. The version before gives way at once where it waits for a decision or was returned; a confirmed one stays in force
/// until this one is confirmed.
/// </summary>
public sealed class SubmitDeclaration(
    IPartyNetDb db,
    AccessContext access,
    IProcesses processes,
    DraftStore drafts,
    GetNoticeInForce noticeInForce,
    ISecrets secrets
) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    /// <param name="BasedOn">The latest declaration that the page showed the draft against, and its version; null where there was
    /// none.</param>
    /// <param name="Notice">The notice that the page showed.</param>
    /// <param name="Attested">The member confirmed that the list is true and complete.</param>
    public sealed record Command(Guid RequestKey, DraftBasis? BasedOn, Guid? Notice, bool Attested);

    /// <returns>The number of the declaration.</returns>
    public async Task<ErrorOr<int>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;
        if (!command.Attested)
            return Problem.At(nameof(command.Attested), "Đồng chí đánh dấu vào ô xác nhận trước khi nộp.");

        return await processes.OnceAsync(
            command.RequestKey,
            new ProcessStart(ProcessType.DeclarationSubmitted, await db.OwnBranchAsync(access.Scope, cancellationToken), ForSelf: true),
            conflict: Changed(),
            process => SubmitAsync(process, command, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<int>> SubmitAsync(IProcess process, Command command, CancellationToken cancellationToken)
    {
        await db.WaitForOwnTurnAsync(cancellationToken);
        var member = await db.Members.Own(access.Scope).SingleAsync(cancellationToken);
        var state = await drafts.LoadAsync(cancellationToken);
        // Submitted a moment ago from another tab, and nothing typed since: this is that declaration.
        if (state is { Stored: null, Latest: { IsPending: true } pending })
            return pending.Number;
        if (await ObjectionAsync(command, member, state, cancellationToken) is { } objection)
            return objection;

        var declaration = await FreezeAsync(member, state, command.Notice, process.At, cancellationToken);
        await AnswerProposalsAsync(state.Draft, cancellationToken);
        var after = state.Latest?.Id;
        process.Record(new DeclarationFrozen(declaration.Id, declaration.Number, declaration.AccountCount, declaration.Unchanged, after));
        process.Concern(member.Id, declaration.Id);
        return declaration.Number;
    }

    /// <summary>What a list proposed and the member has stated by themselves is answered.</summary>
    private async Task AnswerProposalsAsync(Draft draft, CancellationToken cancellationToken)
    {
        var proposals = await db.ProposedAccounts.Own(access.Scope).ToListAsync(cancellationToken);
        var stated = drafts.Open(proposals).Where(proposal => draft.Accounts.Any(proposal.Account.IsSameAs)).Select(p => p.Id).ToHashSet();
        db.ProposedAccounts.RemoveRange(proposals.Where(proposal => stated.Contains(proposal.Id)));
    }

    private async Task<Error?> ObjectionAsync(Command command, Member member, DraftState state, CancellationToken cancellationToken)
    {
        if (!member.IsOnRoll())
            return Problem.Forbidden(
                "Theo danh sách, đồng chí không còn sinh hoạt tại chi bộ này nên không kê khai ở đây. Nếu danh sách sai, đồng chí "
                    + "báo bí thư chi bộ."
            );
        if (state.IsLost)
            return Problem.Conflict("Bản nháp đã lưu không đọc được nên chưa nộp được. Đồng chí mở lại mục Kê khai để khai lại.");
        if (state.IsStale || command.BasedOn != state.Draft.BasedOn)
            return Changed();
        if (command.Notice != (await noticeInForce.HandleAsync(cancellationToken))?.Id)
            return Problem.At("", "Thông báo về việc kê khai vừa được cập nhật. Đồng chí đọc lại thông báo trên trang này rồi nộp.");
        if (state.Draft.Answer is null)
            return Problem.At("", "Đồng chí chưa khai tài khoản nào và cũng chưa chọn “Tôi không sử dụng mạng xã hội”.");
        return Unfinished(state.Draft);
    }

    /// <summary>Rules of reading may have changed since the account was typed, so that all are read once more.</summary>
    private static Error? Unfinished(Draft draft)
    {
        if (draft.Accounts.Count > Draft.MaxAccounts)
            return Problem.At("", $"Danh sách có nhiều hơn {Draft.MaxAccounts} tài khoản.");
        for (var i = 0; i < draft.Accounts.Count; i++)
        {
            var account = draft.Accounts[i];
            if (!account.IsComplete)
                return Problem.At(
                    "",
                    $"Tài khoản {i + 1} ({account.Platform.Name}) chưa khai xong. Đồng chí điền tiếp hoặc bỏ tài khoản này khỏi danh sách."
                );
            if (draft.Accounts.Take(i).Any(a => a.IsSameAs(account)))
                return Problem.At(
                    "",
                    $"Tài khoản {i + 1} ({account.Platform.Name}) trùng với một tài khoản phía trên. Đồng chí bỏ một trong hai."
                );
        }

        return null;
    }

    private async Task<Declaration> FreezeAsync(
        Member member,
        DraftState state,
        Guid? notice,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        // Saved first: a member has one pending declaration at most, and the index looks at every statement by itself.
        var previousId = GiveWay(state.Latest);
        await db.SaveChangesAsync(cancellationToken);

        var draft = state.Draft;
        var unchanged = previousId is { } previous && await RepeatsAsync(previous, draft, cancellationToken);
        var declaration = Declaration.Submit(
            Guid.CreateVersion7(at),
            member,
            (state.Latest?.Number ?? 0) + 1,
            draft.Answer!.Value,
            unchanged,
            previousId,
            draft.Accounts.Count,
            notice,
            at
        );
        if (await RepliesAsync(state, cancellationToken) is { Count: > 0 } replies)
            declaration.Reply(secrets.Seal(SecretField.DefectReplies, declaration.Id, DefectReply.Pack(replies)));
        db.Declarations.Add(declaration);
        for (var i = 0; i < draft.Accounts.Count; i++)
            Add(declaration, i + 1, draft.Accounts[i]);
        member.Follow(declaration, at);
        if (state.Stored is { } stored)
            db.DeclarationDrafts.Remove(stored);
        return declaration;
    }

    /// <summary>What is said to the defects of the version that was returned, and to no others.</summary>
    private async Task<List<DefectReply>> RepliesAsync(DraftState state, CancellationToken cancellationToken)
    {
        if (state.Draft.Replies.Count == 0)
            return [];
        var asked = await db.Defects.Own(access.Scope).Where(f => f.DeclarationId == state.Latest!.Id).Select(f => f.Id)
            .ToListAsync(cancellationToken);
        return [.. state.Draft.Replies.Where(r => asked.Contains(r.Defect))];
    }

    /// <summary>Ends the version before as far as its owner may, and tells which version the new one is to be compared with.</summary>
    private Guid? GiveWay(Declaration? latest)
    {
        if (latest is not null)
            db.Declarations.Attach(latest);
        switch (latest?.Status)
        {
            case DeclarationStatus.Submitted:
                // Nobody has looked at it: comparing with it would hide what changed since the version that somebody did look at.
                latest.Withdraw();
                return latest.PreviousId;
            case DeclarationStatus.Returned:
                latest.Supersede();
                return latest.Id;
            default:
                return latest?.Id;
        }
    }

    /// <summary>
    /// Whether the draft says what a confirmed version says: only then is "không có gì thay đổi" worth anything to a reviewer.
    /// </summary>
    private async Task<bool> RepeatsAsync(Guid previousId, Draft draft, CancellationToken cancellationToken)
    {
        var confirmed = await db
            .Declarations.Own(access.Scope)
            .AnyAsync(d => d.Id == previousId && d.Status == DeclarationStatus.Confirmed && d.Answer == draft.Answer, cancellationToken);
        if (!confirmed)
            return false;
        var previous = db.Declarations.Own(access.Scope).Where(d => d.Id == previousId).Select(d => d.Id);
        var before = drafts.Open(await drafts.AccountsOf(previous).ToListAsync(cancellationToken));
        // Of what cannot be read nobody can say that it has not changed.
        if (before.Any(a => a.Details is null))
            return false;
        return VersionComparison
            .Compare(
                [
                    .. before.Select(a => new StatedAccount(
                        a.Row.Id,
                        a.Row.PlatformCode,
                        a.Row.Use,
                        a.Details!.Canonical,
                        a.Details.DisplayName
                    )),
                ],
                [.. draft.Accounts.Select(a => new StatedAccount(a.Id, a.PlatformCode, a.Use!.Value, a.Address.Canonical!, a.DisplayName))]
            )
            .All(a => a.Change == AccountChange.Unchanged);
    }

    private void Add(Declaration declaration, int position, DraftAccount account)
    {
        var address = account.Address;
        var id = Guid.CreateVersion7(declaration.SubmittedAt);
        // Direction marks and the like have done their harm by now: others will read this.
        var details = new AccountDetails(VietnameseText.Normalize(account.Typed), address.Canonical!, account.DisplayName);
        db.DeclaredAccounts.Add(
            DeclaredAccount.Create(
                id,
                declaration,
                position,
                account.PlatformCode,
                address,
                account.Use!.Value,
                secrets.Seal(SecretField.AccountDetails, id, details.Pack())
            )
        );

        // Two members may know the same of two accounts: that says nothing of either.
        if (address.Flags.HasFlag(AccountFlags.AddressUnknown))
            return;
        // Not unique across members: a refusal would tell a stranger that somebody is a member. Reviewers see the coincidence.
        db.BlindIndexes.AddRange(secrets.Index(IndexedField.Account, address.Identity!).Select(index => new BlindIndex
        {
            Field = IndexedField.Account,
            KeyVersion = index.KeyVersion,
            OwnerId = id,
            Digest = index.Digest,
            MemberId = declaration.MemberId,
            UnitPath = declaration.UnitPath,
        }));
    }

    private static Error Changed() =>
        Problem.Conflict("Trong lúc đồng chí kê khai, bản kê khai trước đã được xem xét hoặc nộp lại. Nội dung đồng chí vừa khai vẫn còn.");
}

/// <summary>What the process of a submission holds.</summary>
public sealed record DeclarationFrozen(Guid DeclarationId, int Number, int AccountCount, bool Unchanged, Guid? After);
