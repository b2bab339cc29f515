namespace PartyNet.Infrastructure.Imports.Loads;

/// <summary>A piece of the file of a load, sealed: whoever opens or seals a whole one needs the memory of a piece.</summary>
internal sealed class LoadPart
{
    public Guid Id { get; init; }
    public Guid LoadId { get; init; }

    /// <summary>From 0.</summary>
    public int Number { get; init; }

    /// <summary>Sealed.</summary>
    public byte[] Content { get; init; } = [];
}
