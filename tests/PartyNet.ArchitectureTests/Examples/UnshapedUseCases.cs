namespace PartyNet.ArchitectureTests.Examples;

/// <summary>What no use case may look like; here to show that the rule finds it.</summary>
public class CloseThingHandler
{
    public Task HandleAsync(Guid thing, string why, CancellationToken cancellationToken) =>
        Task.FromResult((thing, why, cancellationToken, this));
}
