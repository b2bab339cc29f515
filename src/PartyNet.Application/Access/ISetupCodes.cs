namespace PartyNet.Application.Access;

/// <summary>Seals the code of a one-time link for the short while until it is shown; bound to the user whose password it sets.</summary>
public interface ISetupCodes
{
    byte[] Seal(Guid userId, string code);

    /// <returns>Null where the code cannot be read any more: another link is made then.</returns>
    string? Open(Guid userId, byte[] sealedCode);
}
