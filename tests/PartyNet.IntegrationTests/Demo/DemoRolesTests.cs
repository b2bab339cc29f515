using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;

namespace PartyNet.IntegrationTests.Demo;

/// <summary>The eight logins of the public surface, looked at through sessions of their own.</summary>
[Collection(typeof(DemoCollection))]
public sealed class DemoRolesTests(DemoDatabase demo)
{
    [Theory]
    [InlineData("bi-thu", Role.Secretary, true)]
    [InlineData("bi-thu-khac", Role.Secretary, true)]
    [InlineData("cap-uy", Role.Committee, false)]
    [InlineData("ban", Role.Board, false)]
    [InlineData("ban-khac", Role.Board, false)]
    public async Task Staff_hold_one_role_at_one_unit(string login, Role role, bool isMember)
    {
        var session = await SignInAsync(login);

        var grant = Assert.Single(session.Scope.Grants);
        Assert.Equal(role, grant.Role);
        Assert.Equal(isMember, session.Scope.MemberId is not null);
        Assert.NotEmpty(await NamesAsync(session.Scope));
    }

    [Theory]
    [InlineData("dang-vien", DeclarationState.NotDeclared)]
    [InlineData("dang-vien-khac", DeclarationState.Confirmed)]
    public async Task Members_hold_no_role_and_stand_where_the_journey_can_be_tried(string login, DeclarationState state)
    {
        var session = await SignInAsync(login);
        var secretary = await SignInAsync("bi-thu");

        Assert.Empty(session.Scope.Grants);
        Assert.Empty(await NamesAsync(session.Scope));
        Assert.Equal(secretary.Scope.BranchId, session.Scope.BranchId);
        Assert.Equal(secretary.Scope.MemberId, session.HelpContact!.MemberId);
        Assert.NotNull(session.HelpContact.Phone);
        Assert.Equal(
            state,
            await ReadAsync(session.Scope, db => db.Members.Own(session.Scope).Select(m => m.DeclarationState).SingleAsync())
        );
    }

    [Fact]
    public async Task The_secretarys_own_declaration_waits_for_the_committee_above()
    {
        var secretary = await SignInAsync("bi-thu");
        var committee = await SignInAsync("cap-uy");

        var own = await ReadAsync(secretary.Scope, db => db.Declarations.Own(secretary.Scope).SingleAsync());

        Assert.Equal(DeclarationStatus.Submitted, own.Status);
        Assert.False(secretary.Scope.AllowsFromAbove(Permissions.Review, own.UnitPath));
        Assert.True(committee.Scope.AllowsFromAbove(Permissions.Review, own.UnitPath));
    }

    [Fact]
    public async Task Each_reaches_its_own_subtree_and_no_other()
    {
        var branch = Root(await SignInAsync("bi-thu"));
        var otherBranch = Root(await SignInAsync("bi-thu-khac"));
        var committee = Root(await SignInAsync("cap-uy"));
        var board = Root(await SignInAsync("ban"));
        var otherBoard = Root(await SignInAsync("ban-khac"));

        Assert.True(branch.IsWithin(committee) && committee.IsWithin(board) && otherBranch.IsWithin(board));
        Assert.False(otherBranch.IsWithin(committee));
        Assert.False(otherBoard.IsWithin(board) || board.IsWithin(otherBoard));

        static Domain.Units.UnitPath Root(CallerSession session) => Assert.Single(session.Scope.Roots);
    }

    [Fact]
    public async Task The_administrator_sees_users_and_no_member()
    {
        var session = await SignInAsync("quan-tri");

        Assert.Equal(AccessRealm.Administration, session.Scope.Realm);
        Assert.Null(session.Scope.MemberId);
        Assert.Empty(await NamesAsync(session.Scope));
        Assert.True(await ReadAsync(session.Scope, db => db.Users.CountAsync()) > 8);
    }

