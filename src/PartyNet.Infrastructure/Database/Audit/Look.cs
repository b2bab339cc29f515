using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.Infrastructure.Database.Audit;

/// <inheritdoc cref="ILook"/>
internal sealed class Look(PartyNetDbContext db, ProcessStart start, AccessContext access, OperatorPasses passes, DateTimeOffset at)
    : ProcessRecord(start, access, passes, at), ILook
{
    private readonly AccessContext _access = access;

    public Task WriteDownAsync(CancellationToken cancellationToken) => SendAsync([], cancellationToken);

    public async Task<Error?> WriteDownAsync(IReadOnlyList<UsageLimit> limits, CancellationToken cancellationToken) =>
        await SendAsync(limits, cancellationToken) is { } reached
            ? limits[reached.Index].Exceeded(reached.At + limits[reached.Index].Within)
            : null;

    /// <summary>Outside of a transaction a batch is one: all of it is written, or nothing.</summary>
    private async Task<ReachedLimit?> SendAsync(IReadOnlyList<UsageLimit> limits, CancellationToken cancellationToken)
    {
        var whole = await WholeAsync(limits, cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection())
            {
                BatchCommands = { ScopeCommands.For(_access.Scope, Id), whole },
            };
            var reached = await ReachedAsync(batch, cancellationToken);
            if (reached is null)
                Measure();
            return reached;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
