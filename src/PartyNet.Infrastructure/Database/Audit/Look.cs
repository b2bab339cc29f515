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

    public Task WriteDownAsync(CancellationToken cancellationToken) => SendAsync(limit: null, cancellationToken);

    public async Task<DateTimeOffset?> WriteDownAsync(UsageLimit limit, CancellationToken cancellationToken) =>
        await SendAsync(limit, cancellationToken) + limit.Within;

    /// <summary>Outside of a transaction a batch is one: all of it is written, or nothing.</summary>
    private async Task<DateTimeOffset?> SendAsync(UsageLimit? limit, CancellationToken cancellationToken)
    {
        var whole = await WholeAsync(limit, cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection())
            {
                BatchCommands = { ScopeCommands.For(_access.Scope, Id), whole },
            };
            return await ReachedAtAsync(batch, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
