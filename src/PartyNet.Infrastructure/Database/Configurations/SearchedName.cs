using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Infrastructure.Database.Configurations;

/// <summary>
/// The name of a member as search looks for it; closed to the application, which asks the function <c>registry.find_members</c>.
/// </summary>
internal sealed class SearchedName
{
    public Guid MemberId { get; init; }
    public UnitPath UnitPath { get; init; }

    /// <summary>The member's <see cref="Member.SearchKey"/>, and the full name with its tones.</summary>
    public string Name { get; init; } = "";
}

internal sealed class SearchedNameConfiguration : IEntityTypeConfiguration<SearchedName>
{
    public void Configure(EntityTypeBuilder<SearchedName> builder)
    {
        builder.ToTable("member_search", Schemas.Registry);
        builder.HasKey(n => n.MemberId);
        builder.Property(n => n.Name).UseCollation("C");
        builder.HasIndex(n => n.UnitPath);
    }
}
