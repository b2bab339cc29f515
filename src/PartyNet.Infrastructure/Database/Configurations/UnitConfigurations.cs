using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartyNet.Domain.Units;

namespace PartyNet.Infrastructure.Database.Configurations;

internal sealed class UnitConfiguration : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.ToTable(
            "units",
            Schemas.Registry,
            table =>
                table.HasCheckConstraint(
                    "ck_units_depth",
                    string.Create(CultureInfo.InvariantCulture, $"cardinality(string_to_array(path, '.')) <= {UnitPath.MaxDepth + 1}")
                )
        );
        builder.Property(u => u.Code).HasMaxLength(Unit.CodeLength);
        builder.Property(u => u.Name).HasMaxLength(Unit.NameLength);
        builder.Property(u => u.SearchKey).UseCollation("C");
        builder.Property(u => u.BoardName).HasMaxLength(Unit.NameLength);
        builder.Property(u => u.KindCode).HasMaxLength(UnitKind.CodeLength);
        builder.Property(u => u.Version).IsConcurrencyToken();
        builder.HasIndex(u => u.Code).IsUnique();
        builder.HasIndex(u => u.Path).IsUnique();
        builder.HasIndex(u => u.ParentId);
        builder.HasIndex(u => u.SearchKey).HasMethod("gin").HasOperators("gin_trgm_ops");
        builder.HasOne<Unit>().WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<UnitKind>().WithMany().HasForeignKey(u => u.KindCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class UnitKindConfiguration : IEntityTypeConfiguration<UnitKind>
{
    public void Configure(EntityTypeBuilder<UnitKind> builder)
    {
        builder.ToTable("unit_kinds", Schemas.Registry);
        builder.HasKey(k => k.Code);
        builder.Property(k => k.Code).HasMaxLength(UnitKind.CodeLength);
        builder.Property(k => k.Name).HasMaxLength(UnitKind.NameLength);
        builder.Property(k => k.OtherNames).HasMaxLength(UnitKind.OtherNamesLength);
        builder.Property(k => k.IsActive).HasDefaultValue(true).HasSentinel(true);
    }
}

internal sealed class UnitNoticeConfiguration : IEntityTypeConfiguration<UnitNotice>
{
    public void Configure(EntityTypeBuilder<UnitNotice> builder)
    {
        builder.ToTable("unit_notices", Schemas.Registry);
        builder.Property(n => n.Title).HasMaxLength(UnitNotice.TitleLength);
        builder.Property(n => n.Body).HasMaxLength(UnitNotice.BodyLength);
        builder.HasIndex(n => new { n.UnitId, n.Number }).IsUnique();
        builder.HasOne<Unit>().WithMany().HasForeignKey(n => n.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
