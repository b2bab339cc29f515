using Npgsql;
using PartyNet.Application.Access;
using PartyNet.IntegrationTests.Access;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Walls;

/// <summary>
/// Passkeys, looked at with plain SQL as the application's role, which may set what it likes: nobody gets one of somebody else's
/// making, and none is altered.
/// </summary>
[Trait("Security", "Z10")]
[Trait("Security", "A11")]
public sealed class PasskeyWallTests(TestDatabase database)
{
    private const string SignIn = "select set_config('app.realm', 'sign-in', true);";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_makes_a_passkey_for_somebody_else()
    {
        var world = await database.NewWorldAsync();
        var (mine, other) = (await world.UserAsync(), await world.UserAsync());

        Assert.Equal("PN001", await RefusalAsync(SignIn + Insert(other)));
        Assert.Equal("PN003", await RefusalAsync(await BeginAsync(world, mine) + SignIn + Insert(other)));
        Assert.Null(await RefusalAsync(await BeginAsync(world, mine) + SignIn + Insert(mine)));
    }

    [Theory]
    [InlineData("user_id = (select id from access.users where id <> user_id limit 1)")]
    [InlineData("credential_id = 'x'")]
    [InlineData("public_key = 'x'")]
    [InlineData("site = 'khac.example.vn'")]
    [InlineData("sign_count = sign_count - 1")]
    public async Task A_passkey_is_not_altered(string change)
    {
        var world = await database.NewWorldAsync();
        var scope = await world.ScopeOfAsync(await world.UserAsync());
        await world.UserAsync();
        using var device = new SoftPasskey { Count = 5 };
        await world.AddPasskeyAsync(scope, device);
        var passkey = Assert.Single(await world.PasskeysAsync(scope)).Id;

        Assert.Equal("PN003", await RefusalAsync($"{SignIn} update access.passkeys set {change} where id = '{passkey}'"));
        Assert.Null(await RefusalAsync($"{SignIn} update access.passkeys set sign_count = 6 where id = '{passkey}'"));
    }

    [Fact]
    public async Task Another_user_sees_and_changes_none()
    {
        var world = await database.NewWorldAsync();
        var (scope, other) = (await world.ScopeOfAsync(await world.UserAsync()), await world.UserAsync());
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(scope, device);
        var passkey = Assert.Single(await world.PasskeysAsync(scope)).Id;
        var asOther = $"select set_config('app.user', '{other.Id}', true);";

        Assert.Equal(0L, await CountAsync($"{asOther} select count(*) from access.passkeys where id = '{passkey}'"));
        Assert.Equal(0L, await CountAsync(
            $"{asOther} with gone as (delete from access.passkeys where id = '{passkey}' returning 1) select count(*) from gone"));
        Assert.Single(await world.PasskeysAsync(scope));
    }

    [Fact]
    public async Task A_challenge_is_spent_within_a_process_alone() =>
        Assert.Equal("PN001", await RefusalAsync("select access.spend_challenge('x', now())"));

    private static string Insert(User user) =>
        $"""
        insert into access.passkeys (
            id, user_id, credential_id, public_key, sign_count, site, name, created_at, transports, is_backup_eligible, is_backed_up)
        values (gen_random_uuid(), '{user.Id}', sha256(gen_random_uuid()::text::bytea), 'x', 0, 'x', 'x', now(), array[]::text[], false, false)
        """;

    /// <summary>A process of this user, of the type by which passkeys are added.</summary>
    private static async Task<string> BeginAsync(World world, User user)
    {
        var process = Guid.CreateVersion7();
        return $"""
            select audit.begin_process('{process}', 540::smallint, '{world.Clock.GetUtcNow():O}', '{await world.SessionAsync(user)}', true, null,
                null, null, 'test', null, null, null);
            select set_config('app.process', '{process}', true);
            """;
    }

    /// <summary>The SQL state by which it is refused; null where it is not. Nothing stays.</summary>
    private async Task<string?> RefusalAsync(string sql)
    {
        try
        {
            await CountAsync(sql);
            return null;
        }
        catch (PostgresException e)
        {
            return e.SqlState;
        }
    }

    /// <summary>The one number that the last statement answers, if it answers one. Nothing stays.</summary>
    private async Task<object?> CountAsync(string sql)
    {
        await using var connection = await (await database.InstallationAsync()).App.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await using var row = await command.ExecuteReaderAsync(Stop);
        object? last = null;
        do
        {
            if (await row.ReadAsync(Stop) && row.FieldCount == 1)
                last = row.GetValue(0);
        }
        while (await row.NextResultAsync(Stop));
        return last;
    }
}
