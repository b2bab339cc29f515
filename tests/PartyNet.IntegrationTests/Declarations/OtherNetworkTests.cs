using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

/// <summary>Networks that are none of the platforms: named, kept in clear, and offered to others once three have named them.</summary>
public sealed class OtherNetworkTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_network_that_three_members_name_is_offered_below_the_same_superior_unit_and_nowhere_else()
    {
        var world = await database.NewWorldAsync();
        await ConfirmAsync(world.Branch, "Viber: 0905 000 001");
        await ConfirmAsync(world.SecondBranch, "viber: 0905 000 002");
        await ConfirmAsync(world.SecondBranch, "Gapo: an.le");
        await ConfirmAsync(world.Branch, "Gapo: binh.le");
        await ConfirmAsync(world.OtherBranch, "Gapo: cuong.le");
        var (here, elsewhere) = (await Declarer.InAsync(world), await Declarer.InAsync(world, world.OtherBranch));
        Assert.Empty(await OfferedAsync(here));

        await ConfirmAsync(world.Branch, "Viber: 0905 000 003");

        Assert.Equal(["Viber"], await OfferedAsync(here));
        Assert.Empty(await OfferedAsync(elsewhere));

        Task ConfirmAsync(Unit branch, string address) => ConfirmOneAsync(world, branch, ("other", address));
    }

    [Fact]
    public async Task Nobody_but_a_member_is_offered_anything_and_a_list_in_review_counts_for_nothing()
    {
        var world = await database.NewWorldAsync();
        for (var i = 1; i <= 3; i++)
            await world.DeclareAsync(await world.MemberAsync(), DeclarationState.Submitted, ("other", $"Viber: 090500000{i}"));

        Assert.Empty(await OfferedAsync(await Declarer.InAsync(world)));
        Assert.Empty(await world.ReadAsync(await world.CommitteeAsync(), db => db.SuggestedNetworks().ToListAsync(Stop)));
    }

    [Fact]
    public async Task The_name_stands_in_clear_beside_the_sealed_address_and_a_link_without_one_stays_valid()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        var link = await declarer.BeginAccountAsync("other");
        var stated = await StateAsync(declarer, link, "https://mangxahoi.example.vn/an");
        Assert.Equal("Network", Assert.Single(stated.Errors).Code);
        Assert.False((await StateAsync(declarer, await declarer.BeginAccountAsync("other"), "0912 345 678", "  Zing   Me ")).IsError);

        var declaration = await declarer.SubmitAsync();
        Assert.Equal([null, "Zing Me"], await NetworksAsync(declaration));
        await declarer.ConfirmAsync();
        var unchanged = await declarer.SubmitAsync();
        Assert.True(unchanged.Unchanged);
        Assert.Equal([null, "Zing Me"], await NetworksAsync(unchanged));

        Task<List<string?>> NetworksAsync(Declaration of) => declarer.World.ReadAsync(declarer.World.Everything, db => db.DeclaredAccounts
            .Where(a => a.DeclarationId == of.Id).OrderBy(a => a.Position).Select(a => a.Network).ToListAsync(Stop));
    }

    [Theory]
    [InlineData("", "0912 345 678", "Network", "Đồng chí ghi tên mạng xã hội, ví dụ: Viber.")]
    [InlineData("0912345678", "an.le", "Network", "Tên mạng xã hội gồm nhiều nhất 50 ký tự")]
    [InlineData("https://viber.example.vn", "an.le", "Network", "không phải số điện thoại hay đường dẫn")]
    [InlineData("facebook", "an.le", "Network", "Facebook có mục riêng. Đồng chí quay lại, chọn Facebook trong danh sách")]
    [InlineData("Viber", "", "Address", "Chưa ghi tài khoản. Đồng chí ghi đường dẫn, số điện thoại hoặc tên tài khoản")]
    [InlineData("Viber", "an.le@thu.example.vn/x y", "Address", "tài khoản mạng này")]
    public async Task Each_of_the_two_fields_says_by_itself_what_is_wrong(string network, string address, string field, string words)
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());

        var stated = await StateAsync(declarer, await declarer.BeginAccountAsync("other"), address, network);

        var error = Assert.Single(stated.Errors);
        Assert.Equal(field, error.Code);
        Assert.Contains(words, error.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Viber", "0912 345 678")]
    [InlineData("Viber", "viber: 0912 345 678")]
    [InlineData(null, "Viber: 0912 345 678")]
    public async Task However_the_two_are_filled_in_it_is_one_account(string? network, string address)
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());

        var stated = await StateAsync(declarer, await declarer.BeginAccountAsync("other"), address, network);

        Assert.Equal("other|1|viber:+84912345678", stated.Value.Address.Identity);
    }

    private static Task<ErrorOr<DraftAccount>> StateAsync(Declarer declarer, Guid account, string address, string? network = null) =>
        declarer.RunAsync<StateAccount, ErrorOr<DraftAccount>>(use => use.HandleAsync(
            new StateAccount.Command(account, address, AccountUse.Personal, null, "other", network), Stop));

    private static async Task ConfirmOneAsync(World world, Unit branch, TypedAccount account) =>
        await world.DeclareAsync(await world.MemberAsync(branch), DeclarationState.Confirmed, account);

    private static async Task<IReadOnlyList<string>> OfferedAsync(Declarer declarer) =>
        (await declarer.RunAsync<GetDraftAccount, ErrorOr<MyDraftAccount>>(
            get => get.HandleAsync(new GetDraftAccount.Query(Guid.CreateVersion7(), "other"), Stop))).Value.Networks;
}
