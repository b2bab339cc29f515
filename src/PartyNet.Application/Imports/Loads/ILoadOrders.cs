using PartyNet.Application.Audit;

namespace PartyNet.Application.Imports.Loads;

/// <summary>What can be done with a load in the background. Stored, so the numbers never change.</summary>
public enum ListWork
{
    Plan = 1,
    Commit = 2,
    Undo = 3,
}

/// <summary>Orders of work in the background, written with the process of asking: there is never the one without the other.</summary>
public interface ILoadOrders
{
    /// <summary>Orders work on a load, for the actor of the process.</summary>
    /// <param name="goodRowsOnly">Of a commit: rows that cannot be loaded are left out.</param>
    Task AskAsync(IProcess process, Guid loadId, ListWork work, bool goodRowsOnly, CancellationToken cancellationToken);

    /// <summary>Work was ordered, and that is committed: a worker of this host does it at once.</summary>
    void Wake();
}
