using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Infrastructure.Database.Configurations;

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    private static readonly string StandingSql = FormattableString.Invariant(
        $"case activity_status when {(int)ActivityStatus.Active} then declaration_state")
        + FormattableString.Invariant($" when {(int)ActivityStatus.Exempt} then {(int)Standing.Exempt} else {(int)Standing.Departed} end");

    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("members", Schemas.Registry);
        builder.Property(m => m.Code).HasMaxLength(Member.CodeLength);
        builder.Property(m => m.FullName).HasMaxLength(Member.NameLength);
        builder.Property(m => m.RosterKey).UseCollation("C");
        builder.Property(m => m.SearchKey).UseCollation("C");
        builder.Property(m => m.Position).HasMaxLength(Member.PositionLength);
        builder.Property(m => m.Version).IsConcurrencyToken();
        builder.HasIndex(m => m.Code).IsUnique();
        builder.HasLevels();
        builder
            .Property(m => m.Standing)
            .UsePropertyAccessMode(PropertyAccessMode.Property)
            .HasComputedColumnSql(StandingSql, stored: true);
        // The roster of a unit, and of those of its members who stand somewhere, in its order.
        builder.HasIndexAtEachLevel("ix_members_roster", [nameof(Member.RosterKey)]);
        builder.HasIndexAtEachLevel("ix_members_standing", [nameof(Member.Standing), nameof(Member.RosterKey)]);
        // An import looks for whole names; parts of names are searched in a table of their own.
        builder.HasIndex(m => m.SearchKey);
        builder.HasIndex(m => m.CurrentDeclarationId);
        builder.HasOne<Unit>().WithMany().HasForeignKey(m => m.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PlacementConfiguration : IEntityTypeConfiguration<Placement>
{
    public void Configure(EntityTypeBuilder<Placement> builder)
    {
        builder.ToTable("placements", Schemas.Registry);
        builder.Property(p => p.Reason).HasMaxLength(Placement.ReasonLength);
        // One open placement: a member is on the roll of one branch.
        builder.HasIndex(p => p.MemberId).IsUnique().HasFilter("\"to\" is null").HasDatabaseName("ux_placements_open");
        builder.HasIndex(p => new { p.MemberId, p.From });
        builder.HasOne<Member>().WithMany().HasForeignKey(p => p.MemberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ResidenceLinkConfiguration : IEntityTypeConfiguration<ResidenceLink>
{
    public void Configure(EntityTypeBuilder<ResidenceLink> builder)
    {
        builder.ToTable("residence_links", Schemas.Registry);
        builder.HasKey(l => l.MemberId);
        builder.Property(l => l.ResidenceUnitName).HasMaxLength(ResidenceLink.UnitNameLength);
        builder.HasOne<Member>().WithMany().HasForeignKey(l => l.MemberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(l => l.ResidenceUnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FactCorrectionConfiguration : IEntityTypeConfiguration<FactCorrection>
{
    public void Configure(EntityTypeBuilder<FactCorrection> builder)
    {
        builder.ToTable("fact_corrections", Schemas.Registry);
        builder.Property(c => c.Version).IsConcurrencyToken();
        // A trigger says so where it is true.
        builder.Property(c => c.EverSecretary).HasDefaultValue(false);
        // One open request of a member for a fact.
        builder.HasIndex(c => new { c.MemberId, c.Fact }).IsUnique().HasFilter("status = 1").HasDatabaseName("ux_fact_corrections_open");
        builder.HasIndex(c => new { c.MemberId, c.AskedAt });
        // What waits: of a branch, and of the few that a level above may have to decide.
        builder.HasIndex(c => new { c.UnitPath, c.AskedAt, c.Id }).HasFilter("status = 1").HasDatabaseName("ix_fact_corrections_queue");
        builder.HasIndex(c => c.UnitPath).HasFilter("status = 1 and ever_secretary").HasDatabaseName("ix_fact_corrections_queue_above");
        builder.HasOne<Member>().WithMany().HasForeignKey(c => c.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FormerNumberConfiguration : IEntityTypeConfiguration<FormerNumber>
{
    public void Configure(EntityTypeBuilder<FormerNumber> builder)
    {
        builder.ToTable("former_numbers", Schemas.Registry);
        builder.HasIndex(n => n.MemberId);
        builder.HasOne<Member>().WithMany().HasForeignKey(n => n.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BlindIndexConfiguration : IEntityTypeConfiguration<BlindIndex>
{
    public void Configure(EntityTypeBuilder<BlindIndex> builder)
    {
        builder.ToTable("blind_indexes", Schemas.Registry);
        builder.HasKey(b => new { b.OwnerId, b.Field, b.KeyVersion });
        // Not unique: two members may declare one account, and a refusal would betray the other.
        builder.HasIndex(b => new { b.Field, b.Digest });
        builder.HasIndex(b => b.MemberId);
        builder.HasOne<Member>().WithMany().HasForeignKey(b => b.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
