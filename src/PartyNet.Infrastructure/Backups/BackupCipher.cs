using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PartyNet.Infrastructure.Backups;

/// <summary>
/// How a backup is sealed: AES-256-GCM in pieces, under a key of its own that comes from a passphrase. Each piece is bound to the head of
/// the file, to its place and to whether it is the last, so that a file which was cut, put together anew or altered does not open.
/// </summary>
internal sealed class BackupCipher : IDisposable
{
    public const int PieceBytes = 64 * 1024;
    public const int TagBytes = 16;

    private const string Mark = "PARTYNET-BACKUP 1 PBKDF2-SHA256";
    private const int Rounds = 600_000;
    private const int FewestRounds = 100_000;
    private const int MostRounds = 10_000_000;
    private const int SaltBytes = 32;
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int LongestHead = 200;

    private readonly AesGcm _aes;
    private readonly byte[] _bound;

    private BackupCipher(string passphrase, byte[] salt, int rounds)
    {
        Head = Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{Mark} {rounds} {Convert.ToBase64String(salt)}\n"));
        var key = Rfc2898DeriveBytes.Pbkdf2(passphrase.Normalize(), salt, rounds, HashAlgorithmName.SHA256, KeyBytes);
        _aes = new AesGcm(key, TagBytes);
        CryptographicOperations.ZeroMemory(key);
        _bound = [.. SHA256.HashData(Head), .. new byte[sizeof(long) + 1]];
    }

    /// <summary>The line with which the file begins.</summary>
    public byte[] Head { get; }

    public static BackupCipher New(string passphrase) => new(passphrase, RandomNumberGenerator.GetBytes(SaltBytes), Rounds);

    /// <exception cref="BackupException">The file is no backup.</exception>
    public static async Task<BackupCipher> OfAsync(Stream file, string passphrase, CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (line.Count < LongestHead && await file.ReadAsync(one, cancellationToken) == 1 && one[0] != '\n')
            line.Add(one[0]);
        var head = Encoding.ASCII.GetString([.. line]);
        return head.StartsWith(Mark + " ", StringComparison.Ordinal)
            && head[(Mark.Length + 1)..].Split(' ') is [var rounds, var salt]
            && int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= FewestRounds and <= MostRounds
            && Convert.TryFromBase64String(salt, new byte[SaltBytes], out var length) && length == SaltBytes
            ? new BackupCipher(passphrase, Convert.FromBase64String(salt), number)
            : throw new BackupException("Tệp này không phải bản sao lưu của PartyNet.");
    }

    public void Seal(long index, bool isLast, ReadOnlySpan<byte> plain, Span<byte> tag, Span<byte> cipher) =>
        _aes.Encrypt(Nonce(index), plain, cipher, tag, BoundTo(index, isLast));

    /// <exception cref="BackupException">The passphrase is another one, or the file is damaged.</exception>
    public void Open(long index, bool isLast, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> cipher, Span<byte> plain)
    {
        try
        {
            _aes.Decrypt(Nonce(index), cipher, tag, plain, BoundTo(index, isLast));
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new BackupException(
                index == 0
                    ? "Không mở được bản sao lưu: sai mật khẩu của bản sao lưu, hoặc tệp đã hỏng."
                    : "Bản sao lưu đã hỏng: một đoạn bị sửa, bị đổi chỗ hoặc bị cắt. Dùng bản khác.",
                e);
        }
    }

    public void Dispose() => _aes.Dispose();

    /// <summary>The key is of one file, so the number of a piece is given once.</summary>
    private static byte[] Nonce(long index)
    {
        var nonce = new byte[NonceBytes];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(NonceBytes - sizeof(long)), index);
        return nonce;
    }

    private ReadOnlySpan<byte> BoundTo(long index, bool isLast)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bound.AsSpan(SHA256.HashSizeInBytes), index);
        _bound[^1] = isLast ? (byte)1 : (byte)0;
        return _bound;
    }
}
