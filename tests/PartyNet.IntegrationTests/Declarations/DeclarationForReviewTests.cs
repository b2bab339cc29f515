using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

public sealed class DeclarationForReviewTests(TestDatabase database)
{
    [Fact]
    public async Task Opening_shows_the_accounts_and_is_recorded_once_for_the_member()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var declaration = await world.SubmitAsync(
            await world.AddMemberAsync(world.Branch, "Trần Thị Bình"),
            new TypedAccount("zalo", "0912 345 678"), new TypedAccount("facebook", "m.facebook.com/Binh.Tran?locale=vi_VN", "Bình Trần"));

        var shown = (await world.OpenAsync(world.Secretary, world.Branch, declaration.Id)).Value;

        Assert.Equal(("Trần Thị Bình", 1970, "Chi bộ Khu 14"), (shown.Member.Name, shown.Member.BirthYear, shown.Member.UnitName));
        Assert.Null(shown.Previous);
        Assert.True(shown.CanDecide);
        Assert.Equal(["Zalo", "Facebook"], shown.Accounts.Select(a => a.Now!.PlatformName));
        Assert.Equal("https://www.facebook.com/binh.tran", shown.Accounts[1].Now!.Link);
        Assert.Equal("m.facebook.com/Binh.Tran?locale=vi_VN", shown.Accounts[1].Now!.Typed);
        Assert.Contains(
            declaration.Id.ToString(),
            Assert.Single(await world.EventsAsync<DeclarationViewed>(declaration.MemberId)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_declaration_stands_beside_the_version_before_with_what_changed()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Bình");
        var first = await world.SubmitAsync(
            member,
            new TypedAccount("zalo", "0912345678"),
            new TypedAccount("facebook", "fb.com/binh.tran"),
            new TypedAccount("tiktok", "@binh.vn")
        );
        await world.ConfirmAsync(world.Secretary, world.Branch, first);
        await world.SubmitAsync(member);
        var now = await world.SubmitAsync(
            member,
            new TypedAccount("zalo", "0912345678"),
            new TypedAccount("facebook", "fb.com/binh.tran.moi"),
            new TypedAccount("youtube", "@binhtran")
        );

        var shown = (await world.OpenAsync(world.Secretary, world.Branch, now.Id)).Value;

        // Compared with the confirmed version, although another was handed in and withdrawn in between.
        Assert.Equal((1, DeclarationStatus.Confirmed), (shown.Previous!.Number, shown.Previous.Status));
        Assert.Equal(
            [AccountChange.Unchanged, AccountChange.Edited, AccountChange.Added, AccountChange.Removed],
            shown.Accounts.Select(a => a.Change)
        );
        Assert.Equal(DefectField.Address, Assert.Single(shown.Accounts[1].Fields));
        Assert.Equal(
            ("facebook.com/binh.tran", "facebook.com/binh.tran.moi"),
            (shown.Accounts[1].Before!.Address, shown.Accounts[1].Now!.Address)
        );
        Assert.Equal("TikTok", shown.Accounts[3].Before!.PlatformName);
        Assert.Equal([3, 2, 1], shown.History.Select(v => v.Number));
        Assert.Null(shown.Newest);
        Assert.Equal(3, (await world.OpenAsync(world.Secretary, world.Branch, first.Id)).Value.Newest!.Number);
    }

    [Fact]
    public async Task After_a_return_the_reviewer_sees_what_had_been_asked()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Bình");
        await world.ReturnAsync(world.Secretary, world.Branch, await world.SubmitAsync(member, new TypedAccount("zalo", "0912345678")));
        var again = await world.SubmitAsync(
            member,
            new TypedAccount("zalo", "0912345678"),
            new TypedAccount("facebook", "fb.com/binh.tran")
        );

        var shown = (await world.OpenAsync(world.Secretary, world.Branch, again.Id)).Value;

        Assert.Equal("Thiếu tài khoản Facebook.", Assert.Single(shown.Previous!.Defects).Note);
        Assert.Empty(shown.Defects);
        Assert.Equal(1, shown.Returns);
        Assert.True(Assert.Single(shown.History, v => v.DecidedAt is not null).WasReturned);
    }

