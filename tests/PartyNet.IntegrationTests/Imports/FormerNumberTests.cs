using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>A card or citizen number that gave way to another still says who is meant.</summary>
public sealed class FormerNumberTests(TestDatabase database)
{
    [Fact]
    public async Task A_list_with_the_number_of_before_finds_its_member_and_changes_nothing()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", "001060000001", "001060000001", "02/03/1960"));
        var code = Assert.Single(await database.SqlAsync(world, "select code from registry.members where unit_path ^@ $1"));
        await world.ImportAsync(world.Branch, Row("Lê Văn An", "001060000019", "001060000019", "02/03/1960", code: code));

        var older = await world.PlanAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001", born: "02/03/1960"));
        var newer = await world.PlanAsync(world.Branch, Row("Lê Văn An", citizen: "001060000019", born: "02/03/1960"));
        var somebody = await world.PlanAsync(world.Branch, Row("Trần Thị Bình", citizen: "001060000001", born: "05/06/1970"));

        Assert.Equal(((0, 0, 1, 0), (0, 0, 1, 0)), (older.Counts(), newer.Counts()));
        var note = Assert.Single(older.Problems);
        Assert.Equal(
            ("Số CCCD", "•••••••••001", "Đây là số cũ của đồng chí này; số hiện nay giữ nguyên.", false),
            (note.Header, note.Found, note.Reason, note.Blocks));
        Assert.Empty(newer.Problems);
        Assert.StartsWith(
            "Số ở dòng này là của đồng chí Lê Văn An, sinh 02/03/1960", Assert.Single(somebody.Problems).Reason, StringComparison.Ordinal);
        Assert.Equal(("001060000019", "001060000019", null), await world.OpenNumbersAsync("Lê Văn An"));
    }

    [Fact]
    public async Task Former_numbers_are_sealed_stand_where_their_member_stands_and_are_not_of_phones()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", "12345678", "001060000001", "02/03/1960", phone: "0912345678"));
        var code = Assert.Single(await database.SqlAsync(world, "select code from registry.members where unit_path ^@ $1"));
        await world.ImportAsync(
            world.Branch, Row("Lê Văn An", "001060000019", "001060000019", "02/03/1960", phone: "0912345679", code: code));

        await world.ImportAsync(world.District, Row("Lê Văn An", citizen: "001060000001", branch: world.OtherBranch.Code));

        Assert.Equal([$"{world.OtherBranch.Path.Value}|{world.OtherBranch.Path.Value}|không", $"{world.OtherBranch.Path.Value}|"
            + $"{world.OtherBranch.Path.Value}|không"], await database.SqlAsync(world, """
            select n.unit_path, b.unit_path, position(convert_to('001060000001', 'UTF8') in n.number) > 0
            from registry.former_numbers n join registry.blind_indexes b on b.owner_id = n.id and b.member_id = n.member_id and b.field = 7
            where n.unit_path ^@ $1
            """));
    }
}
