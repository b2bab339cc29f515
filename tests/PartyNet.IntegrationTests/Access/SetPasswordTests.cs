using System.Text;
using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Access.Passwords;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

public sealed class SetPasswordTests(TestDatabase database)
{
    [Theory]
    [InlineData("mưa rơi t")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("abababababababab")]
    [InlineData("123456789012")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("matkhau12345")]
    [InlineData("Mật khẩu 1234")]
    [InlineData("PARTYNET2026!")]
    [InlineData("đảng cộng sản việt nam")]
    [InlineData("chi bộ đảng viên")]
    [Trait("Security", "A4")]
    public async Task A_password_that_is_short_or_easily_guessed_is_refused_and_the_link_stays(string password)
    {
        var world = await database.NewWorldAsync();
        var link = (await (await Administrator.InAsync(world)).LinkAsync(await world.UserAsync())).Value;

        var refused = (await world.SetPasswordAsync(link, password)).FirstError;

        Assert.Equal((ErrorType.Validation, "Password"), (refused.Type, refused.Code));
        Assert.True(await world.CanUseAsync(link));
    }

    [Theory]
    [InlineData("mưa rơi trên mái tôn")]
    [InlineData("Tr0ng đầm gì đẹp")]
    [InlineData("correct horse battery")]
    [InlineData("x7#Kq9!mZ2$w")]
    [Trait("Security", "A3")]
    public async Task A_long_password_of_any_characters_is_taken(string password)
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserAsync();
        var link = (await (await Administrator.InAsync(world)).LinkAsync(user)).Value;

        Assert.False((await world.SetPasswordAsync(link, password)).IsError);
        Assert.False((await world.SignInAsync(user, password)).IsError);
    }

    /// <summary>The member's own values, the sealed ones too, and nobody else's.</summary>
    [Theory]
    [Trait("Security", "A4")]
    [InlineData("0938271605 ab", "gồm số điện thoại của đồng chí")]
    [InlineData("Trần Thị Bình 61", "gồm họ tên của đồng chí")]
    [InlineData("07041961 hehe", "gồm ngày sinh của đồng chí")]
    [InlineData("iloveyou1234567", "nhiều người đoán được")]
    public async Task A_password_that_whoever_knows_the_member_would_try_is_refused_and_it_is_said_why(string password, string why)
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var binh = await world.MemberAsync(
            name: "Trần Thị Bình", phone: "+84938271605", shape: member => member.Born(new DateOnly(1961, 4, 7)));
        var link = (await administrator.LinkAsync(await world.UserAsync(binh))).Value;
        var someoneElses = (await administrator.LinkAsync(await world.UserAsync(await world.MemberAsync(name: "Lê Văn Ước")))).Value;

        var refused = (await world.SetPasswordAsync(link, password)).FirstError;

        Assert.Equal((ErrorType.Validation, "Password"), (refused.Type, refused.Code));
        Assert.Contains(why, refused.Description, StringComparison.Ordinal);
        Assert.True(await world.CanUseAsync(link));
        var isAnybodys = password.StartsWith("iloveyou", StringComparison.Ordinal);
        Assert.Equal(isAnybodys, (await world.SetPasswordAsync(someoneElses, password)).IsError);
        Assert.Empty(await world.EventsAboutAsync<PasswordSet>(binh.Id));
    }

    [Fact]
    [Trait("Security", "A3")]
    public async Task A_password_has_12_to_128_characters()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var link = (await administrator.LinkAsync(await world.UserAsync())).Value;

        Assert.True((await world.SetPasswordAsync(link, "x7#Kq9!mZ2$")).IsError);
        Assert.True((await world.SetPasswordAsync(link, Long(129))).IsError);
        Assert.False((await world.SetPasswordAsync(link, Long(128))).IsError);

        static string Long(int length) => string.Concat(Enumerable.Repeat("x7#Kq9!mZ2$w", 11))[..length];
    }

    [Fact]
    [Trait("Security", "A4")]
    public async Task A_password_that_is_little_more_than_the_login_is_refused()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var login = $"tran.thi.{Guid.CreateVersion7():n}"[..30];
        var created = (await administrator.CreateAsync(login)).Value;

        Assert.Equal("Password", (await world.SetPasswordAsync(created.SetupCode!, login.ToUpperInvariant() + "1!")).FirstError.Code);
    }

    [Fact]
    [Trait("Security", "A3")]
    public async Task A_password_counts_exactly_as_it_was_typed()
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserAsync();
        var link = (await (await Administrator.InAsync(world)).LinkAsync(user)).Value;
        await world.SetPasswordAsync(link, " Mưa rơi trên mái tôn ");

        Assert.True((await world.SignInAsync(user, "Mưa rơi trên mái tôn")).IsError);
        Assert.True((await world.SignInAsync(user, " mưa rơi trên mái tôn ")).IsError);
        Assert.False((await world.SignInAsync(user, " Mưa rơi trên mái tôn ")).IsError);
    }

    [Theory]
    [InlineData(NormalizationForm.FormC, NormalizationForm.FormD)]
    [InlineData(NormalizationForm.FormD, NormalizationForm.FormC)]
    [Trait("Security", "A3")]
    public async Task A_password_is_the_same_from_every_keyboard(NormalizationForm set, NormalizationForm typed)
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserAsync();
        var link = (await (await Administrator.InAsync(world)).LinkAsync(user)).Value;
        const string Password = "tiếng suối trong như tiếng hát xa";

        Assert.False((await world.SetPasswordAsync(link, Password.Normalize(set))).IsError);

        Assert.False((await world.SignInAsync(user, Password.Normalize(typed))).IsError);
        Assert.True((await world.SignInAsync(user, "tieng suoi trong nhu tieng hat xa")).IsError);
    }

    [Fact]
    public async Task A_password_has_as_many_characters_as_one_reads()
    {
        var world = await database.NewWorldAsync();
        var link = (await (await Administrator.InAsync(world)).LinkAsync(await world.UserAsync())).Value;
        var eleven = "ế ộ ậ ữ ị ẻ".Normalize(NormalizationForm.FormD);

        Assert.True(eleven.Length > PasswordRules.MinLength);
        Assert.Contains("ít nhất 12", (await world.SetPasswordAsync(link, eleven)).FirstError.Description, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Security", "S2")]
    public async Task A_new_password_ends_every_session_and_the_old_password()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync();
        await world.SetPasswordAsync((await administrator.LinkAsync(user)).Value);
        var sessions = new[]
        {
            (await world.SignInAsync(user)).Value.Reference,
            (await world.SignInAsync(user)).Value.Reference,
        };

        await world.SetPasswordAsync((await administrator.LinkAsync(user)).Value, "sông có khúc người có lúc");

        foreach (var session in sessions)
            Assert.Null(await world.OpenAsync(session));
        Assert.True((await world.SignInAsync(user)).IsError);
        Assert.False((await world.SignInAsync(user, "sông có khúc người có lúc")).IsError);
    }

    [Fact]
    public async Task A_link_alone_ends_no_session()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync();
        await world.SetPasswordAsync((await administrator.LinkAsync(user)).Value);
        var session = (await world.SignInAsync(user)).Value.Reference;

        await administrator.LinkAsync(user);

        Assert.NotNull(await world.OpenAsync(session));
        Assert.Equal(2, (await world.EventsByAsync<SetupLinkIssued>(administrator.User.Id)).Count);
    }
}
