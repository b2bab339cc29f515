using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.Web.Links;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Links;

/// <summary>Whatever a unit is called and whatever is searched for, an address leads where it should and says what was asked.</summary>
public sealed class LinkTests(Site site)
{
    private const string Odd = "A&B #1+%/2? Đồi;";

    public static TheoryData<string, string, string> Links { get; } = new()
    {
        { BoardLinks.Roster(Odd, new RosterFilter(Name: Odd), after: Odd), "/ban/*/danh-sach", "q sau" },
        { BoardLinks.Export(Odd, new RosterFilter(Unit: Odd)), "/ban/*/danh-sach/xuat", "chi-bo" },
        { BoardLinks.Units(Odd, Odd, before: Odd), "/ban/*/to-chuc", "q truoc" },
        { BoardLinks.Coverage(Odd), "/ban/*", "" },
        { BoardLinks.Statistics(Odd), "/ban/*/thong-ke", "" },
        { BoardLinks.Notices(Odd), "/ban/*/thong-bao", "" },
        { BoardLinks.ViewerNames(Odd), "/ban/*/nguoi-xem", "" },
        { BoardLinks.ExportColumns(Odd, new RosterFilter(Unit: Odd)), "/ban/*/danh-sach/cot", "chi-bo" },
        { BranchLinks.Home(Odd), "/chi-bo/*", "" },
        { BranchLinks.Members(Odd, new BranchFilter(Name: Odd), after: Odd), "/chi-bo/*/dang-vien", "q sau" },
        { BranchLinks.ReviewQueue(Odd, before: Odd), "/chi-bo/*/ra-soat", "truoc" },
        { AdministrationLinks.Users(Odd, after: Odd), "/quan-tri", "q sau" },
        { MyDataLinks.WhoSawPage(before: Odd), "/du-lieu-cua-toi/ai-da-xem", "truoc" },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public void Every_part_of_an_address_comes_back_as_it_went_in(string link, string path, string keys)
    {
        var address = new Uri("http://partynet.test" + link);
        var query = QueryHelpers.ParseQuery(address.Query);

        Assert.Equal(
            path,
            string.Join('/', address.AbsolutePath.Split('/').Select(Uri.UnescapeDataString).Select(part => part == Odd ? "*" : part))
        );
        Assert.Equal("", address.Fragment);
        Assert.Equal(keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), query.Keys.Order());
        Assert.All(query.Values, value => Assert.Equal(Odd, value));
    }

    [Fact]
    public void A_filter_has_one_code_and_one_label_in_every_list()
    {
        Assert.Equal("/chi-bo/K/dang-vien?tinh-trang=cho-xem-xet", BranchLinks.Members("K", MemberFilter.Submitted));
        Assert.Equal(
            "/ban/K/danh-sach?trang-thai=cho-xem-xet",
            BoardLinks.Roster("K", RosterFilter.For(Domain.Members.DeclarationState.Submitted))
        );
        Assert.Equal(
            ["Chưa kê khai", "Chờ xem xét", "Đã trả lại", "Đã xác nhận", "Không thuộc diện kê khai"],
            MemberChoices.Filters.Select(choice => choice.Name)
        );
        Assert.All(
            Enum.GetValues<MemberFilter>(),
            filter =>
                Assert.Equal(
                    filter,
                    BranchFilter.Of(key => key == BranchFilter.StateKey ? new BranchFilter(State: filter).StateCode : null).State
                )
        );
        Assert.Null(BranchFilter.Of(_ => "tat-ca-moi-nguoi").State);
    }

    [Fact]
    public async Task The_pages_of_a_unit_with_an_odd_code_open_and_search_for_what_was_typed()
    {
        var world = await site.Database.NewWorldAsync();
        var unit = Unit.Create(
            Guid.CreateVersion7(),
            "odd",
            world.District,
            $"{Odd}{world.District.Code}",
            "Chi bộ mã lạ",
            UnitKind.Branch,
            new DateOnly(2020, 1, 1)
        );
        await world.WriteAsync(ProcessType.UnitsImported, db => db.Units.Add(unit));
        var board = await site.SignedInAsync(await world.UserAsync(null, (Role.Board, world.District)));

        foreach (
            var link in (string[])
                [
                    BoardLinks.Coverage(unit.Code),
                    BoardLinks.Units(unit.Code),
                    BranchLinks.Home(unit.Code),
                    BranchLinks.ReviewQueue(unit.Code),
                ]
        )
            Assert.Contains("Chi bộ mã lạ", (await board.OpenAsync(link)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        foreach (
            var link in (string[])
                [BoardLinks.Roster(unit.Code, new RosterFilter(Name: Odd)), BranchLinks.Members(unit.Code, new BranchFilter(Name: Odd))]
        )
            Assert.Equal(Odd, (await board.OpenAsync(link)).QuerySelector("input[name=q]")!.GetAttribute("value"));
        using var elsewhere = await board.GetAsync(BoardLinks.Coverage(unit.Code + "x"));
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }
}
