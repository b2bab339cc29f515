using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.Infrastructure.Database.Audit;

/// <inheritdoc cref="ILook"/>
internal sealed class Look(PartyNetDbContext db, ProcessStart start, AccessContext access, DateTimeOffset at)
    : ProcessRecord(start, access, at), ILook
{
    private readonly AccessContext _access = access;

    /// <summary>Outside of a transaction a batch is one: all of it is written, or nothing.</summary>
    public async Task WriteDownAsync(CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
            batch.BatchCommands.Add(ScopeCommands.For(_access.Scope, Id));
            batch.BatchCommands.Add(Beginning());
            foreach (var happening in Happenings())
                batch.BatchCommands.Add(happening);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
