namespace PartyNet.Application.Database;

/// <summary>
/// The connection on which a request opened its session, kept for what it reads next: another one would wake another process of the server.
/// </summary>
public interface IKeptConnection
{
    /// <summary>What is read from here on takes a connection of its own, as long as it reads. Does nothing where none is kept.</summary>
    ValueTask GiveBackAsync();
}
