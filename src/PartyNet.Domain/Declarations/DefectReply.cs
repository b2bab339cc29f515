using System.Text.Json;

namespace PartyNet.Domain.Declarations;

/// <summary>What a member says to a defect that they answer by words instead of a change.</summary>
public sealed record DefectReply(Guid Defect, string Words)
{
    public const int Length = 500;

    /// <summary>The text that is sealed with the declaration that the replies come with.</summary>
    public static string Pack(IEnumerable<DefectReply> replies) => JsonSerializer.Serialize(replies);

    /// <exception cref="JsonException">The text was not written by <see cref="Pack"/>.</exception>
    public static IReadOnlyList<DefectReply> Unpack(string packed) => JsonSerializer.Deserialize<List<DefectReply>>(packed)!;
}
