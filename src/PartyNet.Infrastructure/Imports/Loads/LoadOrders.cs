using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Protection;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Imports.Loads;

/// <inheritdoc cref="ILoadOrders"/>
internal sealed class LoadOrders(PartyNetDbContext db, SecretBox box, LoadBell bell) : ILoadOrders
{
    public Task AskAsync(IProcess process, Guid loadId, ListWork work, bool goodRowsOnly, CancellationToken cancellationToken)
    {
        var hash = Hash(Tickets(box, process.Id).First());
        return db.Database.ExecuteSqlAsync(
            $"select import.ask_for_work({loadId}, {(short)work}, {goodRowsOnly}, {hash})", cancellationToken);
    }

    public void Wake() => bell.Ring();

    /// <summary>
    /// What proves that the process of asking took place, that of the newest key first: it stands nowhere, and whoever has the keys makes
    /// it again.
    /// </summary>
    public static IEnumerable<string> Tickets(SecretBox box, Guid askedIn) =>
        box.Index(IndexedField.LoadTicket, askedIn.ToString("N")).OrderByDescending(value => value.KeyVersion)
            .Select(value => Base64Url.EncodeToString(value.Digest));

    public static byte[] Hash(string ticket) => SHA256.HashData(Encoding.UTF8.GetBytes(ticket));
}

/// <summary>Wakes the worker of this host, so that who asks for work here need not wait for its next look.</summary>
public sealed class LoadBell
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>Waits for a ring, or so long.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            await _rings.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody rang.
        }
    }
}
