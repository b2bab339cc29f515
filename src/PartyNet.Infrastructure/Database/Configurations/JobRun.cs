using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PartyNet.Infrastructure.Database.Configurations;

/// <summary>When a job last did its work. Written by <c>jobs.forget</c> alone, by the server's clock.</summary>
internal sealed class JobRun
{
    public string Job { get; init; } = "";

    /// <summary>Since when there is such a job: one that was never run is late from then on.</summary>
    public DateTimeOffset ListedAt { get; init; }

    public DateTimeOffset? RanAt { get; init; }

    /// <summary>Rows that the last run removed.</summary>
    public long Removed { get; init; }

    /// <summary>Rows that all runs have removed.</summary>
    public long RemovedInAll { get; init; }
}

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.ToTable("runs", Schemas.Jobs);
        builder.HasKey(r => r.Job);
        builder.Property(r => r.Job).HasMaxLength(40);
        builder.Property(r => r.ListedAt).HasDefaultValueSql("now()");
    }
}
