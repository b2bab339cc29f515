using Microsoft.EntityFrameworkCore.Design;

namespace PartyNet.Infrastructure.Database;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without a server.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PartyNetDbContext>
{
    public PartyNetDbContext CreateDbContext(string[] args) => DatabaseMigrator.Context("Host=design-time");
}
