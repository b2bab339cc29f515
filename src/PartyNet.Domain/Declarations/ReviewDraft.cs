namespace PartyNet.Domain.Declarations;

/// <summary>
/// What a reviewer has noted about a declaration and not decided yet: sealed, seen by nobody else, gone with the decision, and forgotten
/// after a while.
/// </summary>
public sealed class ReviewDraft
{
    /// <summary>How long it is kept after it was saved.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private ReviewDraft()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>The reviewer.</summary>
    public Guid UserId { get; private init; }

    public Guid DeclarationId { get; private init; }

    /// <summary>Sealed: the notes with what they are about.</summary>
    public byte[] Content { get; private set; } = [];

    public DateTimeOffset SavedAt { get; private set; }

    public static ReviewDraft Start(Guid id, Guid userId, Guid declarationId) =>
        new() { Id = id, UserId = userId, DeclarationId = declarationId };

    public void Save(byte[] content, DateTimeOffset at)
    {
        Content = content;
        SavedAt = at;
    }
}
