using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>An administrator at work, each step a request of its own.</summary>
internal sealed class Administrator
{
    private readonly World _world;
    private readonly AccessScope _scope;

    private Administrator(World world, User user, AccessScope scope) => (_world, User, _scope) = (world, user, scope);

    public User User { get; }

    public static async Task<Administrator> InAsync(World world) =>
        await AsAsync(world, await world.UserAsync(null, (Role.Administrator, null)));

    /// <summary>Somebody who does what administrators do, whoever they are.</summary>
    public static async Task<Administrator> AsAsync(World world, User user) => new(world, user, await world.ScopeOfAsync(user));

    public Task<ErrorOr<NewUser>> CreateAsync(string login, string memberCode = "") => _world.RunAsync<CreateUser, ErrorOr<NewUser>>(
        _scope, use => use.HandleAsync(new CreateUser.Command(login, memberCode), TestContext.Current.CancellationToken));

    public Task<ErrorOr<Success>> GiveAsync(Guid user, Role? role, string unitCode = "") => _world.RunAsync<GiveGrant, ErrorOr<Success>>(
        _scope, use => use.HandleAsync(new GiveGrant.Command(user, role, unitCode), TestContext.Current.CancellationToken));

    public Task<ErrorOr<Success>> GiveAsync(User user, Role role, Unit? unit = null) => GiveAsync(user.Id, role, unit?.Code ?? "");

    public Task<ErrorOr<Success>> RevokeAsync(Guid user, Guid grant) => _world.RunAsync<RevokeGrant, ErrorOr<Success>>(
        _scope, use => use.HandleAsync(new RevokeGrant.Command(user, grant), TestContext.Current.CancellationToken));

    public async Task<ErrorOr<Success>> RevokeAsync(User user) =>
        await RevokeAsync(user.Id, (await GrantsAsync(user)).Single(g => g.ValidTo is null).Id);

    public Task<ErrorOr<Success>> CloseAsync(Guid user) => _world.RunAsync<CloseUser, ErrorOr<Success>>(
        _scope, use => use.HandleAsync(user, TestContext.Current.CancellationToken));

    public Task<ErrorOr<Success>> CloseAsync(User user) => CloseAsync(user.Id);

    public Task<ErrorOr<string>> LinkAsync(Guid user) => _world.RunAsync<IssueSetupLink, ErrorOr<string>>(
        _scope, use => use.HandleAsync(user, TestContext.Current.CancellationToken));

    public Task<ErrorOr<string>> LinkAsync(User user) => LinkAsync(user.Id);

    public async Task<UserPage> ListAsync(string search = "", string after = "")
    {
        var page = await TryListAsync(search, after);
        Assert.False(page.IsError);
        return page.Value;
    }

    public Task<ErrorOr<UserPage>> TryListAsync(string search = "", string after = "") => _world.RunAsync<ListUsers, ErrorOr<UserPage>>(
        _scope, use => use.HandleAsync(new ListUsers.Query(search, after), TestContext.Current.CancellationToken));

    /// <summary>Every grant that a user ever had.</summary>
    public Task<List<Grant>> GrantsAsync(User user) =>
        _world.ReadAsync(_scope, db => db.Grants.AsNoTracking().Where(g => g.UserId == user.Id).OrderBy(g => g.ValidFrom).ToListAsync());
}
