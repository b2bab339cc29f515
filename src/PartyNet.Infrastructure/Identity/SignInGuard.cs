using System.Security.Cryptography;
using System.Text;
using Npgsql;
using PartyNet.Application.Access;

namespace PartyNet.Infrastructure.Identity;

/// <inheritdoc cref="ISignInGuard"/>
public sealed class SignInGuard(NpgsqlDataSource database, TimeProvider clock) : ISignInGuard, IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // One core stays free for pages: a rush of sign-ins must not stall those who are in.
    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount - 1));

    public async Task<TimeSpan> CountAttemptAsync(string login, string network, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select access.count_attempt($1, $2, $3)");
        command.Parameters.Add(new NpgsqlParameter { Value = Key(login, network) });
        command.Parameters.Add(new NpgsqlParameter { Value = Key("", network) });
        command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow() });
        return TimeSpan.FromSeconds((double)(await command.ExecuteScalarAsync(cancellationToken))!);
    }

    public async Task ForgiveAsync(string login, string network, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select access.forgive_attempts($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = Key(login, network) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<bool> TryHashAsync(Action hashing, CancellationToken cancellationToken)
    {
        if (!await _places.WaitAsync(LongestWait, cancellationToken))
            return false;
        try
        {
            await Task.Run(hashing, cancellationToken);
            return true;
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private static byte[] Key(string login, string network) => SHA256.HashData(Encoding.UTF8.GetBytes($"{login}\n{network}"));
}
