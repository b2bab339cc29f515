namespace PartyNet.Application.Access;

/// <summary>A member's way in, as far as whoever prints slips has to know it.</summary>
/// <param name="IsClosed">The administrator has closed the login, and there is no other.</param>
/// <param name="RolePaths">The units where the member holds a role now or from a later day on; an empty one for the administrator's.
/// </param>
public sealed record MemberLogin(Guid MemberId, string Login, bool HasPassword, bool IsClosed, string[] RolePaths);
