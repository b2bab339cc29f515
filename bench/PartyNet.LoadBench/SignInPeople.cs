using ErrorOr;
using PartyNet.Application.Access;

namespace PartyNet.LoadBench;

/// <summary>Users of whom a stranger should not learn which is which, made as an administrator makes them.</summary>
/// <param name="Known">Has a password.</param>
/// <param name="Closed">Had one.</param>
/// <param name="NotActivated">Has not set one yet.</param>
internal sealed record SignInPeople(string Known, string Closed, string NotActivated)
{
    public const string Password = "sông có khúc người có lúc";
    public const string Wrong = "không đúng đâu nhé";

    public static async Task<SignInPeople> AppointAsync(BenchSite site, CancellationToken cancellationToken)
    {
        var administrator = await site.AdministratorAsync(cancellationToken);
        var known = await CreateAsync("do.thoi-gian.biet", hasPassword: true);
        var closed = await CreateAsync("do.thoi-gian.dong", hasPassword: true);
        var fresh = await CreateAsync("do.thoi-gian.moi", hasPassword: false);
        Done(await site.UseAsync<CloseUser, ErrorOr<Success>>(
            administrator, close => close.HandleAsync(new(closed.Id, Guid.CreateVersion7()), cancellationToken)));
        return new SignInPeople(known.Login, closed.Login, fresh.Login);

        async Task<(Guid Id, string Login)> CreateAsync(string login, bool hasPassword)
        {
            var made = Done(await site.UseAsync<CreateUser, ErrorOr<NewUser>>(
                administrator, create => create.HandleAsync(new(login, "", Guid.CreateVersion7()), cancellationToken)));
            if (hasPassword)
            {
                Done(await site.UseAsync<SetPassword, ErrorOr<Success>>(
                    AccessScope.Nobody, set => set.HandleAsync(new(made.SetupCode!, Password), cancellationToken)));
            }

            return (made.Id, login);
        }
    }

    private static T Done<T>(ErrorOr<T> step) =>
        step.IsError ? throw new InvalidOperationException(step.FirstError.Description) : step.Value;
}
