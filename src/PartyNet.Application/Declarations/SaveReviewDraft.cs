using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>
/// Keeps what the reviewer has ticked and noted, as it is, until the decision. Nobody else sees it and nothing comes of it, so it is no
/// process; a form that is emptied leaves nothing. Errors: as for a decision.
/// </summary>
public sealed class SaveReviewDraft(IPartyNetDb db, AccessContext access, ISecrets secrets, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    /// <param name="Version">The state that the page showed.</param>
    public sealed record Command(Unit Unit, Guid DeclarationId, int Version, IReadOnlyList<DefectNote> Notes);

    /// <returns>When it was saved.</returns>
    public async Task<ErrorOr<DateTimeOffset>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;

        var (unit, id, version, notes) = command;
        var kept = notes
            .Where(n => n.Ticked || !string.IsNullOrWhiteSpace(n.Note))
            .Select(n => n with { Note = VietnameseText.Compose(n.Note ?? "") })
            .ToList();
        var content = ReviewDrafts.Pack(kept);
        if (content.Length > ReviewDrafts.MaxLength)
            return Problem.At("", "Nhận xét dài quá nên chưa lưu nháp được. Đồng chí ghi ngắn lại.");

        await using var work = await db.BeginOwnAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var found = await Decisions.LoadAsync(db, access.Scope, unit, id, version, now, cancellationToken);
        if (found.IsError)
            return found.Errors;

        var draft = await db.ReviewDrafts.Of(access.Scope, id).SingleOrDefaultAsync(cancellationToken);
        if (kept.Count > 0)
            Save(draft, id, content, now);
        else if (draft is not null)
            db.ReviewDrafts.Remove(draft);
        await work.CommitAsync(cancellationToken);
        return now;
    }

    private void Save(ReviewDraft? draft, Guid declarationId, string content, DateTimeOffset now)
    {
        if (draft is null)
            db.ReviewDrafts.Add(draft = ReviewDraft.Start(Guid.CreateVersion7(now), access.Scope.UserId!.Value, declarationId));
        draft.Save(secrets.Seal(SecretField.ReviewDraft, draft.Id, content), now);
    }
}
