using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartyNet.Application.Members;

namespace PartyNet.Infrastructure.Database.Configurations;

internal sealed class UnitStandingsConfiguration : IEntityTypeConfiguration<UnitStandings>
{
    public void Configure(EntityTypeBuilder<UnitStandings> builder)
    {
        builder.ToTable("standings", Schemas.Registry);
        builder.HasKey(s => s.UnitPath);
    }
}

internal sealed class StandingChangeConfiguration : IEntityTypeConfiguration<StandingChange>
{
    public void Configure(EntityTypeBuilder<StandingChange> builder)
    {
        builder.ToTable("standing_changes", Schemas.Registry);
        builder.Property(c => c.Id).UseIdentityAlwaysColumn();
        builder.HasIndex(c => c.UnitPath);
    }
}
