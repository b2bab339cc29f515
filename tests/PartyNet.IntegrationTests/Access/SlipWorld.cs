using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>A branch whose secretary prints slips, and members who get in by them: each step a request of its own.</summary>
internal sealed record SlipWorld(World World, Member SecretaryMember, User SecretaryUser, AccessScope Secretary)
{
    public static readonly DateOnly Birthday = new(1960, 2, 3);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<SlipWorld> CreateAsync(TestDatabase database, TimeProvider? clock = null)
    {
        var world = await database.NewWorldAsync((Microsoft.Extensions.Time.Testing.FakeTimeProvider?)clock);
        var secretary = await world.MemberAsync(name: "Lê Thị Thư", phone: "+84912345678", shape: m => m.Born(Birthday));
        var user = await world.UserAsync(secretary, (Role.Secretary, world.Branch));
        return new SlipWorld(world, secretary, user, await world.ScopeOfAsync(user));
    }

    /// <summary>The secretary signs in again: a session does not last for weeks.</summary>
    public async Task<SlipWorld> LaterAsync() => this with { Secretary = await World.ScopeOfAsync(SecretaryUser) };

    /// <summary>Somebody on the roll who has never signed in.</summary>
    public Task<Member> MemberAsync(string? name = null, Unit? branch = null, string birth = "03/02/1960") =>
        World.MemberAsync(branch, name, shape: m =>
        {
            if (birth.Length == 4)
                m.Born(null, int.Parse(birth, System.Globalization.CultureInfo.InvariantCulture));
            else if (birth.Length > 0)
                m.Born(DateOnly.ParseExact(birth, "dd/MM/yyyy"));
        });

    public Task<ErrorOr<PrintedSlips>> PrintAsync(AccessScope by, Unit unit, params IEnumerable<Member> members) =>
        PrintAsync(
            by, new PrintSlips.Command(unit, Everybody: false, [.. members.Select(m => m.Code)], Stated: true, Guid.CreateVersion7()));

    public Task<ErrorOr<PrintedSlips>> PrintAsync(AccessScope by, PrintSlips.Command command) =>
        World.RunAsync<PrintSlips, ErrorOr<PrintedSlips>>(by, use => use.HandleAsync(command, Stop));

    /// <summary>The slip that the secretary prints for a member of the branch.</summary>
    public async Task<PrintedSlip> SlipAsync(Member member)
    {
        var printed = await PrintAsync(Secretary, World.Branch, member);
        Assert.False(printed.IsError, printed.IsError ? printed.FirstError.Description : "");
        return Assert.Single(printed.Value.Slips);
    }

    /// <summary>The secretary tells that members have lost their slips.</summary>
    public Task<ErrorOr<int>> LoseAsync(params IEnumerable<Member> members) =>
        World.RunAsync<ReportSlipsLost, ErrorOr<int>>(Secretary, use => use.HandleAsync(
            new ReportSlipsLost.Command(World.Branch, [.. members.Select(m => m.Code)], Guid.CreateVersion7()), Stop));

    public Task<ErrorOr<Success>> RecordBirthAsync(Member member, string birthDate, AccessScope? by = null) =>
        World.RunAsync<RecordBirthDate, ErrorOr<Success>>(by ?? Secretary, use => use.HandleAsync(
            new RecordBirthDate.Command(World.Branch, member.Code, birthDate, Guid.CreateVersion7()), Stop));

    /// <summary>A slip of somebody else, who was born on another day.</summary>
    public async Task<PrintedSlip> ForeignSlipAsync(DateOnly born) =>
        await SlipAsync(await World.MemberAsync(shape: m => m.Born(born)));

    public async Task<SlipList> ListAsync(AccessScope? by = null, Unit? unit = null, string? search = null) =>
        (await World.RunAsync<ListSlips, ErrorOr<SlipList>>(
            by ?? Secretary, use => use.HandleAsync(new ListSlips.Query(unit ?? World.Branch, search), Stop))).Value;

    public async Task<SlipState> StateAsync(Member member) => (await ListAsync()).Rows.Single(row => row.Code == member.Code).State;

    public Task<ErrorOr<Guid>> OpenAsync(SlipCode code, string birthDate = "03/02/1960", string? network = null) =>
        World.RunAsync<OpenSlip, ErrorOr<Guid>>(AccessScope.Nobody, use =>
            use.HandleAsync(new OpenSlip.Command(code.Written, birthDate, network ?? Visitor.NewNetwork()), Stop));

    public Task<ErrorOr<SignedIn>> UseAsync(Guid slip, string? password = null, Guid? attempt = null) =>
        World.RunAsync<ActivateBySlip, ErrorOr<SignedIn>>(AccessScope.Nobody, use =>
            use.HandleAsync(
                new ActivateBySlip.Command(slip, attempt ?? Guid.CreateVersion7(), password, Visitor.NewNetwork()), Stop));

    /// <summary>Opens and uses a slip as its member does.</summary>
    public async Task<ErrorOr<SignedIn>> EnterAsync(SlipCode code, string? password = null)
    {
        var opened = await OpenAsync(code);
        return opened.IsError ? opened.Errors : await UseAsync(opened.Value, password);
    }

    /// <summary>What a member reads about who did something with their data.</summary>
    public async Task<IReadOnlyList<AccessToMyData>> SeenByAsync(Member member)
    {
        var scope = await World.ScopeOfAsync(await UserAsync(member));
        return (await World.RunAsync<GetWhoSawMyData, ErrorOr<Application.Page<AccessToMyData>>>(
            scope, use => use.HandleAsync(new GetWhoSawMyData.Query(Application.PageCursor.First), Stop))).Value.Rows;
    }

    public Task<ActivationSlip> StoredAsync(Member member) =>
        World.ReadAsync(World.Everything, db => db.ActivationSlips.AsNoTracking().SingleAsync(s => s.MemberId == member.Id, Stop));

    public Task<User> UserAsync(Member member) =>
        World.ReadAsync(World.Everything, db => db.Users.AsNoTracking().SingleAsync(u => u.MemberId == member.Id, Stop));
}
