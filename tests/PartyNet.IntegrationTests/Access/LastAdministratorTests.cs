using ErrorOr;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Domain.Audit;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>An installation always has an administrator. Whoever else is one counts, so each test has a database of its own.</summary>
public sealed class LastAdministratorTests(TestDatabase database) : IAsyncLifetime
{
    private ClusterDatabase _own = null!;
    private Installation _installation = null!;
    private World _world = null!;

    public async ValueTask InitializeAsync()
    {
        _own = await database.NewDatabaseAsync();
        _installation = new Installation(
            DataSources.ForApp(_own.AppConnectionString), _own.OwnerConnectionString, KeyRing.Generate(), isDemo: false);
        _world = await World.CreateAsync(TestDatabase.Services(_installation, TestDatabase.Clock));
    }

    public async ValueTask DisposeAsync()
    {
        await _installation.DisposeAsync();
        await _own.DisposeAsync();
    }

    [Fact]
    public async Task The_last_administrator_keeps_the_role_and_one_of_two_may_lose_it()
    {
        var first = await Administrator.InAsync(_world);
        Assert.Equal(ErrorType.Forbidden, (await first.RevokeAsync(first.User)).FirstError.Type);

        var second = await Administrator.InAsync(_world);
        Assert.False((await second.RevokeAsync(first.User)).IsError);
        Assert.Equal(ErrorType.Forbidden, (await second.RevokeAsync(second.User)).FirstError.Type);
    }

    [Fact]
    public async Task An_administrator_whose_account_is_closed_does_not_count()
    {
        var first = await Administrator.InAsync(_world);
        var second = await Administrator.InAsync(_world);

        Assert.False((await first.CloseAsync(second.User)).IsError);

        Assert.Equal(ErrorType.Forbidden, (await first.RevokeAsync(first.User)).FirstError.Type);
    }

    [Fact]
    public async Task Nobody_closes_their_own_account()
    {
        var first = await Administrator.InAsync(_world);
        await Administrator.InAsync(_world);

        Assert.Equal(ErrorType.Forbidden, (await first.CloseAsync(first.User)).FirstError.Type);
        Assert.NotNull(await _world.OpenAsync(await _world.SessionAsync(first.User)));
    }

    [Theory]
    [InlineData("revoke", "revoke")]
    [InlineData("close", "close")]
    [InlineData("close", "revoke")]
    public async Task Two_administrators_who_put_each_other_out_at_once_do_not_both_succeed(string one, string other)
    {
        for (var round = 0; round < 5; round++)
        {
            var first = await Administrator.InAsync(_world);
            var second = await Administrator.InAsync(_world);

            var answers = await Task.WhenAll(PutOutAsync(one, first, second.User), PutOutAsync(other, second, first.User));

            Assert.Single(answers, answer => !answer.IsError);
            var left = answers[0].IsError ? second : first;
            Assert.Single((await _world.OpenAsync(await _world.SessionAsync(left.User)))!.Scope.Grants);
            // The next round begins with its own two alone.
            await CloseAsync(left.User);
        }
    }

    private Task CloseAsync(User user) => _world.WriteAsync(ProcessType.UserClosed, db =>
    {
        db.Users.Attach(user);
        user.ClosedAt = TestDatabase.Morning;
    });

    private static async Task<ErrorOr<Success>> PutOutAsync(string how, Administrator by, User who)
    {
        try
        {
            return how == "close" ? await by.CloseAsync(who) : await by.RevokeAsync(who);
        }
        catch (SessionEndedException)
        {
            // The other was first: whose user is closed does nothing more.
            return Problem.NotFound();
        }
    }
}
