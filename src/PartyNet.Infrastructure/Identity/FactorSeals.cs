using PartyNet.Application.Access;
using PartyNet.Application.Protection;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Identity;

/// <inheritdoc cref="IFactorSeals"/>
public sealed class FactorSeals(SecretBox box) : IFactorSeals
{
    public byte[] SealSeed(Guid userId, byte[] seed) => box.Seal(SecretField.AuthenticatorSeed, userId, Convert.ToBase64String(seed));

    public byte[]? OpenSeed(Guid userId, byte[] sealedSeed) =>
        box.Open(SecretField.AuthenticatorSeed, userId, sealedSeed).Text is { } seed ? Convert.FromBase64String(seed) : null;

    public byte[] SealCodes(Guid userId, IReadOnlyList<string> codes) =>
        box.Seal(SecretField.RecoveryCodes, userId, string.Join(' ', codes));

    public IReadOnlyList<string>? OpenCodes(Guid userId, byte[] sealedCodes) =>
        box.Open(SecretField.RecoveryCodes, userId, sealedCodes).Text?.Split(' ');
}
