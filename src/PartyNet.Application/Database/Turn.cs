using System.Buffers.Binary;

namespace PartyNet.Application.Database;

/// <summary>What <see cref="IPartyNetDb.WaitForTurnAsync"/> is told: of two with the same turn one waits for the other.</summary>
public static class Turn
{
    /// <summary>The turn of something that a UUIDv7 names, whose last eight bytes are random.</summary>
    public static long Of(Guid id) => BinaryPrimitives.ReadInt64BigEndian(id.ToByteArray(bigEndian: true).AsSpan(8));
}
