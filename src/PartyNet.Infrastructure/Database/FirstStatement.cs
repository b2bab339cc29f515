using Npgsql;

namespace PartyNet.Infrastructure.Database;

/// <summary>
/// The statement that a request begins with: whose session this is, or whether somebody may try to sign in. A server that gives no answer
/// to it gives none to the rest either, and nobody waits for it as long as the statements of a page may take.
/// </summary>
internal static class FirstStatement
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>A server that is frozen does not even take back what it was asked, and asking it to costs as long again.</summary>
    private static readonly TimeSpan EndOfPatience = TimeSpan.FromSeconds(4);

    public static void Limit(NpgsqlCommand command) => command.CommandTimeout = (int)Patience.TotalSeconds;

    /// <exception cref="NpgsqlException">A passing one: the server gives no answer.</exception>
    public static async Task<T> AnswerAsync<T>(Task<T> asking, CancellationToken cancellationToken)
    {
        try
        {
            return await asking.WaitAsync(EndOfPatience, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new NpgsqlException("The server does not answer.", e);
        }
    }
}
