using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

public sealed class SignInTests(TestDatabase database)
{
    [Fact]
    public async Task Login_and_password_start_a_session_of_that_user()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync(name: "Trần Thị Bình");
        var user = await world.UserWithPasswordAsync(member);

        var session = (await world.SignInAsync(user)).Value;

        var caller = (await world.OpenAsync(session.Reference))!;
        Assert.Equal((user.Id, member.Id, "Trần Thị Bình"), (caller.Scope.UserId, caller.Scope.MemberId, caller.FullName));
        Assert.Single(await world.EventsByAsync<SessionStarted>(user.Id));
    }

    [Fact]
    public async Task A_login_is_read_in_any_case_and_without_blanks_around_it()
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserWithPasswordAsync();

        Assert.False((await world.SignInAsync($" {user.UserName!.ToUpperInvariant()} ", Visitor.Password, Visitor.NewNetwork())).IsError);
    }

    [Fact]
    [Trait("Security", "A1")]
    public async Task Unknown_wrong_closed_and_not_activated_get_one_answer_after_the_same_work()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var known = await world.UserWithPasswordAsync();
        var closed = await world.UserWithPasswordAsync();
        await administrator.CloseAsync(closed);
        var notActivated = await world.UserAsync();

        var answers = new[]
        {
            await CountedAsync(world, $"u{Guid.CreateVersion7():n}", Visitor.Password),
            await CountedAsync(world, known.UserName!, "không đúng đâu nhé"),
            await CountedAsync(world, closed.UserName!, Visitor.Password),
            await CountedAsync(world, closed.UserName!, "không đúng đâu nhé"),
            await CountedAsync(world, notActivated.UserName!, Visitor.Password),
        };

        Assert.Equal((ErrorType.Validation, "Password"), (answers[0].Answer.FirstError.Type, answers[0].Answer.FirstError.Code));
        Assert.All(answers, answer => Assert.Equal(answers[0].Answer.FirstError, answer.Answer.FirstError));
        Assert.All(answers, answer => Assert.Equal(1, answer.Verifications));
    }

    [Theory]
    [InlineData("", "mưa rơi trên mái tôn")]
    [InlineData("   ", "mưa rơi trên mái tôn")]
    [InlineData("bithu.khu14", "")]
    [InlineData("bithu\0", "mưa rơi trên mái tôn")]
    [InlineData("bithu.khu14", "mưa rơi\0trên mái tôn")]
    public async Task What_nobody_can_have_is_refused_with_the_same_answer(string login, string password)
    {
        var world = await database.NewWorldAsync();
        var wrong = (await world.SignInAsync($"u{Guid.CreateVersion7():n}", Visitor.Password, Visitor.NewNetwork())).FirstError;

        Assert.Equal(wrong, (await world.SignInAsync(login, password, Visitor.NewNetwork())).FirstError);
        Assert.Equal(wrong, (await world.SignInAsync(new string('a', 300), password, Visitor.NewNetwork())).FirstError);
        Assert.Equal(wrong, (await world.SignInAsync("bithu.khu14", new string('a', 300), Visitor.NewNetwork())).FirstError);
    }

    [Fact]
    public async Task What_was_tried_stands_nowhere_in_audit()
    {
        var world = await database.NewWorldAsync();
        var (login, password) = ($"u{Guid.CreateVersion7():n}", $"mưa rơi {Guid.CreateVersion7():n}");

        await world.SignInAsync(login, password, Visitor.NewNetwork());

        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var search = superuser.CreateCommand();
        search.CommandText =
            """
            select (select count(*) from audit.process_events where position($1 in payload::text) + position($2 in payload::text) > 0)
                + (select count(*) from audit.processes p where position($1 in p::text) + position($2 in p::text) > 0)
            """;
        search.Parameters.Add(new() { Value = login });
        search.Parameters.Add(new() { Value = password });
        Assert.Equal(0L, await search.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Signs in with a hasher that counts how often a password was verified.</summary>
    private static async Task<(ErrorOr<SignedIn> Answer, int Verifications)> CountedAsync(World world, string login, string password)
    {
        var hasher = new CountingHasher();
        var answer = await hasher.SignInAsync(world, new SignIn.Command(login, password, Visitor.NewNetwork()));
        return (answer, hasher.Verifications);
    }
}
