namespace PartyNet.Application.Access;

/// <summary>Seals the code of a one-time link for the short while until it is shown; bound to the user whose password it sets.</summary>
public interface ISetupCodes
{
    byte[] Seal(Guid userId, string code);

    string Open(Guid userId, byte[] sealedCode);
}
