using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartyNet.Application.Members;

namespace PartyNet.Infrastructure.Database.Configurations;

internal sealed class UnitUsageConfiguration : IEntityTypeConfiguration<UnitUsage>
{
    public void Configure(EntityTypeBuilder<UnitUsage> builder)
    {
        builder.ToTable("usages", Schemas.Registry);
        builder.HasKey(u => new { u.UnitPath, u.Aspect, u.Value });
    }
}

internal sealed class UsageChangeConfiguration : IEntityTypeConfiguration<UsageChange>
{
    public void Configure(EntityTypeBuilder<UsageChange> builder)
    {
        builder.ToTable("usage_changes", Schemas.Registry);
        builder.Property(c => c.Id).UseIdentityAlwaysColumn();
        builder.HasIndex(c => c.UnitPath);
    }
}
