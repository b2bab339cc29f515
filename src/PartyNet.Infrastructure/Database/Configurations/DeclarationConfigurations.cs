using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartyNet.Application.Access;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Infrastructure.Database.Configurations;

internal sealed class DeclarationConfiguration : IEntityTypeConfiguration<Declaration>
{
    public void Configure(EntityTypeBuilder<Declaration> builder)
    {
        builder.ToTable("declarations", Schemas.Registry);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => new { d.MemberId, d.Number }).IsUnique();
        // A member has at most one declaration waiting for a decision.
        builder.HasIndex(d => d.MemberId).IsUnique().HasFilter("status = 1").HasDatabaseName("ux_declarations_pending");
        builder.HasLevels();
        // A trigger says so where it is true.
        builder.Property(d => d.EverSecretary).HasDefaultValue(false);
        // What waits, oldest first: of a branch's own members, of everybody in a unit and below it, and of secretaries there.
        builder.HasIndex(d => new { d.UnitPath, d.SubmittedAt, d.Id }).HasFilter("status = 1").HasDatabaseName("ix_declarations_queue");
        builder.HasIndexAtEachLevel("ix_declarations_queue", [nameof(Declaration.SubmittedAt), nameof(Declaration.Id)], "status = 1");
        builder.HasIndexAtEachLevel(
            "ix_declarations_queue_above",
            [nameof(Declaration.SubmittedAt), nameof(Declaration.Id)],
            "status = 1 and ever_secretary"
        );
        builder.HasOne<Member>().WithMany().HasForeignKey(d => d.MemberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Declaration>().WithMany().HasForeignKey(d => d.PreviousId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<UnitNotice>().WithMany().HasForeignKey(d => d.NoticeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DeclaredAccountConfiguration : IEntityTypeConfiguration<DeclaredAccount>
{
    public void Configure(EntityTypeBuilder<DeclaredAccount> builder)
    {
        builder.ToTable("declared_accounts", Schemas.Registry);
        builder.Property(a => a.PlatformCode).HasMaxLength(20);
        builder.Property(a => a.Network).HasMaxLength(NamedAccount.NetworkLength);
        builder.Property(a => a.Flags).HasConversion<int>();
        builder.HasIndex(a => new { a.DeclarationId, a.Position }).IsUnique();
        builder.HasIndex(a => a.MemberId);
        builder.HasOne<Declaration>().WithMany().HasForeignKey(a => a.DeclarationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ProposedAccountConfiguration : IEntityTypeConfiguration<ProposedAccount>
{
    public void Configure(EntityTypeBuilder<ProposedAccount> builder)
    {
        builder.ToTable("proposed_accounts", Schemas.Registry);
        builder.Property(p => p.PlatformCode).HasMaxLength(20);
        builder.Property(p => p.ListName).HasMaxLength(ProposedAccount.ListNameLength);
        builder.HasIndex(p => p.MemberId);
        builder.HasIndex(p => p.PlanId);
        builder.HasIndex(p => p.ProposedAt);
        builder.HasOne<Member>().WithMany().HasForeignKey(p => p.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DefectConfiguration : IEntityTypeConfiguration<Defect>
{
    public void Configure(EntityTypeBuilder<Defect> builder)
    {
        builder.ToTable("defects", Schemas.Registry);
        builder.HasIndex(d => d.DeclarationId);
        builder.HasIndex(d => d.MemberId);
        builder.HasOne<Declaration>().WithMany().HasForeignKey(d => d.DeclarationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<DeclaredAccount>().WithMany().HasForeignKey(d => d.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReviewDraftConfiguration : IEntityTypeConfiguration<ReviewDraft>
{
    public void Configure(EntityTypeBuilder<ReviewDraft> builder)
    {
        builder.ToTable("review_drafts", Schemas.Registry);
        builder.HasIndex(d => new { d.UserId, d.DeclarationId }).IsUnique();
        builder.HasIndex(d => d.DeclarationId);
        builder.HasIndex(d => d.SavedAt);
        builder.HasOne<User>().WithMany().HasForeignKey(d => d.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Declaration>().WithMany().HasForeignKey(d => d.DeclarationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ReadyRequestConfiguration : IEntityTypeConfiguration<ReadyRequest>
{
    public void Configure(EntityTypeBuilder<ReadyRequest> builder)
    {
        builder.ToTable("ready_requests", Schemas.Registry);
        builder.Property(r => r.Words).HasMaxLength(ReadyRequest.WordsLength);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => new { r.UnitId, r.Field, r.Id });
        builder.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DeclarationDraftConfiguration : IEntityTypeConfiguration<DeclarationDraft>
{
    public void Configure(EntityTypeBuilder<DeclarationDraft> builder)
    {
        builder.ToTable("declaration_drafts", Schemas.Registry);
        builder.HasKey(d => d.MemberId);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasOne<Member>().WithMany().HasForeignKey(d => d.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
