using Npgsql;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Demo;

/// <summary>How large a demo is made, and from which seed.</summary>
public sealed record DemoSize(int Members, int Seed)
{
    /// <summary>The size of a real district: 39 grassroots organisations, 2,753 members.</summary>
    public static DemoSize Standard { get; } = new(2_753, 1);
}

/// <summary>The fictional organisation of the demo.</summary>
public static class DemoOrganisation
{
    public static async Task LoadAsync(string ownerConnectionString, KeyRing keys, DemoSize size, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await DemoMark.WriteAsync(connection, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
