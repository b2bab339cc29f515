using System.Text;

namespace PartyNet.Infrastructure.Setup;

/// <summary>A file that its owner alone reads, and that is never written over.</summary>
public static class SecretFile
{
    public const UnixFileMode Fixed = UnixFileMode.UserRead;

    /// <summary>Of a file that its owner changes by hand.</summary>
    public const UnixFileMode Changing = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Write(string path, string text, UnixFileMode mode = Fixed) =>
        Write(path, new UTF8Encoding(false).GetBytes(text), mode);

    /// <inheritdoc cref="Create"/>
    public static void Write(string path, byte[] content, UnixFileMode mode = Fixed)
    {
        using var file = Create(path, mode);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <exception cref="IOException">There is a file already.</exception>
    public static FileStream Create(string path, UnixFileMode mode = Fixed)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        return new FileStream(path, options);
    }
}
