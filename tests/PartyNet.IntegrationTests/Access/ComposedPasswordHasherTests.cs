using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Identity;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Hashes that were made before passwords were composed.</summary>
public sealed class ComposedPasswordHasherTests
{
    private static readonly string Decomposed = "đường về quê xa lắc".Normalize(NormalizationForm.FormD);
    private static readonly User User = new();
    private static readonly IOptions<PasswordHasherOptions> Few = Options.Create(new PasswordHasherOptions { IterationCount = 1_000 });

    private readonly ComposedPasswordHasher _hasher = new(Few);

    [Fact]
    public void A_hash_of_what_was_typed_counts_and_is_made_anew()
    {
        var old = new PasswordHasher<User>(Few).HashPassword(User, Decomposed);

        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, _hasher.VerifyHashedPassword(User, old, Decomposed));
        var renewed = _hasher.HashPassword(User, Decomposed);
        Assert.Equal(PasswordVerificationResult.Success, _hasher.VerifyHashedPassword(User, renewed, Decomposed));
        Assert.Equal(PasswordVerificationResult.Success, _hasher.VerifyHashedPassword(User, renewed, Decomposed.Normalize()));
    }

    [Fact]
    public void A_composed_hash_of_old_is_a_hash_of_today()
    {
        var old = new PasswordHasher<User>(Few).HashPassword(User, Decomposed.Normalize());

        Assert.Equal(PasswordVerificationResult.Success, _hasher.VerifyHashedPassword(User, old, Decomposed));
    }

    [Theory]
    [InlineData("duong ve que xa lac")]
    [InlineData("đường về quê xa lắc ")]
    public void Another_password_is_another_in_any_form(string other)
    {
        var old = new PasswordHasher<User>(Few).HashPassword(User, Decomposed);

        foreach (var form in Enum.GetValues<NormalizationForm>())
            Assert.Equal(PasswordVerificationResult.Failed, _hasher.VerifyHashedPassword(User, old, other.Normalize(form)));
    }
}
