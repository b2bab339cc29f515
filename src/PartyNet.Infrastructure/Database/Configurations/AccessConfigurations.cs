using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Infrastructure.Database.Configurations;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users", Schemas.Access);
        // Nobody is two users: who decides, and on whose behalf, must be one answer.
        builder.HasIndex(u => u.MemberId).IsUnique().HasFilter("closed_at is null");
    }
}

internal sealed class UserClaimConfiguration : IEntityTypeConfiguration<IdentityUserClaim<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder) => builder.ToTable("user_claims", Schemas.Access);
}

internal sealed class UserLoginConfiguration : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder) => builder.ToTable("user_logins", Schemas.Access);
}

internal sealed class UserTokenConfiguration : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("user_tokens", Schemas.Access);
}

internal sealed class GrantConfiguration : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.ToTable("grants", Schemas.Access);
        builder.HasIndex(g => g.UserId);
        builder.HasIndex(g => g.MemberId);
        builder.HasIndex(g => new { g.UnitId, g.Role });
        // The walk of roles in the order of the tree.
        builder.HasIndex(g => new { g.UnitPath, g.Role, g.Id });
        // Nobody holds one role twice, also where two administrators give it at once.
        builder.HasIndex(g => new { g.UserId, g.UnitId, g.Role }).IsUnique().AreNullsDistinct(false).HasFilter("valid_to is null");
        builder.HasOne<User>().WithMany().HasForeignKey(g => g.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(g => g.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        // Two more columns are for the owner's functions alone and stand in the migration: server_seen_at and server_expires_at.
        builder.ToTable("sessions", Schemas.Access);
        builder.HasKey(s => s.TokenHash);
        builder.HasIndex(s => s.UserId);
        builder.HasIndex(s => s.ExpiresAt);
        builder.Property(s => s.Network).HasMaxLength(Session.OriginLength);
        builder.Property(s => s.Device).HasMaxLength(Session.OriginLength);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SetupLinkConfiguration : IEntityTypeConfiguration<SetupLink>
{
    public void Configure(EntityTypeBuilder<SetupLink> builder)
    {
        builder.ToTable("setup_links", Schemas.Access);
        builder.HasKey(l => l.CodeHash);
        builder.HasIndex(l => l.UserId).IsUnique();
        builder.HasOne<User>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ActivationSlipConfiguration : IEntityTypeConfiguration<ActivationSlip>
{
    public void Configure(EntityTypeBuilder<ActivationSlip> builder)
    {
        builder.ToTable("activation_slips", Schemas.Access);
        // One slip a member, also where two print at once.
        builder.HasIndex(s => s.MemberId).IsUnique();
        builder.HasIndex(s => s.Digest).IsUnique();
        builder.HasOne<Member>().WithMany().HasForeignKey(s => s.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AuthenticatorConfiguration : IEntityTypeConfiguration<Authenticator>
{
    public void Configure(EntityTypeBuilder<Authenticator> builder)
    {
        builder.ToTable("authenticators", Schemas.Access);
        builder.HasKey(a => a.UserId);
        builder.HasOne<User>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class StoredRecoveryCodeConfiguration : IEntityTypeConfiguration<StoredRecoveryCode>
{
    public void Configure(EntityTypeBuilder<StoredRecoveryCode> builder)
    {
        builder.ToTable("recovery_codes", Schemas.Access);
        builder.HasKey(c => c.Id);
        builder.HasIndex(c => new { c.UserId, c.Digest }).IsUnique();
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RecoverySheetConfiguration : IEntityTypeConfiguration<RecoverySheet>
{
    public void Configure(EntityTypeBuilder<RecoverySheet> builder)
    {
        builder.ToTable("recovery_sheets", Schemas.Access);
        builder.HasKey(s => s.UserId);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> builder)
    {
        builder.ToTable("passkeys", Schemas.Access);
        builder.HasKey(p => p.Id);
        builder.HasIndex(p => p.CredentialId).IsUnique();
        builder.HasIndex(p => p.UserId);
        builder.Property(p => p.Site).HasMaxLength(PasskeySite.NameLength);
        builder.Property(p => p.Name).HasMaxLength(Passkey.NameLength);
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FactorResetConfiguration : IEntityTypeConfiguration<FactorReset>
{
    public void Configure(EntityTypeBuilder<FactorReset> builder)
    {
        builder.ToTable("factor_resets", Schemas.Access);
        // One request waits for a person, also where two ask at once.
        builder.HasIndex(r => r.UserId).IsUnique().HasFilter("approved_at is null and withdrawn_at is null");
        builder.HasIndex(r => new { r.UnitId, r.AskedAt });
        builder.HasOne<User>().WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SignInAttemptsConfiguration : IEntityTypeConfiguration<SignInAttempts>
{
    public void Configure(EntityTypeBuilder<SignInAttempts> builder)
    {
        builder.ToTable("sign_in_attempts", Schemas.Access);
        builder.HasKey(a => a.Key);
        builder.HasIndex(a => a.UpdatedAt);
    }
}

internal sealed class KnownPlaceConfiguration : IEntityTypeConfiguration<KnownPlace>
{
    public void Configure(EntityTypeBuilder<KnownPlace> builder)
    {
        builder.ToTable("known_places", Schemas.Access);
        builder.HasKey(p => p.Key);
        builder.HasIndex(p => p.UserId);
        builder.HasIndex(p => p.UsedAt);
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RequestKeyConfiguration : IEntityTypeConfiguration<RequestKey>
{
    public void Configure(EntityTypeBuilder<RequestKey> builder)
    {
        builder.ToTable("request_keys", Schemas.Access);
        builder.HasKey(k => new { k.UserId, k.Key });
        builder.Property(k => k.Result).HasMaxLength(RequestKey.ResultLength);
    }
}
