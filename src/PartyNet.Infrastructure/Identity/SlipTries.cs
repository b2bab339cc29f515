using Npgsql;
using PartyNet.Application.Access;

namespace PartyNet.Infrastructure.Identity;

/// <inheritdoc cref="ISlipTries"/>
public sealed class SlipTries(NpgsqlDataSource database) : ISlipTries
{
    public async Task<int?> CountAsync(Guid slipId, CancellationToken cancellationToken)
    {
        await using var command = Call("select access.count_slip_try($1, $2)", slipId);
        command.Parameters.Add(new NpgsqlParameter { Value = ActivationSlip.MostTries });
        return await command.ExecuteScalarAsync(cancellationToken) as int?;
    }

    public async Task TakeBackAsync(Guid slipId, CancellationToken cancellationToken)
    {
        await using var command = Call("select access.take_back_slip_try($1)", slipId);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Call(string sql, Guid slipId)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = slipId });
        return command;
    }
}
