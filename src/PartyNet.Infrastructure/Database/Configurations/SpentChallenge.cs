using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PartyNet.Infrastructure.Database.Configurations;

/// <summary>A challenge that was answered by a passkey, and is answered no more. Written by <c>access.spend_challenge</c> alone.</summary>
internal sealed class SpentChallenge
{
    /// <summary>SHA-256 of what was asked.</summary>
    public byte[] Hash { get; init; } = [];

    public DateTimeOffset SpentAt { get; init; }
}

internal sealed class SpentChallengeConfiguration : IEntityTypeConfiguration<SpentChallenge>
{
    public void Configure(EntityTypeBuilder<SpentChallenge> builder)
    {
        builder.ToTable("spent_challenges", Schemas.Access);
        builder.HasKey(c => c.Hash);
        builder.HasIndex(c => c.SpentAt);
    }
}
