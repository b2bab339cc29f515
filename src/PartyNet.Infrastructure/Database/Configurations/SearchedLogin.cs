using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PartyNet.Infrastructure.Database.Configurations;

/// <summary>
/// The login of a user as search looks for it; closed to the application, which asks the function <c>access.find_users</c>.
/// </summary>
internal sealed class SearchedLogin
{
    public const int LoginLength = 256;

    public Guid UserId { get; init; }

    /// <summary>The user's normalized name.</summary>
    public string Login { get; init; } = "";
}

internal sealed class SearchedLoginConfiguration : IEntityTypeConfiguration<SearchedLogin>
{
    public void Configure(EntityTypeBuilder<SearchedLogin> builder)
    {
        builder.ToTable("user_search", Schemas.Access);
        builder.HasKey(l => l.UserId);
        builder.Property(l => l.Login).HasMaxLength(SearchedLogin.LoginLength).UseCollation("C");
        builder.HasIndex(l => l.Login).IsUnique();
    }
}
