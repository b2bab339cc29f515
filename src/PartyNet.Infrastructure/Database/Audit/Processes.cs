using ErrorOr;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Domain.Audit;

namespace PartyNet.Infrastructure.Database.Audit;

/// <inheritdoc cref="IProcesses"/>
public sealed class Processes(PartyNetDbContext db, AccessContext access, OperatorPasses passes, TimeProvider clock) : IProcesses
{
    public async Task<IOpenProcess> BeginAsync(ProcessStart start, CancellationToken cancellationToken) =>
        (await OpenAsync(start, form: null, cancellationToken)).Process;

    public ILook Look(ProcessStart start) => new Look(db, start, access, passes, clock.GetUtcNow());

    public async Task<ErrorOr<TResult>> OnceAsync<TResult>(
        Guid requestKey,
        ProcessStart start,
        Error conflict,
        Func<IProcess, Task<ErrorOr<TResult>>> work,
        CancellationToken cancellationToken
    )
    {
        if (requestKey == Guid.Empty)
            return Problem.OldForm();
        var user = access.Scope.UserId ?? throw new InvalidOperationException("The key of a form belongs to a signed-in user.");
        return await WorkAsync(FormKey.Of(user, requestKey, start.Type), start, conflict, work, cancellationToken);
    }

    public Task<ErrorOr<TResult>> RunAsync<TResult>(
        ProcessStart start, Error conflict, Func<IProcess, Task<ErrorOr<TResult>>> work, CancellationToken cancellationToken) =>
        WorkAsync(form: null, start, conflict, work, cancellationToken);

    public Task<ICommittedProcess?> ContinueAsync(Guid id, ProcessType type, CancellationToken cancellationToken) =>
        CommittedProcess.OpenAsync(db, access.Scope, id, type, clock.GetUtcNow() - ICommittedProcess.Lifetime, cancellationToken);

    private async Task<ErrorOr<TResult>> WorkAsync<TResult>(
        FormKey? form, ProcessStart start, Error conflict, Func<IProcess, Task<ErrorOr<TResult>>> work, CancellationToken cancellationToken)
    {
        try
        {
            var (process, earlier) = await OpenAsync(start, form, cancellationToken);
            await using var open = process;
            if (earlier is not null)
                return FormKey.Unpack<TResult>(earlier);
            var done = await work(process);
            if (!done.IsError && process.HasHappened)
                await process.CommitAsync(FormKey.Pack(done.Value), cancellationToken);
            return done;
        }
        catch (Exception e) when (LostRace.IsBehind(e))
        {
            return conflict;
        }
    }

    /// <returns>The process, and the answer that the form has had already.</returns>
    private async Task<(OpenProcess Process, string? Earlier)> OpenAsync(
        ProcessStart start,
        FormKey? form,
        CancellationToken cancellationToken
    )
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            var process = new OpenProcess(db, transaction, start, access, passes, clock.GetUtcNow(), form);
            return (process, await process.BeginAsync(cancellationToken));
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }
}
