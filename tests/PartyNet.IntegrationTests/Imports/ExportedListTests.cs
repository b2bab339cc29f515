using PartyNet.Application.Access;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Members;
using PartyNet.IntegrationTests.Rosters;
using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>
/// An exported roster is a list that can be loaded again: it changes nothing, and what an office corrects in it is found.
/// </summary>
public sealed class ExportedListTests(TestDatabase database)
{
    [Theory]
    [InlineData(RosterFile.Csv)]
    [InlineData(RosterFile.Workbook)]
    [InlineData(RosterFile.OfficialWorkbook)]
    public async Task An_export_loaded_again_changes_nothing_and_has_no_problem(RosterFile format)
    {
        var world = await database.NewWorldAsync();
        await world.CommittedAsync(world.District,
            await world.PlanUnitsAsync(world.District, $"{world.OtherBranch.Code}-2,Chi bộ Khu 15,chi-bo,{world.OtherGrassroots.Code}"));
        await world.ImportAsync(
            world.District,
            Row("Lê Văn An", "001060000001", "001060000001", "02/03/1960", branch: world.Branch.Code, position: "Bí thư",
                phone: "0912345678"),
            Row("Lê Văn An", citizen: "001060000002", born: "02/03/1960", branch: world.Branch.Code),
            Row("Trần Thị Bình", born: "1960", branch: world.SecondBranch.Code, position: "- Tổ trưởng"),
            Row("Trần Thị Bình", born: "03/04/1960", branch: $"{world.OtherBranch.Code}-2", position: "=1+1"),
            Row("H'HEN NIÊ", citizen: "001060000003", branch: world.OtherBranch.Code, position: "\"Ủy viên, \"\"phụ trách\"\"; kiêm\""),
            Row("Đặng Văn Dũng", "12345678", branch: world.OtherBranch.Code, position: "Bí thư\u00a0chi bộ"));
        await world.MemberAsync(world.SecondBranch, "Nguyễn Thị DUNG");
        await world.MemberAsync(world.SecondBranch, "Tổng Số");
        string[] unusual = ["Ông Thế An", "Ông Thị Thanh Đào", "Bà Thị Lan", "Ông Nguyễn Văn Bá", "Lê Thị Hoa (Bé)", "Lê V. Ba"];
        foreach (var name in unusual)
            await world.MemberAsync(world.SecondBranch, name);
        await world.CloseAsync(world.SecondBranch);

        var file = await world.ExportAsync(AccessScope.Operator(world.District.Path), ExportWorld.Export(world.District, format));
        var preview = await world.PlanBytesAsync(world.District, file);

        Assert.Empty(preview.Changes);
        Assert.Empty(preview.Problems);
        Assert.Equal(((0, 0, 14, 0), 0), (preview.Counts(), preview.Plan.Absent));
    }

    [Fact]
    public async Task The_code_ends_every_row_and_finds_the_member_whose_row_an_office_has_corrected()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.District, Row("Lê Văn An", "001060000001", "001060000001", "02/03/1960", branch: world.Branch.Code));
        var code = Assert.Single(await database.SqlAsync(world, "select code from registry.members where unit_path ^@ $1"));

        var rows = ExportWorld.CsvRows(
            await world.ExportAsync(AccessScope.Operator(world.District.Path), ExportWorld.Export(world.District)));
        var corrected = await world.PlanFileAsync(world.District, string.Join(',', rows[0]), string.Join(',', rows[1])
            .Replace("Lê Văn An", "Lê Văn Ân", StringComparison.Ordinal));

        Assert.Equal(("Mã PartyNet", code), (rows[0][^1], rows[1][^1]));
        Assert.Equal(["Họ và tên: Lê Văn An → Lê Văn Ân"], corrected.Differences());
    }

    [Fact]
    public async Task Members_who_are_no_longer_active_come_back_unchanged_too()
    {
        var world = await database.NewWorldAsync();
        foreach (var status in Enum.GetValues<ActivityStatus>())
            await world.MemberAsync(name: $"Lê Văn {status}", shape: m => m.ChangeStatus(status));

        var file = await world.ExportAsync(
            AccessScope.Operator(world.District.Path),
                ExportWorld.Export(world.District, filter: new RosterFilter(Activity: "tat-ca")));

        Assert.Equal((0, 0, 5, 0), (await world.PlanBytesAsync(world.District, file)).Counts());
    }
}
