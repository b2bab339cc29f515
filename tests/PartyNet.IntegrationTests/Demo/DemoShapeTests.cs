using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;

namespace PartyNet.IntegrationTests.Demo;

/// <summary>What the standard demo holds.</summary>
public sealed class DemoShapeTests(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    private const string District = "(select path from registry.units where code = 'm01-01')";

    [Fact]
    public async Task The_district_has_the_size_of_a_real_one()
    {
        var grassroots = await OneAsync<long>($"select count(*) from registry.units u join registry.unit_kinds k on k.code = u.kind_code where k.is_grassroots and u.path ^@ {District}");
        var onRoll = await OneAsync<long>($"select count(*) from registry.members where activity_status in (1, 2) and unit_path ^@ {District}");
        var accounts = await OneAsync<long>(
            $"""
            select count(*) from registry.members m join registry.declared_accounts a on a.declaration_id = m.current_declaration_id
            where a.platform_code in ('zalo', 'facebook') and m.activity_status in (1, 2) and m.unit_path ^@ {District}
            """);

        Assert.Equal(39, grassroots);
        Assert.Equal(2_753, onRoll);
        Assert.InRange(accounts, 3_001, 4_500);
    }

    [Fact]
    public async Task Every_state_of_the_workflow_is_there()
    {
        Assert.Equal(Enum.GetValues<DeclarationStatus>().Select(s => (short)s).Order(), await demo.ReadAsync<short>("select distinct status from registry.declarations order by 1"));
        Assert.Equal(Enum.GetValues<DeclarationState>().Select(s => (short)s).Order(), await demo.ReadAsync<short>("select distinct declaration_state from registry.members order by 1"));
        Assert.Equal(Enum.GetValues<ActivityStatus>().Select(s => (short)s).Order(), await demo.ReadAsync<short>("select distinct activity_status from registry.members order by 1"));
    }

    private async Task<T> OneAsync<T>(string sql) => (await demo.ReadAsync<T>(sql)).Single();
}
