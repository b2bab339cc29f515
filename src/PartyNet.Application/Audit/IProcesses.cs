using System.Data.Common;
using ErrorOr;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Audit;

/// <summary>
/// The only way to write. A process opens the transaction in the current scope and stores who does what; the tables of the registry
/// refuse every change made outside one. Who acts and in which role the database finds out by itself (<see cref="Access.ActorProof"/>).
/// </summary>
public interface IProcesses
{
    Task<IOpenProcess> BeginAsync(ProcessStart start, CancellationToken cancellationToken);

    /// <summary>A process that shows what was read and changes nothing. It is written down whole, in one round trip.</summary>
    ILook Look(ProcessStart start);

    /// <summary>
    /// Does the work of a form exactly once. The form carries a key from the moment it is shown; what the work answers is stored with the
    /// key in the same transaction, and the same form sent again, at once or later, gets that answer and does nothing. Work that fails
    /// or records no event has not happened, and leaves the key for the next attempt.
    /// </summary>
    /// <param name="requestKey">A form without one is refused.</param>
    /// <param name="conflict">The answer when somebody else changed the same rows first: nothing of this work has happened then.</param>
    /// <typeparam name="TResult">Stored as JSON, so it holds ids and numbers and nothing secret.</typeparam>
    Task<ErrorOr<TResult>> OnceAsync<TResult>(
        Guid requestKey,
        ProcessStart start,
        Error conflict,
        Func<IProcess, Task<ErrorOr<TResult>>> work,
        CancellationToken cancellationToken
    );

    /// <summary>As <see cref="OnceAsync"/> for what no form asks for, such as the command line: as often as it is called.</summary>
    Task<ErrorOr<TResult>> RunAsync<TResult>(
        ProcessStart start, Error conflict, Func<IProcess, Task<ErrorOr<TResult>>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Goes on reading under a process that is committed and has named its members, such as an export whose rows follow its record.
    /// Null where the caller has begun no such process within <see cref="ICommittedProcess.Lifetime"/>.
    /// </summary>
    Task<ICommittedProcess?> ContinueAsync(Guid id, ProcessType type, CancellationToken cancellationToken);
}

/// <summary>What a process begins with.</summary>
/// <param name="Unit">The unit it concerns, if any.</param>
/// <param name="Reason">Purpose given by the actor, where one was asked for.</param>
/// <param name="ForSelf">The actor acts as the member they are, in none of the roles they may hold besides.</param>
/// <param name="Follows">The export of which a delivery tells: whoever began it may be signed out by now.</param>
public sealed record ProcessStart(
    ProcessType Type, Unit? Unit = null, string? Reason = null, bool ForSelf = false, Guid? Follows = null);

/// <summary>What a process tells of itself.</summary>
public interface IProcessRecord
{
    Guid Id { get; }

    DateTimeOffset At { get; }

    /// <summary>Records a typed event: a record of ids and counts, without personal data.</summary>
    void Record<TEvent>(TEvent happened)
        where TEvent : notnull;

    /// <summary>
    /// Names a member whose data this process touches or shows, and the one declaration of theirs that it is about, if it is about one.
    /// </summary>
    void Concern(Guid memberId, Guid? declarationId = null);
}

/// <summary>A look at what was read. Nothing of it may be shown before it is written down.</summary>
public interface ILook : IProcessRecord
{
    Task WriteDownAsync(CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="WriteDownAsync(CancellationToken)"/> of what an actor may do only so often. Looks of one actor wait for each other
    /// here, so that several at once do not slip through.
    /// </summary>
    /// <param name="limits">The longest last: where several are reached, it is the one that is told.</param>
    /// <returns>What the actor is told who has reached a limit; then nothing was written down, and nothing may be shown. Null where none
    /// is reached.</returns>
    Task<Error?> WriteDownAsync(IReadOnlyList<UsageLimit> limits, CancellationToken cancellationToken);
}

/// <summary>A process under way, as the work within it sees it.</summary>
public interface IProcess : IProcessRecord
{
    /// <summary>
    /// Names at once all members that a query yields, each of them once; they are written by the database, however many they are.
    /// Called once in a process.
    /// </summary>
    /// <returns>How many they are.</returns>
    Task<int> ConcernAllAsync(IQueryable<Guid> memberIds, CancellationToken cancellationToken);

    /// <summary>
    /// When the actor may begin a process of this type again; null while the limit is not reached. Requests of one actor wait for
    /// each other here, so that several at once do not slip through.
    /// </summary>
    Task<DateTimeOffset?> FreeFromAsync(UsageLimit limit, CancellationToken cancellationToken);
}

/// <summary>A process that its beginner commits. Without <see cref="CommitAsync"/> nothing of it has happened.</summary>
public interface IOpenProcess : IProcess, IAsyncDisposable
{
    /// <summary>Saves what the use case changed and the events, and commits.</summary>
    Task CommitAsync(CancellationToken cancellationToken);
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

    /// <summary>
    /// The members whom the process named. Their rows are the tickets to open sealed values (<see cref="Protection.ISecrets"/>).
    /// </summary>
    IQueryable<ProcessSubject> Subjects { get; }

    /// <summary>
    /// The rows of a list of any length, one after the other, from whose columns the caller takes what it needs. Each is the same reader,
    /// at its next row.
    /// </summary>
    IAsyncEnumerable<DbDataReader> ReadAsync(IQueryable rows, CancellationToken cancellationToken);
}
