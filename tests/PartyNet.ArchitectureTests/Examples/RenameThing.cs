namespace PartyNet.ArchitectureTests.Examples;

/// <summary>What no input of a use case may be.</summary>
public sealed record RenameThingCommand(Guid Thing);

/// <summary>A use case with such an input, to show that the rule finds it.</summary>
public sealed class RenameThing
{
    public Task HandleAsync(RenameThingCommand command, CancellationToken cancellationToken) =>
        Task.FromResult((command, cancellationToken, this));
}
