namespace PartyNet.Application.Access.Passwords;

/// <summary>What somebody who knows the owner of a password tries first.</summary>
public sealed record PasswordOwner(string Login)
{
    /// <summary>PartyNet's code of the member, where the owner is one, as all that follows.</summary>
    public string? Code { get; init; }

    public string? FullName { get; init; }
    public DateOnly? BirthDate { get; init; }
    public int? BirthYear { get; init; }
    public string? UnitName { get; init; }
    public string? Phone { get; init; }
    public string? CardNumber { get; init; }
    public string? CitizenNumber { get; init; }
}
