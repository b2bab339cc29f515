using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Infrastructure.Identity;

/// <summary>
/// Passkeys by ASP.NET Core Identity, which reads and checks what browsers send. It takes the address of the site from a request; it is
/// given one that holds nothing else.
/// </summary>
internal sealed class PasskeyCeremonies(IPasskeyHandler<User> handler, PartyNetDbContext db) : IPasskeyCeremonies
{
    /// <summary>
    /// The device checks who holds it, and knows the user by itself; of what make it is nobody asks. A browser answers where it was
    /// asked: on a page of this site, in no frame of another.
    /// </summary>
    public static void Configure(IdentityPasskeyOptions options)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.AttestationConveyancePreference = "none";
        options.ValidateOrigin = answer => ValueTask.FromResult(
            !answer.CrossOrigin
            && answer.Origin.Equals($"{answer.HttpContext.Request.Scheme}://{answer.HttpContext.Request.Host}", StringComparison.Ordinal));
    }

    public async Task<PasskeyRequest> AskForNewAsync(User user, PasskeySite site, CancellationToken cancellationToken)
    {
        // The makers of devices keep these names, in services of their own too: the login alone, and nobody's name.
        var name = user.UserName!;
        var made = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = user.Id.ToString(), Name = name, DisplayName = name }, RequestAt(site));
        return new PasskeyRequest(made.CreationOptionsJson, made.AttestationState!);
    }

    public async Task<PasskeyRequest> AskAsync(User? user, PasskeySite site, CancellationToken cancellationToken)
    {
        var made = await handler.MakeRequestOptionsAsync(user, RequestAt(site));
        return new PasskeyRequest(made.RequestOptionsJson, made.AssertionState!);
    }

    public async Task<MadePasskey?> ReadMadeAsync(PasskeyAnswer answer, CancellationToken cancellationToken)
    {
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = RequestAt(answer.Site),
            CredentialJson = answer.Credential,
            AttestationState = answer.State,
        });
        NotAnOutage(result.Failure);
        return result is { Succeeded: true, Passkey: var made, UserEntity: var user }
            ? new MadePasskey(
                Guid.Parse(user.Id), made.CredentialId, made.PublicKey, made.SignCount, made.Transports ?? [], made.IsBackupEligible,
                made.IsBackedUp)
            : null;
    }

    public async Task<ShownPasskey?> ReadShownAsync(PasskeyAnswer answer, CancellationToken cancellationToken)
    {
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = RequestAt(answer.Site),
            CredentialJson = answer.Credential,
            AssertionState = answer.State,
        });
        NotAnOutage(result.Failure);
        return result is { Succeeded: true, User: var user, Passkey: var shown }
            ? new ShownPasskey(user.Id, shown.CredentialId, shown.SignCount, shown.IsBackedUp)
            : null;
    }

    public Task<bool> SpendAsync(PasskeyAnswer answer, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(answer.State));
        return db.Database.SqlQuery<bool>($"select access.spend_challenge({hash}, {at}) as \"Value\"").SingleAsync(cancellationToken);
    }

    /// <summary>Identity makes a refusal of whatever goes wrong while it looks; a database that is away is none.</summary>
    private static void NotAnOutage(PasskeyException? failure)
    {
        if (Outages.Behind(failure) is not null)
            ExceptionDispatchInfo.Throw(failure!.InnerException!);
    }

    private static DefaultHttpContext RequestAt(PasskeySite site) =>
        new() { Request = { Scheme = site.Scheme, Host = new HostString(site.Host) } };
}
