using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PartyNet.TestCommon;

/// <summary>
/// A device that makes and shows a passkey, as a browser passes it on: WebAuthn as far as a key of P-256 without attestation needs it.
/// It can do wrong what a device or a thief can do wrong.
/// </summary>
public sealed class SoftPasskey : IDisposable
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte HasCredential = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] CredentialId { get; init; } = RandomNumberGenerator.GetBytes(16);

    /// <summary>How often it says to have been used.</summary>
    public uint Count { get; set; }

    /// <summary>Whether it asks for finger, face or screen lock.</summary>
    public bool ChecksUser { get; set; } = true;

    /// <summary>Whom it says to be of; null for whom it was made for.</summary>
    public string? UserHandle { get; set; }

    /// <summary>Answers a site that asks for a new passkey.</summary>
    /// <param name="origin">Of the page, as the browser saw it.</param>
    public string Make(string options, string origin)
    {
        var asked = JsonNode.Parse(options)!;
        UserHandle ??= (string)asked["user"]!["id"]!;
        byte[] data =
        [
            .. AuthenticatorData((string)asked["rp"]!["id"]!, HasCredential),
            .. new byte[16], 0, (byte)CredentialId.Length, .. CredentialId, .. PublicKey(),
        ];
        byte[] attestation =
        [
            0xa3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xa0, .. Text("authData"), 0x58, (byte)data.Length, .. data,
        ];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Encoded(ClientData("webauthn.create", asked, origin)),
            ["attestationObject"] = Encoded(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Answers a site that asks for a passkey.</summary>
    public string Show(string options, string origin)
    {
        var asked = JsonNode.Parse(options)!;
        var data = AuthenticatorData((string)asked["rpId"]!, 0);
        var client = ClientData("webauthn.get", asked, origin);
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Encoded(client),
            ["authenticatorData"] = Encoded(data),
            ["signature"] = Encoded(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = UserHandle,
        });
    }

    public void Dispose() => _key.Dispose();

    private string Credential(JsonObject response) => new JsonObject
    {
        ["id"] = Encoded(CredentialId),
        ["rawId"] = Encoded(CredentialId),
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    }.ToJsonString();

    private byte[] AuthenticatorData(string site, byte flags)
    {
        var data = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(site), data);
        data[32] = (byte)(flags | UserPresent | (ChecksUser ? UserVerified : 0));
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(33), Count);
        return data;
    }

    private static byte[] ClientData(string type, JsonNode asked, string origin) => JsonSerializer.SerializeToUtf8Bytes(
        new { type, challenge = (string)asked["challenge"]!, origin, crossOrigin = false });

    /// <summary>COSE: an elliptic curve key (2) for ES256 (-7) over P-256 (1).</summary>
    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }

    /// <summary>CBOR of a short text.</summary>
    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static string Encoded(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
