using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Infrastructure.Protection;

/// <summary>The file that holds the keys: read whole, checked, and replaced as a whole so that a reader never sees half of one.</summary>
public sealed class KeyFile(string path)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private (DateTime, long) _read;

    public string Path { get; } = path;

    /// <exception cref="KeyRingException">The file is missing, unreadable, open to others, or holds a weak key.</exception>
    public IReadOnlyList<KeyVersion> Read()
    {
        if (!File.Exists(Path))
            throw new KeyRingException($"Không thấy tệp khóa {Path}. Tạo bằng “partynet keys create”, hoặc đặt lại tệp khóa của nơi này.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & Others) != 0)
            throw new KeyRingException($"Tệp khóa {Path} đang mở cho người khác đọc. Đặt quyền 0400 (chmod 400) rồi khởi động lại.");
        var stamp = Stamp();
        var keys = Parse();
        if (keys.Select(k => k.Version).Distinct().Count() != keys.Count)
            throw new KeyRingException($"Tệp khóa {Path} có hai khóa cùng phiên bản.");
        if (keys.All(key => key.IsWaiting))
            throw new KeyRingException($"Tệp khóa {Path} không có khóa nào đã dùng để niêm phong.");
        foreach (var key in keys)
        {
            if (KeyStrength.WhatIsWrong(key) is { } wrong)
                throw new KeyRingException(
                    $"Khóa phiên bản {key.Version} trong {Path} quá yếu ({wrong}): cần hai khóa ngẫu nhiên khác nhau, mỗi khóa "
                        + $"{KeyRing.KeyBytes} byte. Tạo tệp khóa bằng “partynet keys create”, hoặc mỗi khóa một lần “openssl rand -base64 "
                        + "32”.");
        }

        _read = stamp;
        return keys;
    }

    /// <summary>Whether it is another one than was read.</summary>
    public bool HasChanged() => Stamp() != _read;

    /// <summary>A new file that its owner alone reads, and nobody writes.</summary>
    /// <exception cref="IOException">There is a file already.</exception>
    public static void Create(string path, IReadOnlyList<KeyVersion> keys) => Create(path, keys, SecretFile.Fixed);

    internal static void Create(string path, IReadOnlyList<KeyVersion> keys, UnixFileMode mode)
    {
        using var stream = SecretFile.Create(path, mode);
        JsonSerializer.Serialize(stream, new Content(keys), Json);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Puts other keys in the place of those that the file holds; whoever owned it and read it does so still.</summary>
    public void Replace(IReadOnlyList<KeyVersion> keys)
    {
        var draft = Path + ".new";
        File.Delete(draft);
        Create(draft, keys, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Path));
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            GiveToOwnerOf(Path, draft);
        File.Move(draft, Path, overwrite: true);
    }

    private List<KeyVersion> Parse()
    {
        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(Path), Json);
            return content is { Keys.Count: > 0 } && content.Keys.All(key => key is not null)
                ? [.. content.Keys]
                : throw new KeyRingException($"Tệp khóa {Path} không có khóa nào.");
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new KeyRingException($"Tệp khóa {Path} không đúng định dạng.", e);
        }
    }

    private (DateTime, long) Stamp()
    {
        var file = new FileInfo(Path);
        return (file.LastWriteTimeUtc, file.Exists ? file.Length : 0);
    }

    /// <summary>Root changes the keys of a site that runs as somebody else.</summary>
    private static void GiveToOwnerOf(string path, string draft)
    {
        using var chown = Process.Start("chown", [$"--reference={path}", draft]);
        chown.WaitForExit();
        if (chown.ExitCode != 0)
            throw new IOException($"chown {draft}");
    }

    private sealed record Content(IReadOnlyList<KeyVersion> Keys);
}
