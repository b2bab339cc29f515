using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.TestCommon;

/// <summary>
/// A small organisation of its own for one test: a district with a grassroots organisation and two branches, and a second grassroots
/// organisation with one branch. Tests add the people they need.
/// </summary>
public sealed class World
{
    /// <summary>A scope stays somebody's however far a test moves the clock: in between they have signed in again.</summary>
    private static readonly SessionLimits Lasting = new(TimeSpan.FromDays(1000), TimeSpan.FromDays(1000));

    private static long _labels = 1_000_000;

    private readonly IServiceProvider _services;
    private readonly Lazy<Task<AccessScope>> _committee;
    private int _names;

    private World(IServiceProvider services)
    {
        _services = services;
        _committee = new(() => ScopeAsync(Role.Committee, District));
    }

    public Unit District { get; private set; } = null!;
    public Unit Grassroots { get; private set; } = null!;
    public Unit Branch { get; private set; } = null!;
    public Unit SecondBranch { get; private set; } = null!;
    public Unit OtherGrassroots { get; private set; } = null!;
    public Unit OtherBranch { get; private set; } = null!;

    public TimeProvider Clock => _services.GetRequiredService<TimeProvider>();

    public static async Task<World> CreateAsync(IServiceProvider services)
    {
        var world = new World(services);
        world.District = NewUnit(null, "Đảng bộ huyện Thử Nghiệm", UnitKind.Superior);
        world.Grassroots = NewUnit(world.District, "Đảng bộ xã Suối Mơ", UnitKind.GrassrootsCommittee);
        world.Branch = NewUnit(world.Grassroots, "Chi bộ Khu 14", UnitKind.Branch);
        world.SecondBranch = NewUnit(world.Grassroots, "Chi bộ Khu 15", UnitKind.Branch);
        world.OtherGrassroots = NewUnit(world.District, "Đảng bộ xã Đồi Thông", UnitKind.GrassrootsCommittee);
        world.OtherBranch = NewUnit(world.OtherGrassroots, "Chi bộ Trường học", UnitKind.Branch);
        await world.WriteAsync(ProcessType.UnitsImported, db => db.Units.AddRange(
            world.District, world.Grassroots, world.Branch, world.SecondBranch, world.OtherGrassroots, world.OtherBranch));
        return world;
    }

    /// <summary>A unit that is not saved yet, with a code no other test has.</summary>
    public static Unit NewUnit(Unit? parent, string name, string kind, string? boardName = null)
    {
        var label = UnitPath.Label(Interlocked.Increment(ref _labels));
        return Unit.Create(Guid.CreateVersion7(), label, parent, $"t-{label}", name, kind, new DateOnly(2020, 1, 1), boardName);
    }

    /// <summary>Somebody on the roll, as an import leaves them.</summary>
    public async Task<Member> MemberAsync(
        Unit? branch = null, string? name = null, string? phone = null, Action<Member>? shape = null,
        MemberKind kind = MemberKind.Full, WorkStatus work = WorkStatus.Retired)
    {
        var id = Guid.CreateVersion7();
        var member = Member.Enrol(id, MemberCode.New(), branch ?? Branch, name ?? $"Nguyễn Văn {(char)('A' + _names++ % 26)}", kind, work);
        shape?.Invoke(member);
        await WriteAsync(ProcessType.MembersImported, (db, secrets) =>
        {
            if (phone is not null)
            {
                member.Seal(member.CardNumber, member.CitizenNumber, secrets.Seal(SecretField.MemberPhone, id, phone));
                db.BlindIndexes.AddRange(BlindIndex.Of(IndexedField.Phone, secrets.Index(IndexedField.Phone, phone), id, member.UnitPath));
            }

            db.Members.Add(member);
            db.Placements.Add(Placement.Open(Guid.CreateVersion7(), member, new DateOnly(2020, 1, 1), "Dữ liệu thử"));
        });
        return member;
    }

