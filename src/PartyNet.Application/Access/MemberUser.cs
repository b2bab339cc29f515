namespace PartyNet.Application.Access;

/// <summary>The user who a member is.</summary>
public sealed record MemberUser(Guid MemberId, Guid UserId);
