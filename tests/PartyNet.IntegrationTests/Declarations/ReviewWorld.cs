using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

/// <summary>Somebody signed in, with the scope that a request of theirs has.</summary>
internal sealed record Caller(AccessScope Scope)
{
    public Guid UserId => Scope.UserId!.Value;
    public Guid? MemberId => Scope.MemberId;
    public IReadOnlyList<GrantedUnit> Grants => Scope.Grants;
}

/// <summary>A <see cref="World"/> with reviewers: each branch has a secretary who is a member of it, the units above have theirs.</summary>
internal sealed class ReviewWorld
{
    private readonly World _world;

    private ReviewWorld(World world, FakeTimeProvider clock) => (_world, Clock) = (world, clock);

    public FakeTimeProvider Clock { get; }
    public Unit District => _world.District;
    public Unit Committee => _world.Grassroots;
    public Unit Branch => _world.Branch;
    public Unit Neighbour => _world.SecondBranch;
    public Unit OtherCommittee => _world.OtherGrassroots;
    public Unit FarBranch => _world.OtherBranch;
    public Caller Secretary { get; private set; } = null!;
    public Caller NeighbourSecretary { get; private set; } = null!;
    public Caller FarSecretary { get; private set; } = null!;
    public Caller CommitteeReviewer { get; private set; } = null!;
    public Caller Board { get; private set; } = null!;

    public static async Task<ReviewWorld> CreateAsync(TestDatabase database)
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = new ReviewWorld(await database.NewWorldAsync(clock), clock);
        world.Secretary = await world.AddUserAsync(
            await world.AddMemberAsync(world.Branch, "Nguyễn Văn Thư"),
            (Role.Secretary, world.Branch)
        );
        world.NeighbourSecretary = await world.AddUserAsync(
            await world.AddMemberAsync(world.Neighbour, "Lê Thị Láng"),
            (Role.Secretary, world.Neighbour)
        );
        world.FarSecretary = await world.AddUserAsync(
            await world.AddMemberAsync(world.FarBranch, "Phạm Văn Xa"),
            (Role.Secretary, world.FarBranch)
        );
        world.CommitteeReviewer = await world.AddUserAsync(null, (Role.Committee, world.Committee));
        world.Board = await world.AddUserAsync(null, (Role.Board, world.District));
        return world;
    }

    /// <summary>Runs one request of a caller, in a scope of services of its own as the web does it.</summary>
    public Task<T> AsAsync<T>(Caller caller, Func<IServiceProvider, Task<T>> request) => _world.RunAsync(caller.Scope, request);

    public Task<T> ReadAsync<T>(Func<IPartyNetDb, Task<T>> read) => _world.ReadAsync(_world.Everything, read);

    public Task<Member> AddMemberAsync(Unit branch, string name, string? phone = null, ActivityStatus status = ActivityStatus.Active) =>
        _world.MemberAsync(branch, name, phone, member =>
        {
            member.Born(null, 1970);
            member.ChangeStatus(status);
        });

    /// <summary>A member of the branch who declares through the journey.</summary>
    public Task<Declarer> AddDeclarerAsync() => Declarer.InAsync(_world, Branch);

    public async Task<Caller> AddUserAsync(Member? member, params (Role Role, Unit? Unit)[] grants) =>
        new(await _world.ScopeOfAsync(await _world.UserAsync(member, grants)));

    /// <summary>A second sign-in of a member that itself names no member: only its role does.</summary>
    public async Task<Caller> AddUnboundUserAsync(Member member, Role role, Unit unit)
    {
        var user = await _world.UserAsync();
        await _world.WriteAsync(
            ProcessType.GrantGiven,
            db => db.Grants.Add(Grant.Give(Guid.CreateVersion7(), user.Id, member.Id, role, unit, Clock.GetUtcNow().AddDays(-1)))
        );
        return new Caller(await _world.ScopeOfAsync(user));
    }

    /// <summary>A role of a member who is somebody's user already, or nobody's yet.</summary>
    public async Task GiveAsync(Member member, Role role, Unit unit, DateTimeOffset from, DateTimeOffset? to = null)
    {
        var user = await _world.UserAsync(member);
        await _world.WriteAsync(
            ProcessType.GrantGiven,
            db => db.Grants.Add(Grant.Give(Guid.CreateVersion7(), user.Id, member.Id, role, unit, from, to))
        );
    }

    public async Task RevokeAsync(Caller caller)
    {
        var grants = await ReadAsync(db => db.Grants.Where(g => g.UserId == caller.UserId).ToListAsync());
        await _world.WriteAsync(ProcessType.GrantRevoked, db =>
        {
            db.Grants.AttachRange(grants);
            grants.ForEach(g => g.Revoke(Clock.GetUtcNow()));
        });
    }

    public Task<Declaration> SubmitAsync(Member member, params TypedAccount[] accounts) => _world.DeclareAsync(member, accounts);

    public Task<Declaration> FindAsync(Guid declaration) => _world.FindAsync(declaration);

    public Task<Member> FindAsync(Member member) => _world.FindAsync(member);

    public Task<Member> FindMemberAsync(Guid id) => ReadAsync(db => db.Members.AsNoTracking().SingleAsync(m => m.Id == id));

    /// <summary>The member takes no part in branch life from now on.</summary>
    public Task ExcuseAsync(Member member) => _world.WriteAsync(ProcessType.MembersImported, db =>
    {
        db.Members.Attach(member);
        member.ChangeStatus(ActivityStatus.Exempt);
    });

    /// <summary>The secretary prints the member's slip.</summary>
    public async Task PrintSlipAsync(Member member)
    {
        var printed = await _world.RunAsync<PrintSlips, ErrorOr<PrintedSlips>>(Secretary.Scope, print => print.HandleAsync(
            new PrintSlips.Command(Branch, Everybody: false, [member.Code], Stated: true, Guid.CreateVersion7()), CancellationToken.None));
        Xunit.Assert.False(printed.IsError);
    }

    /// <summary>Somebody who has been in, and has set a password.</summary>
    public async Task WithPasswordAsync(Member member)
    {
        var user = await _world.UserAsync(member);
        await _world.WriteAsync(ProcessType.PasswordSet, db =>
        {
            db.Users.Attach(user);
            user.PasswordHash = "hash";
        });
    }

    public Task<List<string>> EventsAsync<TEvent>(Guid memberId) => _world.EventsAboutAsync<TEvent>(memberId);

    public Task<List<string>> EventsOfAsync<TEvent>(Caller actor) => _world.EventsByAsync<TEvent>(actor.UserId);
}
