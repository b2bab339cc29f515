using PartyNet.Application.Declarations;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

public sealed class NoticeInForceTests(TestDatabase database)
{
    [Fact]
    public async Task Where_no_unit_above_has_published_one_there_is_none()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await PublishAsync(declarer.World, declarer.World.OtherGrassroots, 1);
        await PublishAsync(declarer.World, declarer.World.SecondBranch, 1);

        Assert.Null(await NoticeAsync(declarer));
    }

    [Fact]
    public async Task The_nearest_unit_speaks_and_its_highest_number_is_in_force()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var world = declarer.World;
        foreach (var number in new[] { 1, 10, 9 })
            await PublishAsync(world, world.District, number);
        Assert.Equal((10, world.District.Name), await SpeakerAsync(declarer));

        await PublishAsync(world, world.Grassroots, 1);
        Assert.Equal((1, world.Grassroots.Name), await SpeakerAsync(declarer));
        await PublishAsync(world, world.Branch, 2);
        Assert.Equal((2, world.Branch.Name), await SpeakerAsync(declarer));
    }

    [Fact]
    public async Task Blank_lines_separate_paragraphs_however_lines_end()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await PublishAsync(declarer.World, declarer.World.Branch, 1, "Mục đích.\r\n\r\nCăn cứ:\r\nmột văn bản.\n\n\n\nThời hạn lưu.  ");

        Assert.Equal(["Mục đích.", "Căn cứ:\nmột văn bản.", "Thời hạn lưu."], (await NoticeAsync(declarer))!.Paragraphs);
    }

    private static async Task<(int, string)> SpeakerAsync(Declarer declarer)
    {
        var notice = (await NoticeAsync(declarer))!;
        return (notice.Number, notice.UnitName);
    }

    private static Task<NoticeInForce?> NoticeAsync(Declarer declarer) =>
        declarer.RunAsync<GetNoticeInForce, NoticeInForce?>(get => get.HandleAsync(CancellationToken.None));

    private static Task PublishAsync(World world, Unit unit, int number, string body = "Nội dung.") => world.WriteAsync(
        ProcessType.NoticePublished,
        db => db.UnitNotices.Add(UnitNotice.Publish(Guid.CreateVersion7(), unit.Id, number, "Thông báo", body, world.Clock.GetUtcNow())));
}
