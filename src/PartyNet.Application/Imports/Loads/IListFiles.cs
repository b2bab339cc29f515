namespace PartyNet.Application.Imports.Loads;

/// <summary>Keeps the files of loads, sealed, in the database and nowhere else.</summary>
public interface IListFiles
{
    /// <summary>Keeps the file of a load, in the process under way.</summary>
    Task KeepAsync(Guid loadId, ReadOnlyMemory<byte> file, CancellationToken cancellationToken);

    /// <summary>The file; null where it is not there any more, or cannot be opened.</summary>
    Task<byte[]?> ReadAsync(Guid loadId, CancellationToken cancellationToken);
}
