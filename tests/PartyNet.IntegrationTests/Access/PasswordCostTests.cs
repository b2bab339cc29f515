using System.Buffers.Binary;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>A5: what a stolen table of passwords costs to guess.</summary>
[Trait("Security", "A5")]
public sealed class PasswordCostTests(TestDatabase database)
{
    // OWASP's figure for PBKDF2 with SHA-512, written by hand.
    private const uint FewestRounds = 220_000;
    private const uint Sha512 = 2;
    private const int SaltBytes = 16;

    [Fact]
    public async Task A_password_is_stored_with_its_salt_and_two_hundred_and_twenty_thousand_rounds()
    {
        await using var services = await ServicesAsync();
        var world = await World.CreateAsync(services);
        var (first, second) = (await world.UserWithPasswordAsync(), await world.UserWithPasswordAsync());

        var (one, other) = (await HashAsync(first), await HashAsync(second));

        Assert.NotEqual(one, other);
        Assert.All([one, other], hash => Assert.Equal((Sha512, FewestRounds, (uint)SaltBytes), CostOf(hash)));
    }

    [Fact]
    public async Task A_cheap_hash_is_made_anew_when_its_owner_signs_in_and_only_then()
    {
        await using var services = await ServicesAsync();
        var world = await World.CreateAsync(services);
        var user = await world.UserWithPasswordAsync();
        var cheap = new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 }))
            .HashPassword(user, Visitor.Password);
        await using (var connection = await database.OpenAsSuperuserAsync())
        await using (var store = new NpgsqlCommand("set session_replication_role = replica", connection))
        {
            // The table takes no change outside a process; this one was made by an older release.
            await store.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            store.CommandText = "update access.users set password_hash = $1 where id = $2";
            store.Parameters.Add(new NpgsqlParameter { Value = cheap });
            store.Parameters.Add(new NpgsqlParameter { Value = user.Id });
            await store.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.True((await world.SignInAsync(user, "không đúng đâu nhé")).IsError);
        Assert.Equal(cheap, await HashAsync(user));
        Assert.False((await world.SignInAsync(user)).IsError);
        Assert.Equal(FewestRounds, CostOf(await HashAsync(user)).Rounds);
        Assert.False((await world.SignInAsync(user)).IsError);
    }

    /// <summary>The product's own, and nothing of the tests' about hashing.</summary>
    private async Task<ServiceProvider> ServicesAsync() =>
        TestDatabase.Services(await database.InstallationAsync(), TestDatabase.Clock, FewHashRounds.Remove);

    private async Task<string> HashAsync(User user)
    {
        await using var connection = await database.OpenAsSuperuserAsync();
        await using var read = new NpgsqlCommand("select password_hash from access.users where id = $1", connection);
        read.Parameters.Add(new NpgsqlParameter { Value = user.Id });
        return (string)(await read.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Identity's third format: a one, then pseudo-random function, rounds and length of the salt, each of four bytes.</summary>
    private static (uint Function, uint Rounds, uint Salt) CostOf(string hash)
    {
        var bytes = Convert.FromBase64String(hash);
        Assert.Equal(1, bytes[0]);
        return (BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5)),
            BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(9)));
    }
}
