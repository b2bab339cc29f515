using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartyNet.Application.Audit;
using PartyNet.Infrastructure.Database.Audit;

namespace PartyNet.Infrastructure.Database.Configurations;

internal sealed class ProcessConfiguration : IEntityTypeConfiguration<Process>
{
    public void Configure(EntityTypeBuilder<Process> builder)
    {
        builder.ToTable("processes", Schemas.Audit);
        builder.Property(p => p.Sequence).UseIdentityAlwaysColumn();
        builder.Property(p => p.UnitPath).UseCollation("C");
        // Two more columns are for the owner's functions alone and stand in the migration: transaction_id and secret_hash.
        builder.Property(p => p.RecordedAt).HasDefaultValueSql("clock_timestamp()");
        builder.HasIndex(p => p.Sequence).IsUnique();
        builder.HasIndex(p => p.At);
        // What somebody did lately: limits are counted in audit itself.
        builder.HasIndex(p => new { p.ActorId, p.Type, p.At });
        // Alarms are few among millions, and asked for with every start page of a board.
        builder.HasIndex(p => p.At, "alarms").HasDatabaseName("ix_processes_alarms").HasFilter("type = 207");
        // The last backup is looked for every half minute where somebody reads the measures.
        builder.HasIndex(p => p.At, "backups").HasDatabaseName("ix_processes_backups").HasFilter("type = 13");
    }
}

internal sealed class ProcessEventConfiguration : IEntityTypeConfiguration<ProcessEvent>
{
    public void Configure(EntityTypeBuilder<ProcessEvent> builder)
    {
        builder.ToTable("process_events", Schemas.Audit);
        builder.Property(e => e.Id).UseIdentityAlwaysColumn();
        builder.Property(e => e.Payload).HasColumnType("jsonb");
        builder.HasIndex(e => e.ProcessId);
        builder.HasOne<Process>().WithMany().HasForeignKey(e => e.ProcessId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ProcessSubjectConfiguration : IEntityTypeConfiguration<ProcessSubject>
{
    public void Configure(EntityTypeBuilder<ProcessSubject> builder)
    {
        builder.ToTable("process_subjects", Schemas.Audit);
        builder.HasKey(s => new { s.MemberId, s.ProcessId });
        builder.HasIndex(s => s.ProcessId);
        builder.HasOne<Process>().WithMany().HasForeignKey(s => s.ProcessId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RowChangeConfiguration : IEntityTypeConfiguration<RowChange>
{
    public void Configure(EntityTypeBuilder<RowChange> builder)
    {
        builder.ToTable("row_changes", Schemas.Audit);
        builder.Property(c => c.Id).UseIdentityAlwaysColumn();
        builder.Property(c => c.Difference).HasColumnType("jsonb");
        builder.HasIndex(c => c.ProcessId);
        builder.HasOne<Process>().WithMany().HasForeignKey(c => c.ProcessId).OnDelete(DeleteBehavior.Restrict);
    }
}
