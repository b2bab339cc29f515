using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>A link was made with which the user sets a password.</summary>
public sealed record SetupLinkIssued(Guid UserId);

/// <summary>
/// Makes the one-time link with which a user sets the password; earlier links of the user end. The code is shown once and stored
/// nowhere.
/// </summary>
public sealed class IssueSetupLink(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator;

    private const int CodeBytes = 20;

    public async Task<ErrorOr<string>> HandleAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SetupLinkIssued), cancellationToken);
        await db.WaitForTurnAsync(Administrators.Turn, cancellationToken);
        if (!await db.Users.AnyAsync(u => u.Id == userId && u.ClosedAt == null, cancellationToken))
            return Problem.NotFound();
        var code = await AddAsync(db, userId, process.At, cancellationToken);
        process.Record(new SetupLinkIssued(userId));
        await process.CommitAsync(cancellationToken);
        return code;
    }

    /// <summary>The same within a process that is under way, such as the creation of the user.</summary>
    public static async Task<string> AddAsync(IPartyNetDb db, Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SetupLinks.Where(l => l.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes));
        db.SetupLinks.Add(new SetupLink { CodeHash = HashOf(code), UserId = userId, ExpiresAt = now + SetupLink.Lifetime });
        return code;
    }

    public static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
