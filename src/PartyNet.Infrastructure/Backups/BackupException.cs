namespace PartyNet.Infrastructure.Backups;

/// <summary>A backup cannot be made, read or put back; the message says in Vietnamese why and what to do.</summary>
public sealed class BackupException : Exception
{
    public BackupException()
    {
    }

    public BackupException(string message)
        : base(message)
    {
    }

    public BackupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
