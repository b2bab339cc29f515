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

/// <summary>What came of asking for a link.</summary>
/// <param name="Code">Null where the same form was sent before: <see cref="ShowSetupLink"/> shows it, once.</param>
public sealed record IssuedLink(string? Code);

/// <summary>
/// Makes the one-time link with which a user sets the password; earlier links of the user end. The code is shown once
/// (<see cref="ShowSetupLink"/>).
/// </summary>
public sealed class IssueSetupLink(IPartyNetDb db, IProcesses processes, ISetupCodes codes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator.Again();

    private const int CodeBytes = 20;

    public sealed record Command(Guid UserId, Guid RequestKey);

    public async Task<ErrorOr<IssuedLink>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        string? code = null;
        var issued = await processes.OnceAsync<Success>(
            RequestKey.Of(command.RequestKey, command.UserId),
            new ProcessStart(ProcessType.SetupLinkIssued),
            conflict: Administrators.Overtaken,
            async process =>
            {
                await db.WaitForTurnAsync(Administrators.Turn, cancellationToken);
                if (!await db.Users.AnyAsync(u => u.Id == command.UserId && u.ClosedAt == null, cancellationToken))
                    return Problem.NotFound();
                code = await AddAsync(db, codes, access.Scope, command.UserId, process.At, cancellationToken);
                process.Record(new SetupLinkIssued(command.UserId));
                return Result.Success;
            },
            cancellationToken);
        return issued.Then(_ => new IssuedLink(code));
    }

    /// <summary>The same within a process that is under way, such as the creation of the user.</summary>
    public static async Task<string> AddAsync(
        IPartyNetDb db, ISetupCodes codes, AccessScope maker, Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SetupLinks.Where(l => l.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes));
        db.SetupLinks.Add(new SetupLink
        {
            CodeHash = HashOf(code),
            UserId = userId,
            ExpiresAt = now + SetupLink.Lifetime,
            // The command line prints it at once.
            SealedCode = maker.SessionId is null ? null : codes.Seal(userId, code),
            ShownTo = maker.SessionId,
            ShownUntil = maker.SessionId is null ? null : now + SetupLink.ShownWithin,
        });
        return code;
    }

    public static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
