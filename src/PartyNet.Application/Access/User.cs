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

    /// <summary>What changed the security stamp last, and so ended every session from before.</summary>
    public SessionEnd? SessionsEndedBy { get; private set; }

    /// <summary>
    /// Every session of the user is dead at its next request, on every replica: also one that a sign-in under way is just starting, since
    /// it carries the stamp from before.
    /// </summary>
    public void EndSessions(SessionEnd why)
    {
        SecurityStamp = Guid.CreateVersion7().ToString("n");
        SessionsEndedBy = why;
    }
}
