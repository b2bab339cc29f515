using Npgsql;

namespace PartyNet.Infrastructure.Database;

/// <summary>Forgets what reviewers noted and never decided; running it again changes nothing.</summary>
public static class ReviewDraftSweep
{
    public static async Task RunAsync(NpgsqlDataSource app, CancellationToken cancellationToken)
    {
        await using var sweep = app.CreateCommand("select registry.forget_review_drafts()");
        await sweep.ExecuteNonQueryAsync(cancellationToken);
    }
}
