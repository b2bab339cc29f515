namespace PartyNet.Domain.Units;

/// <summary>
/// What a unit tells members before they declare: purpose, legal basis, how long data are kept. Content that the board loads,
/// versioned and never changed after publication; each declaration names the version the member saw (Decree 356/2025, Article 6).
/// </summary>
public sealed class UnitNotice
{
    public const int TitleLength = 200;
    public const int BodyLength = 20_000;

    private UnitNotice()
    {
    }

    public Guid Id { get; private init; }
    public Guid UnitId { get; private init; }

    /// <summary>1, 2, 3 … within the unit; the highest is in force.</summary>
    public int Number { get; private init; }

    public string Title { get; private init; } = "";

    /// <summary>Plain text; blank lines separate paragraphs.</summary>
    public string Body { get; private init; } = "";

    public DateTimeOffset PublishedAt { get; private init; }

    public static UnitNotice Publish(Guid id, Guid unitId, int number, string title, string body, DateTimeOffset at) => new()
    {
        Id = id,
        UnitId = unitId,
        Number = number,
        Title = title,
        Body = body,
        PublishedAt = at,
    };
}
