namespace PartyNet.Application.Members;

/// <summary>Event of a search among members. The text is not kept: it is a name.</summary>
public sealed record MembersSearched(Guid UnitId, int Found);
