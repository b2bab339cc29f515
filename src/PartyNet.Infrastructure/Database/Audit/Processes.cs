using ErrorOr;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Domain.Audit;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.Infrastructure.Database.Audit;

/// <inheritdoc cref="IProcesses"/>
public sealed class Processes(PartyNetDbContext db, AccessContext access, TimeProvider clock) : IProcesses
{
    public async Task<IOpenProcess> BeginAsync(ProcessStart start, CancellationToken cancellationToken) =>
        (await OpenAsync(start, form: null, cancellationToken)).Process;

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
        // A scope announced for a transaction in which no statement followed: it would come in between and take the process away.
        db.PendingScope = null;
        try
        {
            var process = new OpenProcess(db, transaction, start.Type, clock.GetUtcNow(), access.Scope.UserId, form);
            return (process, await WriteAsync(process, start, form, cancellationToken));
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    private async Task<string?> WriteAsync(OpenProcess process, ProcessStart start, FormKey? form, CancellationToken cancellationToken)
    {
        var scope = access.Scope;
        await using var batch = process.NewBatch();
        batch.BatchCommands.Add(ScopeCommands.For(scope, process.Id));
        var claim = form?.Claim(process.At);
        if (claim is not null)
            batch.BatchCommands.Add(claim);

        var grant = RoleOf(scope, start);
        batch.BatchCommands.Add(OpenProcess.Sql(
            """
            insert into audit.processes (id, type, at, actor_id, actor_role, actor_unit_id, reason, unit_id, unit_path, request_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            process.Id, (short)start.Type, process.At, scope.UserId, (short?)grant?.Role, NullIfEmpty(grant?.UnitId), start.Reason,
            start.Unit?.Id, start.Unit?.Path.Value, access.RequestId));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        if (claim is not { RecordsAffected: 0 })
            return null;

        await using var find = process.NewBatch();
        find.BatchCommands.Add(form!.Find());
        return (string)(await find.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The role that reaches the unit is the one acted in; a member acting for themselves acts in none.</summary>
    private static GrantedUnit? RoleOf(AccessScope scope, ProcessStart start)
    {
        if (start.ForSelf)
            return null;
        return start.Unit is { } unit
            ? scope.Grants.FirstOrDefault(g => g.Path is { } root && unit.Path.IsWithin(root))
            : scope.Grants.FirstOrDefault(g => g.Path is null);
    }

    private static Guid? NullIfEmpty(Guid? id) => id == Guid.Empty ? null : id;
}
