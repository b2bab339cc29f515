using Microsoft.AspNetCore.Identity;

namespace PartyNet.Application.Access;

/// <summary>
/// Somebody who can sign in: a member, a member of staff, or both. Personal data stay on the member record;
/// here are only the login, the credentials and the stamp that ends sessions.
/// </summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>The member this user is; null for staff who are not on the roll.</summary>
    public Guid? MemberId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Set when the account was closed; a closed account cannot sign in and its sessions are dead.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
