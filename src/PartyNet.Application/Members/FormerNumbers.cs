using PartyNet.Application.Protection;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Members;

/// <summary>Keeps the numbers that gave way to others, so that lists which still have them find their members.</summary>
internal static class FormerNumbers
{
    /// <summary>Null where there was none, or where the number does not say who somebody is.</summary>
    /// <param name="before">The number that gives way.</param>
    /// <param name="after">The one that takes its place.</param>
    public static (FormerNumber Number, IReadOnlyList<BlindIndex> FoundBy)? Keep(
        NumberField field, Member member, string? before, string? after, ISecrets secrets, DateTimeOffset at)
    {
        if (!field.IsIdentity || before is null || before == after)
            return null;
        var id = Guid.CreateVersion7(at);
        var number = FormerNumber.Of(id, member, secrets.Seal(SecretField.FormerNumber, id, before), at);
        var foundBy = BlindIndex.Of(
            IndexedField.FormerNumber, secrets.Index(IndexedField.FormerNumber, before), member.Id, member.UnitPath, ownerId: id);
        return (number, [.. foundBy]);
    }
}
