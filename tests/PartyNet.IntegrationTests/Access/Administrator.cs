using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application;
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

    public Task<ErrorOr<NewUser>> CreateAsync(string login, string memberCode = "") =>
        _world.RunAsync<CreateUser, ErrorOr<NewUser>>(
            _scope,
            use => use.HandleAsync(new CreateUser.Command(login, memberCode, Guid.CreateVersion7()), TestContext.Current.CancellationToken)
        );

    public Task<ErrorOr<Success>> GiveAsync(Guid user, Role? role, string unitCode = "") =>
        _world.RunAsync<GiveGrant, ErrorOr<Success>>(
            _scope,
            use =>
                use.HandleAsync(new GiveGrant.Command(user, role, unitCode, Guid.CreateVersion7()), TestContext.Current.CancellationToken)
        );

    public Task<ErrorOr<Success>> GiveAsync(User user, Role role, Unit? unit = null) => GiveAsync(user.Id, role, unit?.Code ?? "");

    public Task<ErrorOr<Success>> RevokeAsync(Guid user, Guid grant) => _world.RunAsync<RevokeGrant, ErrorOr<Success>>(
        _scope, use => use.HandleAsync(new RevokeGrant.Command(user, grant, Guid.CreateVersion7()), TestContext.Current.CancellationToken));

    public async Task<ErrorOr<Success>> RevokeAsync(User user) =>
        await RevokeAsync(user.Id, (await GrantsAsync(user)).Single(g => g.ValidTo is null).Id);

    public Task<ErrorOr<Success>> CloseAsync(Guid user) => _world.RunAsync<CloseUser, ErrorOr<Success>>(
        _scope, use => use.HandleAsync(new CloseUser.Command(user, Guid.CreateVersion7()), TestContext.Current.CancellationToken));

    public Task<ErrorOr<Success>> CloseAsync(User user) => CloseAsync(user.Id);

    public Task<ErrorOr<Success>> EndSessionsAsync(User user) => _world.RunAsync<EndSessionsOfUser, ErrorOr<Success>>(
        _scope,
        use => use.HandleAsync(new EndSessionsOfUser.Command(user.Id, Guid.CreateVersion7()), TestContext.Current.CancellationToken));

    public async Task<ErrorOr<string>> LinkAsync(Guid user)
    {
        var issued = await _world.RunAsync<IssueSetupLink, ErrorOr<IssuedLink>>(
            _scope,
            use => use.HandleAsync(new IssueSetupLink.Command(user, Guid.CreateVersion7()), TestContext.Current.CancellationToken));
        return issued.Then(link => link.Code!);
    }

    public Task<ErrorOr<string>> LinkAsync(User user) => LinkAsync(user.Id);

    public async Task<Page<UserRow>> ListAsync(string search = "")
    {
        var page = await TryListAsync(search);
        Assert.False(page.IsError);
        return page.Value.Page;
    }

    public Task<ErrorOr<UserPage>> TryListAsync(string search = "") => _world.RunAsync<ListUsers, ErrorOr<UserPage>>(
        _scope, use => use.HandleAsync(new ListUsers.Query(search), TestContext.Current.CancellationToken));

    /// <summary>Every grant that a user ever had.</summary>
    public Task<List<Grant>> GrantsAsync(User user) =>
        _world.ReadAsync(_scope, db => db.Grants.AsNoTracking().Where(g => g.UserId == user.Id).OrderBy(g => g.ValidFrom).ToListAsync());
}
