using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Measuring;

namespace PartyNet.Infrastructure.Identity;

/// <inheritdoc cref="ISignInGuard"/>
public sealed class SignInGuard(NpgsqlDataSource database, TimeProvider clock) : ISignInGuard, IDisposable
{
    private const int SecretBytes = 32;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // One core stays free for pages: a rush of sign-ins must not stall those who are in.
    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount - 1));

    private long _ticksOfLastHashing;

    public Task<Admission> AdmitAsync(SignInAttempt attempt, CancellationToken cancellationToken) =>
        FirstStatement.AnswerAsync(CountAsync(attempt, cancellationToken), cancellationToken);

    public async Task TakeBackAsync(SignInAttempt attempt, Admission admission, CancellationToken cancellationToken)
    {
        var keys = Keys.Of(attempt);
        await using var command = Call(
            "select access.take_back_attempt($1, $2, $3)", keys.Count(admission), keys.ChargedNetwork(admission), clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<string> WelcomeAsync(Guid userId, SignInAttempt attempt, Admission admission, CancellationToken cancellationToken)
    {
        // A browser keeps its secret, so that it is known of each who signs in on it.
        var device = attempt.Device ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var keys = Keys.Of(attempt with { Device = device });
        await using var command = Call(
            "select access.welcome_user($1, $2, $3, $4, $5, $6)",
            userId, keys.Count(admission), keys.ChargedNetwork(admission), keys.Device, keys.Place, clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
        return device;
    }

    public async Task<bool> TryHashAsync(Action hashing, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        if (!await WaitForPlaceAsync(cancellationToken))
            return false;
        try
        {
            await Task.Run(hashing, cancellationToken);
            Interlocked.Exchange(ref _ticksOfLastHashing, Stopwatch.GetElapsedTime(began).Ticks);
            return true;
        }
        finally
        {
            _places.Release();
        }
    }

    public Task PretendAsync(CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromTicks(Interlocked.Read(ref _ticksOfLastHashing)), cancellationToken);

    public void Dispose() => _places.Dispose();

    private async Task<Admission> CountAsync(SignInAttempt attempt, CancellationToken cancellationToken)
    {
        var (keys, now) = (Keys.Of(attempt), clock.GetUtcNow());
        await using var command = Call(
            "select * from access.admit_attempt($1, $2, $3, $4, $5, $6)",
            keys.Device, keys.Account, keys.Network, keys.Place, now, now - KnownPlace.Lifetime);
        FirstStatement.Limit(command);
        await using var answer = await command.ExecuteReaderAsync(cancellationToken);
        await answer.ReadAsync(cancellationToken);
        var admission = new Admission(
            answer.GetBoolean(0), answer.IsDBNull(1) ? null : TimeSpan.FromSeconds(answer.GetDouble(1)), answer.GetBoolean(2));
        if (!admission.MayCheck)
            Measures.SignInThrottled();
        return admission;
    }

    private async Task<bool> WaitForPlaceAsync(CancellationToken cancellationToken)
    {
        var queuedAt = Stopwatch.GetTimestamp();
        Measures.HashingQueued();
        using var patience = new CancellationTokenSource(LongestWait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await _places.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Measures.SignInTooBusy();
            return false;
        }
        finally
        {
            Measures.HashingBegun(Stopwatch.GetElapsedTime(queuedAt));
        }
    }

    private NpgsqlCommand Call(string sql, params object?[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value is null
                ? new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea, Value = DBNull.Value }
                : new NpgsqlParameter { Value = value });
        }

        return command;
    }

    /// <summary>What an attempt is counted by and known by.</summary>
    private sealed record Keys(byte[]? Device, byte[] Account, byte[] Network, byte[] Place)
    {
        public static Keys Of(SignInAttempt attempt) => new(
            attempt.Device is { } device ? Hash("device", attempt.Login, device) : null,
            Hash("account", attempt.Login, attempt.Network),
            Hash("network", attempt.Network),
            Hash("place", attempt.Login, attempt.Network));

        public byte[] Count(Admission admission) => admission.OnKnownDevice ? Device! : Account;

        public byte[]? ChargedNetwork(Admission admission) => admission.OnKnownDevice || admission.Wait is not null ? null : Network;

        private static byte[] Hash(params string[] parts) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
    }
}
