using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace PartyNet.Infrastructure.Database.Audit;

/// <summary>
/// What proves to the database that the command line acts and no page: a pass that the owner's role writes down for a quarter of an hour.
/// Whoever has only the application's role cannot make one.
/// </summary>
public sealed class OperatorPasses(Installation installation)
{
    private const int SecretBytes = 32;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private Pass? _latest;

    /// <exception cref="InstallationException">The owner's connection string is missing.</exception>
    public async ValueTask<string> ShowAsync(CancellationToken cancellationToken)
    {
        if (_latest is { } latest && Stopwatch.GetElapsedTime(latest.IssuedAt) < Fresh)
            return latest.Secret;
        if (installation.OwnerConnectionString.Length == 0)
            throw new InstallationException(
                "Thiếu ConnectionStrings__PartyNetOwner: việc làm bằng dòng lệnh được ghi lại là của người vận hành, nên cần vai trò chủ "
                    + "sở hữu để chứng minh."
            );

        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await using var connection = new NpgsqlConnection(installation.OwnerConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("delete from access.operator_passes where expires_at < now()"),
                new NpgsqlBatchCommand(
                    "insert into access.operator_passes (secret_hash, expires_at) values ($1, now() + interval '15 minutes')")
                {
                    Parameters = { new() { Value = SHA256.HashData(Encoding.UTF8.GetBytes(secret)) } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
        _latest = new Pass(secret, Stopwatch.GetTimestamp());
        return secret;
    }

    private sealed record Pass(string Secret, long IssuedAt);
}
