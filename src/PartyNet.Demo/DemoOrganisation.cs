using Npgsql;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Demo;

/// <summary>How large a demo is made, and from which seed.</summary>
/// <param name="Members">Members on the rolls of all districts but the small sibling of the first.</param>
public sealed record DemoSize(int Members, int Seed)
{
    public const int Smallest = 300;

    /// <summary>The whole Party, with room to spare.</summary>
    public const int Largest = 5_700_000;

    /// <summary>The size of a real district: 39 grassroots organisations, 2,753 members.</summary>
    public static DemoSize Standard { get; } = new(2_753, 1);
}

/// <summary>A demo was loaded: how large it was asked to be, and how many rows of members and accounts that made.</summary>
public sealed record DemoLoaded(int Members, int Seed, int Units, int MemberRows, int AccountRows);

/// <summary>
/// The fictional organisation of the demo. The same seed gives the same people, ids and stories; only the days on which things
/// happened are counted back from the day of loading, so that a queue always looks like a queue of today.
/// </summary>
public static class DemoOrganisation
{
    // Below, dropping and building indexes costs more than it saves.
    private const int WorthBuildingAnew = 5_000;

    /// <summary>What a host in development fills an empty database with.</summary>
    public static Task FillAsync(string ownerConnectionString, KeyRing keys, TimeProvider clock, CancellationToken cancellationToken) =>
        LoadAsync(ownerConnectionString, keys, DemoSize.Standard, clock, cancellationToken);

    /// <summary>Loads a demo into an empty database; null when it is not empty, and then nothing has happened.</summary>
    /// <param name="signIns">Collects logins that get a password; by default none has one.</param>
    public static async Task<DemoLoaded?> LoadAsync(
        string ownerConnectionString,
        KeyRing keys,
        DemoSize size,
        TimeProvider clock,
        CancellationToken cancellationToken,
        DemoSignIns? signIns = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Members, DemoSize.Smallest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size.Members, DemoSize.Largest);
        var now = clock.GetUtcNow();

        await using var model = DatabaseMigrator.Context(ownerConnectionString);
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var writer = new DemoWriter(connection, model.Model);
        await writer.LowerWallsAsync(cancellationToken);
        if (!await IsEmptyAsync(connection, cancellationToken))
            return null;

        await writer.TakeMemoryAsync(cancellationToken);
        var indexes = new DemoIndexes(connection);
        if (size.Members >= WorthBuildingAnew)
        {
            await indexes.TakeAwayAsync(cancellationToken);
            await writer.BeginTablesAnewAsync(cancellationToken);
        }

        var loaded = await WriteAsync(
            writer,
            new DemoTree(size),
            new DemoMaker(size, new SecretBox(keys), now, signIns, writer.Pack),
            size,
            cancellationToken
        );
        // What is derived is planned for as many rows as there are.
        await writer.AnalyzeAsync(cancellationToken);
        await writer.NoteNamesAsync(cancellationToken);
        await indexes.PutBackAsync(cancellationToken);
        await writer.DeriveAsync(cancellationToken);
        await writer.RecordAsync(loaded, now, cancellationToken);
        await writer.RaiseWallsAsync(cancellationToken);
        await writer.AnalyzeDerivedAsync(cancellationToken);
        await DemoMark.WriteAsync(connection, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return loaded;
    }

    private static async Task<DemoLoaded> WriteAsync(
        DemoWriter writer,
        DemoTree tree,
        DemoMaker maker,
        DemoSize size,
        CancellationToken cancellationToken
    )
    {
        var loaded = new DemoLoaded(size.Members, size.Seed, 0, 0, 0);
        Task<DemoRows>? making = null;
        foreach (var district in tree.Districts())
        {
            // The next district is made while one is written: never more than two are in memory.
            var made = making is null ? null : await making;
            making = Task.Run(() => maker.Make(district), cancellationToken);
            if (made is not null)
                loaded = await WriteAsync(writer, made, loaded, cancellationToken);
        }

        loaded = await WriteAsync(writer, await making!, loaded, cancellationToken);
        await writer.ContinueLabelsAsync(tree.Labels, cancellationToken);
        return loaded;
    }

    private static async Task<DemoLoaded> WriteAsync(
        DemoWriter writer,
        DemoRows rows,
        DemoLoaded before,
        CancellationToken cancellationToken
    )
    {
        await writer.WriteAsync(rows, cancellationToken);
        return before with
        {
            Units = before.Units + rows.Units.Count,
            MemberRows = before.MemberRows + rows.CountOf<Member>(),
            AccountRows = before.AccountRows + rows.CountOf<DeclaredAccount>(),
        };
    }

    /// <summary>Units and users: an administrator alone makes a database somebody's.</summary>
    private static async Task<bool> IsEmptyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select not exists (select from registry.units) and not exists (select from access.users)",
            connection
        );
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
