using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;

namespace PartyNet.Infrastructure.Identity;

/// <summary>
/// What Identity looks at when a browser shows a passkey: users who can sign in, and their passkeys. It writes nothing; use cases do. It
/// looks in the sign-in realm, whoever asks: that a passkey is somebody's already is seen also where it is another's.
/// </summary>
internal sealed class PasskeyStore(IPartyNetDb db, AccessContext access) : IUserPasskeyStore<User>
{
    public Task<string> GetUserIdAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Guid.TryParse(userId, out var id)
        ? ReadAsync(OpenUsers.Where(u => u.Id == id), cancellationToken)
        : Task.FromResult<User?>(null);

    public Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => ReadAsync(
        db.Users.AsNoTracking().Where(u => db.Passkeys.Any(p => p.UserId == u.Id && p.CredentialId == credentialId)), cancellationToken);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) =>
        await ReadAsync(PasskeysOf(user).Where(p => p.CredentialId == credentialId), cancellationToken) is { } passkey
            ? Info(passkey)
            : null;

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancellationToken)
    {
        using var machinery = access.As(AccessScope.SignIn);
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return (await PasskeysOf(user).OrderBy(p => p.Id).ToListAsync(cancellationToken)).ConvertAll(Info);
    }

    private IQueryable<User> OpenUsers => db.Users.AsNoTracking().Where(u => u.ClosedAt == null);

    private IQueryable<Passkey> PasskeysOf(User user) => db.Passkeys.AsNoTracking().Where(p => p.UserId == user.Id);

    private async Task<T?> ReadAsync<T>(IQueryable<T> query, CancellationToken cancellationToken)
        where T : class
    {
        using var machinery = access.As(AccessScope.SignIn);
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await query.SingleOrDefaultAsync(cancellationToken);
    }

    // The count is compared where it is written, so that of two at once one is found to be behind: none is told here. How the key was made
    // nobody asks afterwards.
    private static UserPasskeyInfo Info(Passkey passkey) => new(
        passkey.CredentialId, passkey.PublicKey, passkey.CreatedAt, signCount: 0, [.. passkey.Transports], isUserVerified: true,
        passkey.IsBackupEligible, passkey.IsBackedUp, attestationObject: [], clientDataJson: []);

    public void Dispose()
    {
    }

    private static NotSupportedException WrittenElsewhere => new("Users and passkeys are written by use cases.");

    public Task<string?> GetUserNameAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.UserName);

    public Task<string?> GetNormalizedUserNameAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(user.NormalizedUserName);

    public Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        ReadAsync(OpenUsers.Where(u => u.NormalizedUserName == normalizedUserName), cancellationToken);

    public Task SetUserNameAsync(User user, string? userName, CancellationToken cancellationToken) => throw WrittenElsewhere;

    public Task SetNormalizedUserNameAsync(User user, string? normalizedName, CancellationToken cancellationToken) =>
        throw WrittenElsewhere;

    public Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken) => throw WrittenElsewhere;

    public Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken) => throw WrittenElsewhere;

    public Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken) => throw WrittenElsewhere;

    public Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw WrittenElsewhere;

    public Task RemovePasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) => throw WrittenElsewhere;
}