    /// <summary>A list has these accounts beside the member, as an import leaves them.</summary>
    public Task ProposeAsync(Member member, params TypedAccount[] accounts) => WriteAsync(ProcessType.MembersImported, (db, secrets) =>
    {
        foreach (var account in accounts)
        {
            var id = Guid.CreateVersion7();
            var address = AccountAddress.Parse(account.Platform, account.Address);
            var details = new AccountDetails(account.Address, address.Canonical!, DisplayName: null).Pack();
            db.ProposedAccounts.Add(ProposedAccount.Of(
                id, member, account.Platform, secrets.Seal(SecretField.ProposedAccount, id, details), Guid.CreateVersion7(),
                "danh-sach.xlsx", Clock.GetUtcNow()));
        }
    });

    /// <summary>Of the app that every user with a role has enrolled.</summary>
    public static readonly byte[] Seed = "12345678901234567890"u8.ToArray();

    /// <summary>
    /// A user with these roles and a second factor; a member too, if one is given: the user whom they have, or a new one.
    /// </summary>
    public async Task<User> UserAsync(Member? member = null, params (Role Role, Unit? Unit)[] grants)
    {
        var known = member is null ? null : await ReadAsync(
            Everything, db => db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.MemberId == member.Id && u.ClosedAt == null));
        var user = known ?? NewUser(member);
        var isEnrolled = await ReadAsync(Everything, db => db.Authenticators.AnyAsync(a => a.UserId == user.Id));
        await WriteAsync(ProcessType.UserCreated, (db, secrets) =>
        {
            if (known is null)
                db.Users.Add(user);
            if (grants.Length > 0 && !isEnrolled)
                db.Authenticators.Add(Enrolled(user, secrets));
            foreach (var (role, unit) in grants)
                db.Grants.Add(Grant.Give(Guid.CreateVersion7(), user.Id, member?.Id, role, unit, Clock.GetUtcNow().AddDays(-1)));
        });
        return user;
    }

    private User NewUser(Member? member)
    {
        var id = Guid.CreateVersion7();
        return new User
        {
            Id = id,
            UserName = $"u{id:n}",
            NormalizedUserName = $"U{id:n}".ToUpperInvariant(),
            MemberId = member?.Id,
            CreatedAt = Clock.GetUtcNow(),
            SecurityStamp = Guid.CreateVersion7().ToString("n"),
        };
    }

    /// <summary>As somebody is who was given a role and has enrolled since.</summary>
    public async Task<User> WithFactorAsync(User user)
    {
        await WriteAsync(ProcessType.FactorEnrolled, (db, secrets) => db.Authenticators.Add(Enrolled(user, secrets)));
        return user;
    }

    private Authenticator Enrolled(User user, ISecrets secrets) => new()
    {
        UserId = user.Id,
        Seed = secrets.Seal(SecretField.AuthenticatorSeed, user.Id, Convert.ToBase64String(Seed)),
        EnrolledAt = Clock.GetUtcNow(),
    };

    /// <summary>A passkey of the caller's that no device can show; unlike one that they add, it ends no session.</summary>
    public async Task<Guid> PasskeyAsync(AccessScope caller)
    {
        await using var request = _services.CreateAsyncScope();
        request.ServiceProvider.GetRequiredService<AccessContext>().Scope = caller;
        await using var process = await request.ServiceProvider.GetRequiredService<IProcesses>()
            .BeginAsync(new ProcessStart(ProcessType.PasskeyAdded, ForSelf: true), CancellationToken.None);
        var id = Guid.CreateVersion7();
        request.ServiceProvider.GetRequiredService<IPartyNetDb>().Passkeys.Add(new Passkey
        {
            Id = id,
            UserId = caller.UserId!.Value,
            CredentialId = id.ToByteArray(),
            Name = "Máy cũ",
            Site = "localhost",
            CreatedAt = Clock.GetUtcNow(),
        });
        await process.CommitAsync(CancellationToken.None);
        return id;
    }

    /// <summary>As somebody is who has just been given a role: in their days of grace, and asked for a password alone.</summary>
    public async Task<User> WithoutFactorAsync(User user)
    {
        await WriteAsync(ProcessType.FactorReset, db => db.Authenticators.Remove(new Authenticator { UserId = user.Id }));
        return user;
    }

    /// <summary>
    /// The scope as a request of this user would have it: from a session and the grants in the database, and as somebody with a second
    /// factor however they came by a role.
    /// </summary>
    public async Task<AccessScope> ScopeOfAsync(User user)
    {
        var reference = await SessionAsync(user, Lasting);
        var session = await _services.GetRequiredService<ISessions>().OpenAsync(reference, null, CancellationToken.None);
        var scope = session?.Scope ?? throw new InvalidOperationException("The session did not open.");
        return scope with { FactorDue = null };
    }

    /// <summary>A session of the user, as signing in starts one.</summary>
    public Task<string> SessionAsync(User user, SessionLimits? limits = null) => SessionAsync(_services, user, limits);

    /// <inheritdoc cref="SessionAsync(User, SessionLimits?)"/>
    public static async Task<string> SessionAsync(IServiceProvider services, User user, SessionLimits? limits = null)
    {
        await using var request = services.CreateAsyncScope();
        request.ServiceProvider.GetRequiredService<AccessContext>().Scope = AccessScope.SignIn;
        await using var process = await request
            .ServiceProvider.GetRequiredService<IProcesses>()
            .BeginAsync(new ProcessStart(ProcessType.SignedIn), CancellationToken.None);
        var reference = await request
            .ServiceProvider.GetRequiredService<INewSessions>()
            .StartAsync(user, limits ?? SessionLimits.Member, CancellationToken.None);
        await process.CommitAsync(CancellationToken.None);
        return reference;
    }

    /// <summary>The scope of somebody new who holds this role there and is no member.</summary>
    public async Task<AccessScope> ScopeAsync(Role role, Unit unit) => await ScopeOfAsync(await UserAsync(null, (role, unit)));

    /// <summary>The committee of the district, which may decide whatever waits in a branch below it.</summary>
    public Task<AccessScope> CommitteeAsync() => _committee.Value;

    /// <summary>Runs a use case as a request of its own, in the scope given.</summary>
    public async Task<TResult> RunAsync<TUseCase, TResult>(AccessScope scope, Func<TUseCase, Task<TResult>> use)
        where TUseCase : notnull
    {
        await using var request = _services.CreateAsyncScope();
        request.ServiceProvider.GetRequiredService<AccessContext>().Scope = scope;
        return await use(request.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <summary>Reads in a scope, in a transaction of its own.</summary>
    public Task<TResult> ReadAsync<TResult>(AccessScope scope, Func<IPartyNetDb, Task<TResult>> read) =>
        RunAsync<IPartyNetDb, TResult>(scope, async db =>
        {
            await using var reading = await db.BeginReadAsync(CancellationToken.None);
            return await read(db);
        });

    /// <summary>Writes what a test starts from, as the operator of the world's district.</summary>
    public Task WriteAsync(ProcessType type, Action<IPartyNetDb> write) => WriteAsync(type, (db, _) => write(db));

    public async Task WriteAsync(ProcessType type, Action<IPartyNetDb, ISecrets> write)
    {
        await using var request = _services.CreateAsyncScope();
        request.ServiceProvider.GetRequiredService<AccessContext>().Scope = AccessScope.Operator(District.Path);
        await using var process = await request
            .ServiceProvider.GetRequiredService<IProcesses>()
            .BeginAsync(new ProcessStart(type), CancellationToken.None);
        write(request.ServiceProvider.GetRequiredService<IPartyNetDb>(), request.ServiceProvider.GetRequiredService<ISecrets>());
        await process.CommitAsync(CancellationToken.None);
    }

    /// <summary>Everything in this world, for looking at what a use case left behind.</summary>
    public AccessScope Everything => AccessScope.Operator(District.Path);
}
