using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PartyNet.Infrastructure.Database.Configurations;

/// <summary>
/// A pass of the command line, written by the owner's role; closed to the application, which shows the pass to <c>audit.begin_process</c>.
/// </summary>
internal sealed class IssuedPass
{
    /// <summary>SHA-256 of the pass.</summary>
    public byte[] SecretHash { get; init; } = [];

    /// <summary>By the server's clock.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class IssuedPassConfiguration : IEntityTypeConfiguration<IssuedPass>
{
    public void Configure(EntityTypeBuilder<IssuedPass> builder)
    {
        builder.ToTable("operator_passes", Schemas.Access);
        builder.HasKey(p => p.SecretHash);
    }
}
