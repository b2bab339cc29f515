using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartyNet.Domain.Rosters;
using PartyNet.Domain.Units;

namespace PartyNet.Infrastructure.Database.Configurations;

internal sealed class RosterTemplateConfiguration : IEntityTypeConfiguration<RosterTemplate>
{
    public void Configure(EntityTypeBuilder<RosterTemplate> builder)
    {
        builder.ToTable("roster_templates", Schemas.Registry);
        builder.HasKey(t => t.UnitId);
        builder.Property(t => t.UnitId).ValueGeneratedNever();
        builder.Property(t => t.Heading).HasColumnType("jsonb").HasConversion(
            heading => JsonSerializer.Serialize(heading, JsonSerializerOptions.Default),
            stored => JsonSerializer.Deserialize<RosterHeading>(stored, JsonSerializerOptions.Default)!);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasOne<Unit>().WithOne().HasForeignKey<RosterTemplate>(t => t.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
