using System.Security.Cryptography;
using System.Text.Json.Serialization;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Infrastructure.Protection;

/// <summary>
/// The keys of the installation: they live in a file outside the database and its back-ups. Each version has one key for sealing
/// and one for blind indexes; the newest seals, all of them open. A file that changes while a host runs is read again, so that keys
/// rotate while the registry is in use.
/// </summary>
public sealed class KeyRing
{
    public const int KeyBytes = 32;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private volatile Held _held;
    private long _looked = Environment.TickCount64;

    private KeyRing(IReadOnlyList<KeyVersion> versions, KeyFile? file = null) => (_held, Source) = (new Held(versions), file);

    /// <summary>Where the keys are kept; null for a ring that lies in no file.</summary>
    public KeyFile? Source { get; }

    public KeyVersion Newest => Current.Newest;

    public IReadOnlyList<KeyVersion> Versions => Current.Versions;

    private Held Current
    {
        get
        {
            if (Source is not null && Environment.TickCount64 - Interlocked.Read(ref _looked) >= LookAgain.TotalMilliseconds)
                ReadAgain(Source);
            return _held;
        }
    }

    /// <summary>Null where the ring has no such version. Another host may have sealed with one that came a moment ago.</summary>
    public KeyVersion? Find(int version)
    {
        if (_held.Find(version) is { } known)
            return known;
        if (Source is not null)
            ReadAgain(Source);
        return _held.Find(version);
    }

    /// <summary>A ring with one fresh version.</summary>
    public static KeyRing Generate() => new([KeyVersion.Generate(1)]);

    /// <exception cref="KeyRingException">The file is missing, unreadable, open to others, or holds a weak key.</exception>
    public static KeyRing Load(string path)
    {
        var file = new KeyFile(path);
        return new KeyRing(file.Read(), file);
    }

    /// <summary>For development and tests: a ring is made at the first start and kept beside the data.</summary>
    public static KeyRing LoadOrCreate(string path)
    {
        if (!File.Exists(path))
            Generate().Save(path);
        return Load(path);
    }

    public void Save(string path) => KeyFile.Create(path, Versions, SecretFile.Changing);

    /// <summary>A file that cannot be used is no reason to do without the keys at hand; <c>partynet doctor</c> tells.</summary>
    private void ReadAgain(KeyFile file)
    {
        Interlocked.Exchange(ref _looked, Environment.TickCount64);
        try
        {
            if (file.HasChanged())
                _held = new Held(file.Read());
        }
        catch (Exception e) when (e is KeyRingException or IOException or UnauthorizedAccessException)
        {
        }
    }

    private sealed class Held(IReadOnlyList<KeyVersion> versions)
    {
        public KeyVersion Newest { get; } = versions.Where(v => !v.IsWaiting).MaxBy(v => v.Version)!;

        public IReadOnlyList<KeyVersion> Versions { get; } = [.. versions.OrderBy(v => v.Version)];

        public KeyVersion? Find(int version) => Versions.FirstOrDefault(v => v.Version == version);
    }
}

/// <summary>One version: a key that seals and a key for blind indexes.</summary>
/// <param name="Made">When it was made; unknown for one that was put into the file by hand.</param>
/// <param name="Seals">When it began to seal; a version that was made and has none opens only, until every machine has the file.</param>
public sealed record KeyVersion(int Version, byte[] Data, byte[] Index, DateTimeOffset? Made = null, DateTimeOffset? Seals = null)
{
    [JsonIgnore]
    public bool IsWaiting => Made is not null && Seals is null;

    public static KeyVersion Generate(int version) =>
        new(version, RandomNumberGenerator.GetBytes(KeyRing.KeyBytes), RandomNumberGenerator.GetBytes(KeyRing.KeyBytes));
}

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
