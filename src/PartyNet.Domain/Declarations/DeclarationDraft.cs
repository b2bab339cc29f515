namespace PartyNet.Domain.Declarations;

/// <summary>
/// What a member has typed and not yet submitted: saved on every step, one per member, sealed, visible to nobody else.
/// </summary>
public sealed class DeclarationDraft
{
    private DeclarationDraft()
    {
    }

    public Guid MemberId { get; private init; }

    /// <summary>Sealed content of the journey.</summary>
    public byte[] Content { get; private set; } = [];

    public DateTimeOffset SavedAt { get; private set; }
    public int Version { get; private set; } = 1;

    public static DeclarationDraft Start(Guid memberId, byte[] content, DateTimeOffset at) =>
        new() { MemberId = memberId, Content = content, SavedAt = at };

    public void Save(byte[] content, DateTimeOffset at)
    {
        Content = content;
        SavedAt = at;
        Version++;
    }
}
