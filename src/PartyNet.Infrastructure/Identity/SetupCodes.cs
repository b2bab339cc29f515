using PartyNet.Application.Access;
using PartyNet.Application.Protection;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Identity;

/// <inheritdoc cref="ISetupCodes"/>
public sealed class SetupCodes(SecretBox box) : ISetupCodes
{
    public byte[] Seal(Guid userId, string code) => box.Seal(SecretField.SetupCode, userId, code);

    public string? Open(Guid userId, byte[] sealedCode) => box.Open(SecretField.SetupCode, userId, sealedCode).Text;
}
