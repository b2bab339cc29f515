using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartyNet.Application.Imports;

namespace PartyNet.Infrastructure.Database.Configurations;

internal sealed class ImportPlanConfiguration : IEntityTypeConfiguration<ImportPlan>
{
    public void Configure(EntityTypeBuilder<ImportPlan> builder)
    {
        builder.ToTable("plans", Schemas.Import);
        builder.Property(p => p.FileName).HasMaxLength(ImportPlan.FileNameLength);
        builder.Property(p => p.CommittedAt).IsConcurrencyToken();
        builder.HasIndex(p => p.UnitId);
    }
}

internal sealed class ImportPlanRowConfiguration : IEntityTypeConfiguration<ImportPlanRow>
{
    public void Configure(EntityTypeBuilder<ImportPlanRow> builder)
    {
        builder.ToTable("plan_rows", Schemas.Import);
        builder.HasKey(r => new { r.PlanId, r.Row });
        // Who stands in the file.
        builder.HasIndex(r => new { r.PlanId, r.TargetId });
        // A page of those that ask the same.
        builder.HasIndex(r => new { r.PlanId, r.Asks, r.Row }).HasFilter("asks is not null");
        builder.HasOne<ImportPlan>().WithMany().HasForeignKey(r => r.PlanId).OnDelete(DeleteBehavior.Cascade);
    }
}
