namespace PartyNet.Application.Database;

/// <summary>
/// The key that a form carries from the moment it is shown. The first request to commit stores it with the result;
/// a double click, F5 or retry finds it and gets the same answer, so nothing happens twice.
/// </summary>
public sealed class RequestKey
{
    public const int ResultLength = 300;

    public Guid UserId { get; init; }
    public Guid Key { get; init; }
    public string Result { get; set; } = "";
    public DateTimeOffset UsedAt { get; init; }
}