    [Fact]
    public async Task Every_branch_has_a_secretary_who_belongs_to_it_and_nobody_has_a_password()
    {
        var without = await demo.ReadAsync<string>(
            """
            select n.code::text from registry.units n join registry.unit_kinds k on k.code = n.kind_code
            where k.holds_members and not exists (
                select from access.grants g join access.users u on u.id = g.user_id join registry.members m on m.id = g.member_id
                where g.unit_id = n.id and g.role = 1 and u.member_id = m.id and m.unit_id = n.id)
            """);

        Assert.Empty(without);
        Assert.Equal(0, (await demo.ReadAsync<long>("select count(*) from access.users where password_hash is not null")).Single());
    }

    [Fact]
    public async Task The_branch_of_the_roles_has_slips_in_every_state()
    {
        var states = await demo.ReadAsync<string>(
            """
            select distinct case when s.used_at is not null then 'used as ' || s.use when s.lost_at is not null then 'lost'
                when s.wrong_tries = 5 then 'frozen' when s.expires_at < latest.printed_at then 'expired' else 'printed' end
            from access.activation_slips s join registry.members m on m.id = s.member_id and m.unit_path = s.unit_path
                join access.users u on u.user_name = 'bi-thu' join access.grants g on g.user_id = u.id and g.unit_path = s.unit_path,
                (select max(printed_at) as printed_at from access.activation_slips) latest
            order by 1
            """);

        Assert.Equal(["expired", "frozen", "lost", "printed", "used as 1", "used as 2"], states);
    }

    [Fact]
    public async Task A_member_finds_who_looked_at_their_data_and_what_for()
    {
        var session = await SignInAsync("dang-vien-khac");

        var seen = (await UseAsync<GetWhoSawMyData, ErrorOr<Page<AccessToMyData>>>(session.Scope, useCase =>
            useCase.HandleAsync(new GetWhoSawMyData.Query(PageCursor.First), TestContext.Current.CancellationToken))).Value;

        Assert.Equal(
            [ProcessType.RosterExported, ProcessType.DeclarationConfirmed, ProcessType.DeclarationViewed, ProcessType.DeclarationSubmitted],
            seen.Rows.Select(i => i.Type)
        );
        Assert.Equal([Role.Board, Role.Secretary, Role.Secretary, null], seen.Rows.Select(i => i.Role));
        Assert.True(seen.Rows[^1].IsOwn);
        Assert.NotNull(seen.Rows[0].Reason);
    }

    [Fact]
    public async Task Nobody_decided_their_own_declaration()
    {
        var own = await demo.ReadAsync<long>(
            "select count(*) from registry.declarations d join access.users u on u.id = d.decided_by where u.member_id = d.member_id"
        );
        var decided = await demo.ReadAsync<long>(
            "select count(*) from registry.declarations d join access.users u on u.id = d.decided_by join access.grants g on "
                + "g.user_id = u.id and d.unit_path ^@ g.unit_path"
        );
        var all = await demo.ReadAsync<long>("select count(*) from registry.declarations where decided_at is not null");

        Assert.Equal([0L], own);
        Assert.Equal(all, decided);
    }

    private async Task<CallerSession> SignInAsync(string login)
    {
        await using var request = demo.Services.CreateAsyncScope();
        var signedIn = await request
            .ServiceProvider.GetRequiredService<SignInToDemo>()
            .HandleAsync(login, TestContext.Current.CancellationToken);
        return (
            await request
                .ServiceProvider.GetRequiredService<ISessions>()
                .OpenAsync(signedIn!.Reference, null, TestContext.Current.CancellationToken)
        )!;
    }

    private Task<List<string>> NamesAsync(AccessScope scope) =>
        ReadAsync(scope, db => db.Members.OrderBy(m => m.RosterKey).Select(m => m.FullName).Take(5).ToListAsync());

    private Task<T> ReadAsync<T>(AccessScope scope, Func<IPartyNetDb, Task<T>> read) => UseAsync<IPartyNetDb, T>(scope, async db =>
    {
        await using var reading = await db.BeginReadAsync(TestContext.Current.CancellationToken);
        return await read(db);
    });

    private async Task<T> UseAsync<TUseCase, T>(AccessScope scope, Func<TUseCase, Task<T>> use)
        where TUseCase : notnull
    {
        await using var request = demo.Services.CreateAsyncScope();
        request.ServiceProvider.GetRequiredService<AccessContext>().Scope = scope;
        return await use(request.ServiceProvider.GetRequiredService<TUseCase>());
    }
}
