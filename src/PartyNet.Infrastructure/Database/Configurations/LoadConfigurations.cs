using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Imports.Loads;

namespace PartyNet.Infrastructure.Database.Configurations;

internal sealed class ListLoadConfiguration : IEntityTypeConfiguration<ListLoad>
{
    public void Configure(EntityTypeBuilder<ListLoad> builder)
    {
        builder.ToTable("loads", Schemas.Import);
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.FileName).HasMaxLength(ImportPlan.FileNameLength);
        builder.Property(l => l.Failure).HasMaxLength(ListLoad.FailureLength);
        builder.Property(l => l.Reading).HasColumnType("jsonb").HasConversion(StoredReading.Write, StoredReading.Read);
        builder.Property(l => l.State).IsConcurrencyToken();
        builder.HasOne<Unit>().WithMany().HasForeignKey(l => l.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(l => new { l.UnitId, l.StartedAt });
    }
}

internal sealed class LoadPartConfiguration : IEntityTypeConfiguration<LoadPart>
{
    public void Configure(EntityTypeBuilder<LoadPart> builder)
    {
        builder.ToTable("load_parts", Schemas.Import);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => new { p.LoadId, p.Number }).IsUnique();
        builder.HasOne<ListLoad>().WithMany().HasForeignKey(p => p.LoadId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ListDecisionConfiguration : IEntityTypeConfiguration<ListDecision>
{
    public void Configure(EntityTypeBuilder<ListDecision> builder)
    {
        builder.ToTable("decisions", Schemas.Import);
        builder.HasKey(d => new { d.LoadId, d.Row });
        builder.HasOne<ListLoad>().WithMany().HasForeignKey(d => d.LoadId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ListLayoutConfiguration : IEntityTypeConfiguration<ListLayout>
{
    public void Configure(EntityTypeBuilder<ListLayout> builder)
    {
        builder.ToTable("layouts", Schemas.Import);
        builder.HasKey(l => new { l.UnitId, l.Kind, l.Headings });
        builder.Property(l => l.Reading).HasColumnType("jsonb").HasConversion(StoredReading.Write, StoredReading.Read);
        builder.HasOne<Unit>().WithMany().HasForeignKey(l => l.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LoadOrderConfiguration : IEntityTypeConfiguration<LoadOrder>
{
    public void Configure(EntityTypeBuilder<LoadOrder> builder)
    {
        builder.ToTable("orders", Schemas.Import);
        builder.HasKey(o => o.LoadId);
        builder.Property(o => o.LoadId).ValueGeneratedNever();
        builder.HasIndex(o => o.AskedIn);
        builder.HasOne<ListLoad>().WithOne().HasForeignKey<LoadOrder>(o => o.LoadId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A reading as a column holds it.</summary>
internal static class StoredReading
{
    public static System.Linq.Expressions.Expression<Func<ListReading, string>> Write { get; } =
        reading => JsonSerializer.Serialize(reading, JsonSerializerOptions.Default);

    public static System.Linq.Expressions.Expression<Func<string, ListReading>> Read { get; } =
        stored => JsonSerializer.Deserialize<ListReading>(stored, JsonSerializerOptions.Default)!;
}
