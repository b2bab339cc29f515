namespace PartyNet.EmbeddedPostgres;

/// <summary>Copies the PostgreSQL programs to where the unprivileged server can run them.</summary>
internal static class InstallationCopy
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>
    /// The copy is made beside its place and renamed into it, so that it is there wholly or not at all, and of two
    /// processes that copy at once the second to finish throws its own away.
    /// </summary>
    public static void Make(string source, string target)
    {
        if (Directory.Exists(target))
            return;
        var draft = $"{target}.{Guid.CreateVersion7():n}";
        try
        {
            CopyFolder(new DirectoryInfo(source), draft);
            Directory.Move(draft, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Another process was faster; its copy is as good.
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }

    private static void CopyFolder(DirectoryInfo source, string target)
    {
        SetMode(Directory.CreateDirectory(target).FullName, Executable);
        foreach (var entry in source.EnumerateFileSystemInfos().Where(IsNeeded))
        {
            var path = Path.Combine(target, entry.Name);
            if (entry.LinkTarget is { } link)
                File.CreateSymbolicLink(path, link);
            else if (entry is DirectoryInfo folder)
                CopyFolder(folder, path);
            else
                CopyFile((FileInfo)entry, path);
        }
    }

    /// <summary>The source may be readable by root alone, so the modes are set, not copied.</summary>
    private static void CopyFile(FileInfo source, string target)
    {
        source.CopyTo(target);
        if (!OperatingSystem.IsWindows())
            SetMode(target, (source.UnixFileMode & UnixFileMode.UserExecute) != 0 ? Executable : Readable);
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }

    /// <summary>Static libraries serve compilers only and are a good part of the package.</summary>
    private static bool IsNeeded(FileSystemInfo entry) => entry.Extension != ".a" && entry.Name != "pkgconfig";
}
