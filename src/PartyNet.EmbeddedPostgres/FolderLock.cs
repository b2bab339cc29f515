namespace PartyNet.EmbeddedPostgres;

/// <summary>
/// Says which process owns a data folder. The operating system holds the lock for the open file and lets go of it when the
/// process ends, however it ends: so a lock that can be taken proves that the former owner is gone.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly int[] HeldByAnother = OperatingSystem.IsWindows()
        ? [unchecked((int)0x80070020), unchecked((int)0x80070021)]
        : [11, 35]; // EWOULDBLOCK on Linux, on macOS

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    public static FolderLock? TryTake(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new FolderLock(new FileStream(path, options));
        }
        catch (IOException e) when (HeldByAnother.Contains(e.HResult))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
