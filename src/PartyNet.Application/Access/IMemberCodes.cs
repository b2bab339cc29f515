namespace PartyNet.Application.Access;

/// <summary>Finds a member by code for whoever may not see members: the answer is an id and nothing else.</summary>
public interface IMemberCodes
{
    Task<Guid?> FindMemberAsync(string code, CancellationToken cancellationToken);
}
