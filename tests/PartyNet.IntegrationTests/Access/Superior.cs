using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Somebody who gives roles down the tree, each step a request of its own.</summary>
internal sealed record Superior(World World, User User, AccessScope Scope)
{
    public static async Task<Superior> InAsync(World world, Role role, Unit unit, Member? member = null)
    {
        var user = await world.UserAsync(member, (role, unit));
        return new Superior(world, user, await world.ScopeOfAsync(user));
    }

    public Task<ErrorOr<Success>> GiveAsync(
        Member member, Role role, Unit unit, string from = "", string to = "", Unit? page = null, Guid? key = null) =>
        GiveAsync(new GiveRole.Command(
            page ?? unit, member.Code, new RolePost(role, unit.Code), from, to, key ?? Guid.CreateVersion7()));

    public Task<ErrorOr<Success>> GiveAsync(GiveRole.Command command) => World.RunAsync<GiveRole, ErrorOr<Success>>(
        Scope, use => use.HandleAsync(command, TestContext.Current.CancellationToken));

    public Task<ErrorOr<Success>> EndAsync(Guid grant, Unit page, Guid? key = null) => World.RunAsync<EndRole, ErrorOr<Success>>(
        Scope,
        use => use.HandleAsync(new EndRole.Command(page, grant, key ?? Guid.CreateVersion7()), TestContext.Current.CancellationToken));

    public async Task<IReadOnlyList<RoleHolder>> ListAsync(Unit page) => (await World.RunAsync<ListRoles, ErrorOr<RoleList>>(
        Scope, use => use.HandleAsync(new ListRoles.Query(page, PageCursor.First), TestContext.Current.CancellationToken))).Value.Page.Rows;

    /// <summary>Every role that a member ever had.</summary>
    public Task<List<Grant>> GrantsAsync(Member member) => World.ReadAsync(
        World.Everything, db => db.Grants.AsNoTracking().Where(g => g.MemberId == member.Id).OrderBy(g => g.ValidFrom).ToListAsync());
}
