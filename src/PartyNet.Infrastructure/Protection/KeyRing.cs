using System.Security.Cryptography;
using System.Text.Json;

namespace PartyNet.Infrastructure.Protection;

/// <summary>
/// The keys of the installation: they live in a file outside the database and its back-ups. Each version has one key for sealing
/// and one for blind indexes; the newest seals, all of them open.
/// </summary>
public sealed class KeyRing
{
    public const int KeyBytes = 32;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly Dictionary<int, KeyVersion> _versions;

    private KeyRing(IReadOnlyList<KeyVersion> versions)
    {
        _versions = versions.ToDictionary(v => v.Version);
        Newest = versions.MaxBy(v => v.Version)!;
        Versions = [.. versions.OrderBy(v => v.Version)];
    }

    public KeyVersion Newest { get; }

    public IReadOnlyList<KeyVersion> Versions { get; }

    /// <summary>Null where the ring has no such version.</summary>
    public KeyVersion? Find(int version) => _versions.GetValueOrDefault(version);

    /// <summary>A ring with one fresh version.</summary>
    public static KeyRing Generate() =>
        new([new KeyVersion(1, RandomNumberGenerator.GetBytes(KeyBytes), RandomNumberGenerator.GetBytes(KeyBytes))]);

    /// <exception cref="KeyRingException">The file is missing, unreadable, open to others, or holds a weak key.</exception>
    public static KeyRing Load(string path)
    {
        if (!File.Exists(path))
            throw new KeyRingException($"Không thấy tệp khóa {path}. Tạo tệp theo docs/operations.md rồi khởi động lại.");
        if (
            !OperatingSystem.IsWindows()
            && (
                File.GetUnixFileMode(path)
                & (UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)
            ) != 0
        )
            throw new KeyRingException($"Tệp khóa {path} đang mở cho người khác đọc. Đặt quyền 0400 (chmod 400) rồi khởi động lại.");

        KeyFile? file;
        try
        {
            file = JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(path), Json);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new KeyRingException($"Tệp khóa {path} không đúng định dạng.", e);
        }

        if (file is null || file.Keys.Count == 0 || file.Keys.Any(key => key is null))
            throw new KeyRingException($"Tệp khóa {path} không có khóa nào.");
        if (file.Keys.Select(k => k.Version).Distinct().Count() != file.Keys.Count)
            throw new KeyRingException($"Tệp khóa {path} có hai khóa cùng phiên bản.");
        foreach (var key in file.Keys)
        {
            if (KeyStrength.WhatIsWrong(key) is { } wrong)
                throw new KeyRingException(
                    $"Khóa phiên bản {key.Version} trong {path} quá yếu ({wrong}): cần hai khóa ngẫu nhiên khác nhau, mỗi khóa {KeyBytes} "
                        + "byte. Mỗi khóa tạo bằng một lần «openssl rand -base64 32»."
                );
        }

        return new KeyRing(file.Keys);
    }

    /// <summary>For development and tests: a ring is made at the first start and kept beside the data.</summary>
    public static KeyRing LoadOrCreate(string path)
    {
        if (!File.Exists(path))
            Generate().Save(path);
        return Load(path);
    }

    public void Save(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, options);
        JsonSerializer.Serialize(stream, new KeyFile(Versions), Json);
    }

    private sealed record KeyFile(IReadOnlyList<KeyVersion> Keys);
}

/// <summary>One version: a key that seals and a key for blind indexes.</summary>
public sealed record KeyVersion(int Version, byte[] Data, byte[] Index);

/// <summary>The key file cannot be used; the message says in one Vietnamese sentence what to do.</summary>
public sealed class KeyRingException : Exception
{
    /// <summary>The keys are not those of the database.</summary>
    public const string DoesNotFit =
        "Tệp khóa không mở được dữ liệu đã lưu. Đặt lại đúng tệp khóa của cơ sở dữ liệu này; đừng ghi thêm dữ liệu bằng khóa khác.";

    public KeyRingException()
    {
    }

    public KeyRingException(string message)
        : base(message)
    {
    }

    public KeyRingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
