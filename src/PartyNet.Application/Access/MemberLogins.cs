namespace PartyNet.Application.Access;

/// <summary>What lists of members ask about their logins; answered by functions of the owner, within the caller's scope.</summary>
public static class MemberLogins
{
    /// <summary>Whether a member has a login with a password or passkey; false out of scope. Translated to SQL, never run here.</summary>
    public static bool HaveWayIn(Guid member) => throw new NotSupportedException($"Only inside a query, not of {member}.");
}
