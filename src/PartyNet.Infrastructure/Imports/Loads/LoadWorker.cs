using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Imports.Loads;

/// <summary>
/// Does what has been ordered about loads, one order after the other. The order is held by a lock that ends with the connection: of several
/// workers one has it, and when that one dies the next takes it over. What is done is done in transactions of its own, as the user who
/// asked and with the roles that they hold now (ADR 25).
/// </summary>
public sealed class LoadWorker(
    IServiceScopeFactory scopes, NpgsqlDataSource app, SecretBox box, SessionRules rules, TimeProvider clock, ILogger<LoadWorker> logger)
{
    /// <summary>What has killed its worker so often is not tried once more.</summary>
    private const int MostTries = 5;

    private const string GaveUp =
        "Việc này nhiều lần không xong vì hệ thống bị ngắt. Chưa có gì thay đổi. Đồng chí thử lại hoặc chia nhỏ tệp.";

    private const string NoRole = "Đồng chí không còn vai trò được nhập danh sách này ở đây, nên không có gì được thực hiện.";
    private const string Broken = "Có lỗi của hệ thống, chưa có gì thay đổi. Đồng chí thử lại sau; nếu vẫn lỗi, báo người quản trị.";

    /// <summary>Does all that waits.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (await WorkOnceAsync(cancellationToken))
        {
        }
    }

    /// <summary>Does one order; false where none waits.</summary>
    public async Task<bool> WorkOnceAsync(CancellationToken cancellationToken)
    {
        Guid? next;
        await using (var ask = app.CreateCommand("select import.next_order()"))
            next = await ask.ExecuteScalarAsync(cancellationToken) as Guid?;
        if (next is not { } load)
            return false;
        await using var connection = await app.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await TakeAsync(connection, transaction, load, cancellationToken) is not { } order)
            return true;

        var outcome = await CarryOutAsync(order, cancellationToken);
        await EndAsync(connection, transaction, load, outcome, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<LoadOutcome> CarryOutAsync(TakenOrder order, CancellationToken cancellationToken)
    {
        if (order.Tries > MostTries)
            return order.Left(GaveUp);
        try
        {
            await using var request = scopes.CreateAsyncScope();
            var access = request.ServiceProvider.GetRequiredService<AccessContext>();
            var db = request.ServiceProvider.GetRequiredService<IPartyNetDb>();
            access.RequestId = $"load-{order.LoadId:N}";
            access.Scope = AccessScope.SignIn;
            access.Scope = await ScopeAsync(db, order, cancellationToken);
            Unit unit;
            await using (await db.BeginReadAsync(cancellationToken))
                unit = await db.Units.AsNoTracking().SingleAsync(u => u.Id == order.UnitId, cancellationToken);
            await using var progress = new Progress(app, order.LoadId, clock);
            var outcome = await request.ServiceProvider.GetRequiredService<CarryOutLoad>().HandleAsync(
                new(unit, order.LoadId, order.Work, order.GoodRowsOnly, progress), cancellationToken);
            return outcome.IsError
                ? order.Left(outcome.FirstError.Type == ErrorType.NotFound ? NoRole : outcome.FirstError.Description)
                : outcome.Value;
        }
#pragma warning disable CA1031 // Whatever it is, it must not be tried again and again, and whoever waits is told.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && Outages.Behind(e) is null)
#pragma warning restore CA1031
        {
            logger.LogError(e, "Work {Work} on load {Load} failed", order.Work, order.LoadId);
            return order.Left(Broken);
        }
    }

    /// <summary>The user who asked, with what they may reach now; asked of the database as the door does.</summary>
    private async Task<AccessScope> ScopeAsync(IPartyNetDb db, TakenOrder order, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == order.UserId && u.ClosedAt == null, cancellationToken);
        if (user is null)
            return AccessScope.Nobody;
        var grants = await db.Grants.AsNoTracking().InForce(now).Where(g => g.UserId == user.Id).OrderBy(g => g.ValidFrom)
            .ToListAsync(cancellationToken);
        var hasFactor = await db.Authenticators.AnyAsync(a => a.UserId == user.Id, cancellationToken)
            || await db.Passkeys.AnyAsync(p => p.UserId == user.Id, cancellationToken);
        var due = rules.FactorDue(hasFactor, grants.Count > 0 ? grants[0].ValidFrom : null);
        var ticket = LoadOrders.Tickets(box, order.AskedIn).First(t => LoadOrders.Hash(t).AsSpan().SequenceEqual(order.TicketHash));
        return new AccessScope
        {
            UserId = user.Id,
            MemberId = user.MemberId,
            Proof = new ActorProof(ticket, order.AskedIn),
            // They had signed in a moment ago when they asked.
            IsFresh = true,
            FactorDue = due,
            MustEnrol = due <= now,
            Grants = due <= now ? [] : [.. grants.Select(g => new GrantedUnit(g.Role, g.UnitId, g.UnitPath))],
        };
    }

    private static async Task<TakenOrder?> TakeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid load, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                LongWork.Allow(),
                new NpgsqlBatchCommand(
                    """
                    select work, good_rows_only, asked_in, user_id, ticket_hash, tries, unit_id, is_committed, is_undone
                    from import.take_order($1)
                    """)
                {
                    Parameters = { new() { Value = load } },
                },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.NextResultAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new TakenOrder(
                load, (ListWork)row.GetInt16(0), row.GetBoolean(1), row.GetGuid(2), row.GetGuid(3), row.GetFieldValue<byte[]>(4),
                row.GetInt32(5), row.GetGuid(6), row.GetBoolean(7), row.GetBoolean(8))
            : null;
    }

    private static async Task EndAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid load, LoadOutcome outcome, CancellationToken cancellationToken)
    {
        await using var end = new NpgsqlCommand("select import.end_order($1, $2, $3, $4)", connection, transaction)
        {
            Parameters =
            {
                new() { Value = load },
                new() { Value = (short)outcome.State },
                new NpgsqlParameter { Value = (object?)outcome.PlanId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
                new NpgsqlParameter
                {
                    Value = (object?)Fitting(outcome.Words) ?? DBNull.Value,
                    NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text,
                },
            },
        };
        await end.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Words of a refusal may name every heading of a file.</summary>
    private static string? Fitting(string? words) => words is { Length: > ListLoad.FailureLength }
        ? string.Concat(words.AsSpan(0, ListLoad.FailureLength - 1), "…")
        : words;

    /// <summary>An order that this worker has.</summary>
    private sealed record TakenOrder(
        Guid LoadId, ListWork Work, bool GoodRowsOnly, Guid AskedIn, Guid UserId, byte[] TicketHash, int Tries, Guid UnitId,
        bool IsCommitted, bool IsUndone)
    {
        /// <summary>Where this worker does nothing, the load is as it was before, or as an earlier worker has made it.</summary>
        public LoadOutcome Left(string words) => Work switch
        {
            ListWork.Commit when IsCommitted => new LoadOutcome(LoadState.Committed),
            ListWork.Undo when IsUndone => new LoadOutcome(LoadState.Undone),
            ListWork.Commit => new LoadOutcome(LoadState.Planned, null, words),
            ListWork.Undo => new LoadOutcome(LoadState.Committed, null, words),
            _ => new LoadOutcome(LoadState.Failed, null, words),
        };
    }

    /// <summary>Tells now and then how many rows are done, beside the work.</summary>
    private sealed class Progress(NpgsqlDataSource app, Guid load, TimeProvider clock) : IProgress<int>, IAsyncDisposable
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

        private long _told = clock.GetTimestamp();
        private Task _telling = Task.CompletedTask;

        public void Report(int value)
        {
            if (!_telling.IsCompleted || clock.GetElapsedTime(_told) < Pause)
                return;
            _told = clock.GetTimestamp();
            _telling = TellAsync(value);
        }

        private async Task TellAsync(int value)
        {
            await using var tell = app.CreateCommand("select import.tell_progress($1, $2)");
            tell.Parameters.Add(new() { Value = load });
            tell.Parameters.Add(new() { Value = value });
            try
            {
                await tell.ExecuteNonQueryAsync();
            }
            catch (NpgsqlException)
            {
                // Nobody is told for once.
            }
        }

        public async ValueTask DisposeAsync() => await _telling;
    }
}
