using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using PartyNet.Application.Protection;

namespace PartyNet.Infrastructure.Protection;

/// <summary>
/// Seals with AES-256-GCM. A sealed value is <c>format(1) | key version(4) | nonce(12) | tag(16) | ciphertext</c> and is bound to
/// table, column, row and key version, so that it opens nowhere else. Equality goes by HMAC-SHA-256 under a key of its own per field.
/// </summary>
public sealed class SecretBox(KeyRing keys)
{
    private const byte Format = 1;
    private const int NonceAt = 5;
    private const int TagAt = NonceAt + NonceBytes;
    private const int TextAt = TagAt + TagBytes;
    private const int LongestBound = 128;
    private const int ShortText = 512;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    // Preparing a key costs more than sealing a short value with it, and what is prepared serves one thread at a time.
    private readonly ConcurrentDictionary<int, ConcurrentBag<PreparedKey>> _prepared = [];
    private readonly ConcurrentDictionary<(int Version, IndexedField Field), ConcurrentBag<IncrementalHash>> _preparedIndexes = [];

    public byte[] Seal(SecretField field, Guid rowId, string value)
    {
        var key = keys.Newest;
        var text = Encoding.UTF8.GetBytes(value);
        var sealedValue = new byte[TextAt + text.Length];
        sealedValue[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(sealedValue.AsSpan(1), key.Version);
        Span<byte> bound = stackalloc byte[LongestBound];
        var prepared = Take(key);
        var nonce = sealedValue.AsSpan(NonceAt, NonceBytes);
        prepared.NextNonce(nonce);
        prepared.Aes.Encrypt(
            nonce, text, sealedValue.AsSpan(TextAt), sealedValue.AsSpan(TagAt, TagBytes), BoundTo(field, rowId, key.Version, bound));
        GiveBack(key, prepared);
        return sealedValue;
    }

    /// <summary>Opens a value, or says why it cannot be read: it was cut, altered, moved from another row or column.</summary>
    public Unsealed Open(SecretField field, Guid rowId, ReadOnlySpan<byte> sealedValue)
    {
        if (sealedValue.Length < TextAt)
            return Unsealed.Broken(SealedFault.Cut);
        if (sealedValue[0] != Format)
            return Unsealed.Broken(SealedFault.NotSealed);
        if (keys.Find(BinaryPrimitives.ReadInt32BigEndian(sealedValue[1..])) is not { } key)
            return Unsealed.Broken(SealedFault.UnknownKey);
        var length = sealedValue.Length - TextAt;
        var text = length <= ShortText ? stackalloc byte[length] : new byte[length];
        Span<byte> bound = stackalloc byte[LongestBound];
        var prepared = Take(key);
        try
        {
            prepared.Aes.Decrypt(
                sealedValue.Slice(NonceAt, NonceBytes),
                sealedValue[TextAt..],
                sealedValue.Slice(TagAt, TagBytes),
                text,
                BoundTo(field, rowId, key.Version, bound)
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            return Unsealed.Broken(SealedFault.Altered);
        }
        finally
        {
            GiveBack(key, prepared);
        }

        return Unsealed.Of(Encoding.UTF8.GetString(text));
    }

    /// <summary>How every cell begins that a version has sealed.</summary>
    internal static byte[] HeadOf(int version)
    {
        var head = new byte[NonceAt];
        head[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(1), version);
        return head;
    }

    public IReadOnlyList<BlindIndexValue> Index(IndexedField field, string canonicalValue)
    {
        var text = Encoding.UTF8.GetBytes(canonicalValue);
        return [.. keys.Versions.Select(v => new BlindIndexValue(v.Version, Digest(v, field, text)))];
    }

    private byte[] Digest(KeyVersion version, IndexedField field, byte[] text)
    {
        var prepared = _preparedIndexes.GetOrAdd((version.Version, field), _ => []);
        if (!prepared.TryTake(out var hash))
            hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, IndexKey(version, field));
        hash.AppendData(text);
        var digest = hash.GetHashAndReset();
        prepared.Add(hash);
        return digest;
    }

    private static byte[] IndexKey(KeyVersion version, IndexedField field) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, version.Index, KeyRing.KeyBytes, info: Encoding.ASCII.GetBytes($"blind index of {field}"));

    private PreparedKey Take(KeyVersion key) => PreparedOf(key).TryTake(out var prepared) ? prepared : new PreparedKey(key);

    private void GiveBack(KeyVersion key, PreparedKey prepared) => PreparedOf(key).Add(prepared);

    private ConcurrentBag<PreparedKey> PreparedOf(KeyVersion key) => _prepared.GetOrAdd(key.Version, _ => []);

    /// <summary><c>table|column|row|key version</c>.</summary>
    private static ReadOnlySpan<byte> BoundTo(SecretField field, Guid rowId, int keyVersion, Span<byte> bound) =>
        Utf8.TryWrite(bound, CultureInfo.InvariantCulture, $"{field.Table}|{field.Column}|{rowId:N}|{keyVersion}", out var written)
            ? bound[..written]
            : throw new InvalidOperationException("The name of a column is too long.");

    /// <summary>A key ready for use, with random nonces in store: asking the system for each costs as much as sealing.</summary>
    private sealed class PreparedKey(KeyVersion key)
    {
        private readonly byte[] _nonces = new byte[64 * NonceBytes];
        private int _used = int.MaxValue;

        public AesGcm Aes { get; } = new(key.Data, TagBytes);

        /// <summary>A nonce is given once and never again.</summary>
        public void NextNonce(Span<byte> nonce)
        {
            if (_used >= _nonces.Length)
            {
                RandomNumberGenerator.Fill(_nonces);
                _used = 0;
            }

            _nonces.AsSpan(_used, NonceBytes).CopyTo(nonce);
            _used += NonceBytes;
        }
    }
}
