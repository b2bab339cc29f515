using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>What happens once in the administration, however often and however fast its forms are sent.</summary>
[Trait("Security", "B1")]
[Trait("Security", "G1")]
public sealed class AdministrationOnceTests(TestDatabase database)
{
    private const int Clicks = 12;

    [Fact]
    public async Task A_form_that_gives_a_role_and_is_sent_twelve_times_at_once_gives_it_once()
    {
        var desk = await DeskAsync();
        var key = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ => desk.GiveAsync(Role.Board, desk.World.District, key)));

        Assert.All(answers, answer => Assert.False(answer.IsError));
        Assert.Single(await desk.OpenGrantsAsync());
        Assert.Equal(1, await desk.CountAsync(ProcessType.GrantGiven));
    }

    [Fact]
    public async Task Of_twelve_forms_that_give_one_role_at_once_one_gives_it()
    {
        var desk = await DeskAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, Clicks).Select(_ => desk.GiveAsync(Role.Administrator, null, Guid.CreateVersion7())));

        Assert.Single(answers, answer => !answer.IsError);
        Assert.All(
            answers.Where(answer => answer.IsError),
            answer => Assert.Equal("Người này đang giữ vai trò đó rồi.", answer.FirstError.Description)
        );
        Assert.Single(await desk.OpenGrantsAsync());
        Assert.Equal(1, await desk.CountAsync(ProcessType.GrantGiven));
    }

    [Theory]
    [InlineData(Role.Secretary)]
    [InlineData(Role.Administrator)]
    public async Task The_database_itself_holds_no_role_twice(Role role)
    {
        var desk = await DeskAsync();
        var unit = role == Role.Administrator ? null : desk.World.Branch;

        await Assert.ThrowsAsync<DbUpdateException>(() => desk.World.WriteAsync(ProcessType.GrantGiven, db => db.Grants.AddRange(
            Enumerable.Range(0, 2).Select(_ => Grant.Give(Guid.CreateVersion7(), desk.User.Id, null, role, unit, TestDatabase.Morning)))));
    }

    [Fact]
    public async Task Of_twelve_forms_that_make_a_user_of_one_member_at_once_one_makes_it()
    {
        var desk = await DeskAsync();
        var member = await desk.World.MemberAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(i => desk.RunAsync<CreateUser, ErrorOr<NewUser>>(use =>
            use.HandleAsync(
                new CreateUser.Command($"dong-chi.{i}.{Guid.CreateVersion7():n}"[..40], member.Code, Guid.CreateVersion7()),
                TestContext.Current.CancellationToken))));

        Assert.Single(answers, answer => !answer.IsError);
        Assert.All(
            answers.Where(answer => answer.IsError),
            answer => Assert.Equal("Mã này đã gắn với một tài khoản đăng nhập khác.", answer.FirstError.Description));
    }

    [Fact]
    public async Task The_database_itself_holds_one_open_user_of_a_member_and_any_number_of_closed_ones()
    {
        var desk = await DeskAsync();
        var member = await desk.World.MemberAsync();
        await desk.World.WriteAsync(ProcessType.UserCreated, db => db.Users.AddRange(New(closed: true), New(closed: true), New()));

        await Assert.ThrowsAsync<DbUpdateException>(
            () => desk.World.WriteAsync(ProcessType.UserCreated, db => db.Users.Add(New())));

        User New(bool closed = false)
        {
            var login = $"dong-chi.{Guid.CreateVersion7():n}"[..40];
            var user = CreateUser.New(login, login.ToUpperInvariant(), member.Id, TestDatabase.Morning);
            user.ClosedAt = closed ? TestDatabase.Morning : null;
            return user;
        }
    }

    [Fact]
    public async Task A_form_that_ends_a_role_ends_it_once_and_answers_the_same_again()
    {
        var desk = await DeskAsync();
        await desk.GiveAsync(Role.Board, desk.World.District, Guid.CreateVersion7());
        var command = new RevokeGrant.Command(desk.User.Id, (await desk.OpenGrantsAsync()).Single().Id, Guid.CreateVersion7());

        var answers = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ =>
            desk.RunAsync<RevokeGrant, ErrorOr<Success>>(use => use.HandleAsync(command, TestContext.Current.CancellationToken))));

        Assert.All(answers, answer => Assert.False(answer.IsError));
        Assert.Empty(await desk.OpenGrantsAsync());
        Assert.Equal(1, await desk.CountAsync(ProcessType.GrantRevoked));
    }

    [Fact]
    public async Task A_form_that_closes_a_user_closes_it_once_and_answers_the_same_again()
    {
        var desk = await DeskAsync();
        var command = new CloseUser.Command(desk.User.Id, Guid.CreateVersion7());

        var answers = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ =>
            desk.RunAsync<CloseUser, ErrorOr<Success>>(use => use.HandleAsync(command, TestContext.Current.CancellationToken))));

        Assert.All(answers, answer => Assert.False(answer.IsError));
        Assert.Equal(1, await desk.CountAsync(ProcessType.UserClosed));
    }

    [Fact]
    public async Task Of_twelve_forms_that_end_one_role_at_once_one_ends_it_whatever_their_clocks_say()
    {
        var desk = await DeskAsync(new FastClock());
        await desk.GiveAsync(Role.Board, desk.World.District, Guid.CreateVersion7());
        var grant = (await desk.OpenGrantsAsync()).Single().Id;

        var answers = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ => desk.RunAsync<RevokeGrant, ErrorOr<Success>>(use =>
            use.HandleAsync(new(desk.User.Id, grant, Guid.CreateVersion7()), TestContext.Current.CancellationToken))));

        Assert.Single(answers, answer => !answer.IsError);
        Assert.Empty(await desk.OpenGrantsAsync());
        Assert.Equal(1, await desk.CountAsync(ProcessType.GrantRevoked));
    }

    [Fact]
    public async Task Of_twelve_forms_that_close_a_user_at_once_one_closes_it_and_its_roles_end_once()
    {
        var desk = await DeskAsync(new FastClock());
        await desk.GiveAsync(Role.Board, desk.World.District, Guid.CreateVersion7());

        var answers = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ => desk.RunAsync<CloseUser, ErrorOr<Success>>(use =>
            use.HandleAsync(new(desk.User.Id, Guid.CreateVersion7()), TestContext.Current.CancellationToken))));

        Assert.Single(answers, answer => !answer.IsError);
        Assert.Empty(await desk.OpenGrantsAsync());
        Assert.Equal(1, await desk.CountAsync(ProcessType.UserClosed, events: 2));
    }

    [Fact]
    public async Task Of_twelve_forms_that_create_one_user_at_once_one_creates_it()
    {
        var desk = await DeskAsync();
        var member = await desk.World.MemberAsync();
        var login = $"lan.{Guid.CreateVersion7():n}"[..20];

        var sameLogin = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ =>
            desk.CreateAsync(new CreateUser.Command(login, "", Guid.CreateVersion7()))));
        var sameMember = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(i =>
            desk.CreateAsync(new CreateUser.Command($"{login}.{i}", member.Code, Guid.CreateVersion7()))));

        Assert.Single(sameLogin, answer => !answer.IsError);
        Assert.Single(sameMember, answer => !answer.IsError);
        Assert.Equal(2, await desk.CountAsync(ProcessType.UserCreated));
    }

    [Fact]
    public async Task The_database_itself_holds_no_second_link_of_a_user()
    {
        var desk = await DeskAsync();
        await desk.IssueAsync(Guid.CreateVersion7());

        await Assert.ThrowsAsync<DbUpdateException>(() => desk.World.WriteAsync(ProcessType.SetupLinkIssued, db => db.SetupLinks.Add(
            new SetupLink { CodeHash = Guid.CreateVersion7().ToByteArray(), UserId = desk.User.Id, ExpiresAt = TestDatabase.Morning })));
    }

    [Fact]
    public async Task Of_twelve_who_set_a_password_by_one_link_at_once_one_does_and_no_other_link_lives()
    {
        var desk = await DeskAsync();
        var code = (await desk.IssueAsync(Guid.CreateVersion7())).Value.Code!;

        var answers = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(i =>
            desk.World.SetPasswordAsync(code, $"mưa rơi trên mái tôn {i}")));

        Assert.Single(answers, answer => !answer.IsError);
        Assert.Equal(0, await desk.LiveLinksAsync(desk.User.Id));
        var events = await desk.World.ReadAsync(desk.World.Everything, db =>
            db.ProcessEvents.Where(e => e.Type == nameof(PasswordSet)).Select(e => e.Payload).ToListAsync());
        Assert.Single(events, payload => payload.Contains(desk.User.Id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_that_creates_a_user_shows_the_link_of_one_user_once()
    {
        var desk = await DeskAsync();
        var command = new CreateUser.Command($"lan.{Guid.CreateVersion7():n}"[..20], "", Guid.CreateVersion7());

        var answers = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ => desk.CreateAsync(command)));

        Assert.Single(answers.Select(answer => answer.Value.Id).Distinct());
        var code = Assert.Single(answers.Select(answer => answer.Value.SetupCode).OfType<string>());
        Assert.True(await desk.IsUsableAsync(code));
        Assert.Equal(1, await desk.CountAsync(ProcessType.UserCreated));
        Assert.Equal(1, await desk.LiveLinksAsync(answers[0].Value.Id));
    }

    [Fact]
    public async Task The_same_page_may_create_another_user_afterwards()
    {
        var desk = await DeskAsync();
        var command = new CreateUser.Command($"lan.{Guid.CreateVersion7():n}"[..20], "", Guid.CreateVersion7());

        var first = await desk.CreateAsync(command);
        var second = await desk.CreateAsync(command with { Login = command.Login + "2" });

        Assert.NotEqual(first.Value.Id, second.Value.Id);
        Assert.NotNull(second.Value.SetupCode);
    }

    [Fact]
    public async Task A_form_that_makes_a_link_shows_it_once_and_the_link_stays_alive()
    {
        var desk = await DeskAsync();
        var key = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ => desk.IssueAsync(key)));

        var code = Assert.Single(answers.Select(answer => answer.Value.Code).OfType<string>());
        Assert.True(await desk.IsUsableAsync(code));
        Assert.Equal(1, await desk.LiveLinksAsync(desk.User.Id));
        Assert.Equal(1, await desk.CountAsync(ProcessType.SetupLinkIssued));
    }

    [Fact]
    public async Task Of_links_made_by_several_forms_at_once_one_lives()
    {
        var desk = await DeskAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, Clicks).Select(_ => desk.IssueAsync(Guid.CreateVersion7())));

        var usable = await Task.WhenAll(answers.Select(answer => desk.IsUsableAsync(answer.Value.Code!)));
        Assert.Single(usable, isUsable => isUsable);
        Assert.Equal(1, await desk.LiveLinksAsync(desk.User.Id));
    }

    [Fact]
    public async Task A_form_without_its_key_does_nothing()
    {
        var desk = await DeskAsync();
        await desk.GiveAsync(Role.Board, desk.World.District, Guid.CreateVersion7());
        var grant = (await desk.OpenGrantsAsync()).Single().Id;

        IErrorOr[] answers =
        [
            await desk.GiveAsync(Role.Administrator, null, Guid.Empty),
            await desk.IssueAsync(Guid.Empty),
            await desk.CreateAsync(new CreateUser.Command("khong.khoa", "", Guid.Empty)),
            await desk.RunAsync<RevokeGrant, ErrorOr<Success>>(use =>
                use.HandleAsync(new(desk.User.Id, grant, Guid.Empty), TestContext.Current.CancellationToken)),
            await desk.RunAsync<CloseUser, ErrorOr<Success>>(use =>
                use.HandleAsync(new(desk.User.Id, Guid.Empty), TestContext.Current.CancellationToken)),
        ];

        Assert.All(answers, answer => Assert.StartsWith("Biểu mẫu đã cũ.", answer.Errors!.Single().Description, StringComparison.Ordinal));
        Assert.Equal(grant, (await desk.OpenGrantsAsync()).Single().Id);
        Assert.Equal(1, await desk.CountAllAsync());
    }

    private async Task<Desk> DeskAsync(FakeTimeProvider? clock = null)
    {
        var world = await database.NewWorldAsync(clock);
        var administrator = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Administrator, null)));
        return new Desk(world, administrator, await world.UserAsync());
    }

    /// <summary>Never the same moment twice: who waited for the turn began earlier than who had it.</summary>
    private sealed class FastClock() : FakeTimeProvider(TestDatabase.Morning)
    {
        private int _asked;

        public override DateTimeOffset GetUtcNow() => TestDatabase.Morning.AddMilliseconds(Interlocked.Increment(ref _asked));
    }

    /// <summary>An administrator at work on one user.</summary>
    private sealed record Desk(World World, AccessScope Administrator, User User)
    {
        public Task<TResult> RunAsync<TUseCase, TResult>(Func<TUseCase, Task<TResult>> use)
            where TUseCase : notnull => World.RunAsync(Administrator, use);

        public Task<ErrorOr<Success>> GiveAsync(Role role, Unit? unit, Guid key) => RunAsync<GiveGrant, ErrorOr<Success>>(use =>
            use.HandleAsync(new(User.Id, role, unit?.Code ?? "", key), TestContext.Current.CancellationToken));

        public Task<ErrorOr<NewUser>> CreateAsync(CreateUser.Command command) => RunAsync<CreateUser, ErrorOr<NewUser>>(use =>
            use.HandleAsync(command, TestContext.Current.CancellationToken));

        public Task<ErrorOr<IssuedLink>> IssueAsync(Guid key) => RunAsync<IssueSetupLink, ErrorOr<IssuedLink>>(use =>
            use.HandleAsync(new(User.Id, key), TestContext.Current.CancellationToken));

        public Task<bool> IsUsableAsync(string code) => World.RunAsync<CheckSetupLink, bool>(AccessScope.Nobody, use =>
            use.HandleAsync(code, TestContext.Current.CancellationToken));

        public Task<List<Grant>> OpenGrantsAsync() => World.ReadAsync(
            Administrator, db => db.Grants.AsNoTracking().Where(g => g.UserId == User.Id && g.ValidTo == null).ToListAsync());

        public Task<int> LiveLinksAsync(Guid user) => World.ReadAsync(Administrator, db => db.SetupLinks.CountAsync(l => l.UserId == user));

        /// <summary>Processes of this kind that the administrator has behind them, each with its one event.</summary>
        public async Task<int> CountAsync(ProcessType type, int events = 1)
        {
            var ids = await ProcessesAsync(p => p.Type == type);
            Assert.Equal(
                ids.Count * events,
                await World.ReadAsync(Administrator, db => db.ProcessEvents.CountAsync(e => ids.Contains(e.ProcessId)))
            );
            return ids.Count;
        }

        public async Task<int> CountAllAsync() => (await ProcessesAsync(_ => true)).Count;

        private async Task<List<Guid>> ProcessesAsync(Func<Process, bool> kind)
        {
            var mine = await World.ReadAsync(
                Administrator,
                db => db.Processes.AsNoTracking()
                    .Where(p => p.ActorId == Administrator.UserId && p.Type != ProcessType.SignedIn).ToListAsync());
            return [.. mine.Where(kind).Select(p => p.Id)];
        }
    }
}