    [Theory]
    [InlineData("https://www.facebook.com/Gia.Dinh", "fb.com/giadinh")]
    [InlineData("https://www.facebook.com/profile.php?id=61550000002633", "https://www.facebook.com/p/Gia-Dinh-61550000002633/")]
    public async Task The_other_member_with_the_same_account_is_named_to_the_common_superior_only_and_sees_the_look(
        string one, string other)
    {
        var world = await ReviewWorld.CreateAsync(database);
        var here = await world.SubmitAsync(
            await world.AddMemberAsync(world.Branch, "Trần Thị Bình"),
            new TypedAccount("facebook", one)
        );
        var there = await world.SubmitAsync(
            await world.AddMemberAsync(world.Neighbour, "Lê Văn Láng"),
            new TypedAccount("facebook", other)
        );

        var below = (await world.OpenAsync(world.Secretary, world.Branch, here.Id)).Value;
        Assert.Empty(below.Accounts[0].Now!.Remarks);
        Assert.Empty(await world.EventsAsync<DeclarationViewed>(there.MemberId));

        var above = (await world.OpenAsync(world.CommitteeReviewer, world.Committee, here.Id)).Value;
        Assert.Equal(
            "Tài khoản này cũng do đồng chí Lê Văn Láng (Chi bộ Khu 15) kê khai.", Assert.Single(above.Accounts[0].Now!.Remarks).Words);
        Assert.Single(await world.EventsAsync<DeclarationViewed>(there.MemberId));
    }

    [Fact]
    public async Task A_version_that_stands_no_more_shares_nothing()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var here = await world.SubmitAsync(
            await world.AddMemberAsync(world.Branch, "Trần Thị Bình"),
            new TypedAccount("zalo", "0912345678")
        );
        var other = await world.AddMemberAsync(world.Branch, "Lê Văn Láng");
        await world.SubmitAsync(other, new TypedAccount("zalo", "0912345678"));
        Assert.Single((await world.OpenAsync(world.Secretary, world.Branch, here.Id)).Value.Accounts[0].Now!.Remarks);

        await world.SubmitAsync(other, new TypedAccount("zalo", "0912345679"));

        Assert.Empty((await world.OpenAsync(world.Secretary, world.Branch, here.Id)).Value.Accounts[0].Now!.Remarks);
    }

    /// <summary>Masked alike, the two numbers would look the same to whoever compares them.</summary>
    [Fact]
    [Trait("Security", "Z7")]
    public async Task A_zalo_number_that_differs_where_the_mask_hides_it_is_said_to_differ_there()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Lê Văn Giữa", "0905123678");
        var declared = await world.SubmitAsync(member, new TypedAccount("zalo", "0905999678"));

        var remark = Assert.Single(
            (await world.OpenAsync(world.Secretary, world.Branch, declared.Id)).Value.Accounts[0].Now!.Remarks).Words;

        Assert.Equal("Số Zalo khác số điện thoại trong danh sách đảng viên ở các chữ số giữa.", remark);
    }

    [Fact]
    public async Task A_zalo_number_that_is_not_the_one_in_the_list_is_pointed_out_with_the_number_masked()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var same = await world.SubmitAsync(
            await world.AddMemberAsync(world.Branch, "Trần Thị Bình", "0912345678"),
            new TypedAccount("zalo", "+84 912 345 678")
        );
        var different = await world.SubmitAsync(
            await world.AddMemberAsync(world.Branch, "Lê Văn Láng", "+84987654321"),
            new TypedAccount("zalo", "0905111222")
        );
        var unknown = await world.SubmitAsync(
            await world.AddMemberAsync(world.Branch, "Hồ Thị Lan"),
            new TypedAccount("zalo", "0905333444")
        );

        Assert.Empty((await world.OpenAsync(world.Secretary, world.Branch, same.Id)).Value.Accounts[0].Now!.Remarks);
        var remark = Assert.Single(
            (await world.OpenAsync(world.Secretary, world.Branch, different.Id)).Value.Accounts[0].Now!.Remarks).Words;
        Assert.StartsWith("Số Zalo khác số điện thoại trong danh sách đảng viên", remark, StringComparison.Ordinal);
        Assert.DoesNotContain("0987654321", remark.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty((await world.OpenAsync(world.Secretary, world.Branch, unknown.Id)).Value.Accounts[0].Now!.Remarks);
    }

    [Fact]
    public async Task Opaque_links_and_pages_declared_as_personal_are_explained()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var declaration = await world.SubmitAsync(
            await world.AddMemberAsync(world.Branch, "Trần Thị Bình"),
            new TypedAccount("facebook", "https://www.facebook.com/share/1YxwPSZJfw/"),
            new TypedAccount("facebook", "https://www.facebook.com/groups/123456"),
            new TypedAccount("facebook", "https://www.facebook.com/groups/654321", Use: AccountUse.RunByMember));

        var accounts = (await world.OpenAsync(world.Secretary, world.Branch, declaration.Id)).Value.Accounts;

        Assert.Contains("cần đường dẫn đầy đủ", Assert.Single(accounts[0].Now!.Remarks).Words, StringComparison.Ordinal);
        Assert.Equal("Địa chỉ là nhóm nhưng được khai là tài khoản cá nhân.", Assert.Single(accounts[1].Now!.Remarks).Words);
        Assert.Empty(accounts[2].Now!.Remarks);
    }
}
