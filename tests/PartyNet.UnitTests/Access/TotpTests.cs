using PartyNet.Domain.Access;

namespace PartyNet.UnitTests.Access;

[Trait("Security", "A9")]
public sealed class TotpTests
{
    private static readonly byte[] Seed = "12345678901234567890"u8.ToArray();

    /// <summary>The vectors of RFC 6238, appendix B.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_the_standard(long second, string expected) =>
        Assert.Equal(expected, Totp.CodeAt(Seed, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(second)), digits: 8));

    [Fact]
    public void A_clock_may_be_half_a_minute_wrong_and_no_more()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepAt(now);

        foreach (var off in new[] { -1, 0, 1 })
            Assert.Equal(step + off, Totp.StepOf(Seed, Totp.CodeAt(Seed, step + off), now));
        foreach (var off in new[] { -2, 2 })
            Assert.Null(Totp.StepOf(Seed, Totp.CodeAt(Seed, step + off), now));
    }

    [Theory]
    [InlineData("005924", true)]
    [InlineData(" 005 924 ", true)]
    [InlineData("5924", false)]
    [InlineData("0059240", false)]
    [InlineData("００５９２４", false)]
    [InlineData("", false)]
    public void What_is_typed_is_six_digits_with_or_without_blanks(string typed, bool isRight) =>
        Assert.Equal(isRight, Totp.StepOf(Seed, typed, DateTimeOffset.FromUnixTimeSeconds(1234567890)) is not null);

    /// <summary>RFC 4648, section 10.</summary>
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void A_seed_is_written_in_base_32(string seed, string expected) =>
        Assert.Equal(expected, Totp.Written(System.Text.Encoding.ASCII.GetBytes(seed)));

    [Fact]
    [Trait("Security", "A12")]
    public void Ten_recovery_codes_are_different_and_are_read_as_people_write_them()
    {
        var codes = RecoveryCode.NewSet();

        Assert.Equal(10, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Equal(code, RecoveryCode.Read(RecoveryCode.Written(code).ToLowerInvariant())));
        Assert.Null(RecoveryCode.Read("123456"));
        Assert.Null(RecoveryCode.Read("ABCD-EFGH-JKMN-PQR"));
    }
}
