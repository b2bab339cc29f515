using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Audit;

/// <summary>
/// The only way to write. A process opens the transaction in the current scope and stores who does what; the tables of the registry
/// refuse every change made outside one.
/// </summary>
public interface IProcesses
{
    Task<IProcess> BeginAsync(ProcessStart start, CancellationToken cancellationToken);

    /// <summary>
    /// Goes on reading under a process that is committed and has named its members, such as an export whose rows follow its record.
    /// Null where the caller has begun no such process within <see cref="ICommittedProcess.Lifetime"/>.
    /// </summary>
    Task<ICommittedProcess?> ContinueAsync(Guid id, ProcessType type, CancellationToken cancellationToken);
}

/// <summary>What a process begins with.</summary>
/// <param name="Unit">The unit it concerns, if any.</param>
/// <param name="Reason">Purpose given by the actor, where one was asked for.</param>
/// <param name="RequestKey">Key of the form that asked; the same key twice gives the first result again.</param>
/// <param name="ForSelf">The actor acts as the member they are, in none of the roles they may hold besides.</param>
public sealed record ProcessStart(ProcessType Type, Unit? Unit = null, string? Reason = null, Guid? RequestKey = null, bool ForSelf = false);

/// <summary>A process under way. Without <see cref="CommitAsync"/> nothing of it has happened.</summary>
public interface IProcess : IAsyncDisposable
{
    Guid Id { get; }

    DateTimeOffset At { get; }

    /// <summary>The stored result of an earlier request with the same key; when set, do nothing and answer with it.</summary>
    string? EarlierResult { get; }

    /// <summary>Records a typed event: a record of ids and counts, without personal data.</summary>
    void Record<TEvent>(TEvent happened)
        where TEvent : notnull;

    /// <summary>Names a member whose data this process touches or shows, and the one declaration of theirs that it is about, if it is about one.</summary>
    void Concern(Guid memberId, Guid? declarationId = null);

    /// <summary>Names at once all members that a query yields; they are written by the database, however many they are.</summary>
    /// <returns>How many they are.</returns>
    Task<int> ConcernAllAsync(IQueryable<Guid> memberIds, CancellationToken cancellationToken);

    /// <summary>
    /// When the actor may begin a process of this type again; null while the limit is not reached. Requests of one actor wait for
    /// each other here, so that several at once do not slip through.
    /// </summary>
    Task<DateTimeOffset?> FreeFromAsync(UsageLimit limit, CancellationToken cancellationToken);

    /// <summary>Saves what the use case changed, the events and the result for the request key, and commits.</summary>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException">Somebody else changed a row first; nothing was saved.</exception>
    Task CommitAsync(CancellationToken cancellationToken, string result = "");
}

/// <summary>
/// A committed process that is read on, in a transaction that cannot write: nothing can be slipped under a finished process.
/// It may last as long as a slow download; one statement of it as long as the whole.
/// </summary>
public interface ICommittedProcess : IAsyncDisposable
{
    /// <summary>How long after its commit a process can be read on: long enough to repeat a download that broke off.</summary>
    public static TimeSpan Lifetime => TimeSpan.FromMinutes(15);

    Guid Id { get; }

    /// <summary>Number of the process in the order of writing.</summary>
    long Sequence { get; }

    DateTimeOffset At { get; }

    /// <summary>The members whom the process named. Their rows are the tickets to open sealed values (<see cref="Protection.ISecrets"/>).</summary>
    IQueryable<ProcessSubject> Subjects { get; }
}
