using ErrorOr;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

public sealed class ReceiptTests(TestDatabase database)
{
    [Fact]
    public async Task A_receipt_keeps_telling_what_was_declared_after_later_versions()
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();
        await declarer.AddAsync("tiktok", "@abc.vn");
        await declarer.SubmitAsync();

        var first = (await ReceiptAsync(declarer, 1)).Value;
        var second = (await ReceiptAsync(declarer, 2)).Value;

        Assert.Equal((DeclarationStatus.Withdrawn, "zalo"), (first.Status, Assert.Single(first.Accounts).Platform.Code));
        Assert.Equal((DeclarationStatus.Submitted, 2), (second.Status, second.Accounts.Count));
        Assert.Equal("Chi bộ Khu 14", second.BranchName);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public async Task A_number_without_a_declaration_is_not_found(int number)
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();

        Assert.Equal(ErrorType.NotFound, (await ReceiptAsync(declarer, number)).FirstError.Type);
    }

    [Fact]
    public async Task Each_member_has_receipts_of_their_own_declarations_only()
    {
        var world = await database.NewWorldAsync();
        var declarer = await Declarer.InAsync(world);
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();

        Assert.True((await ReceiptAsync(await Declarer.InAsync(world), 1)).IsError);
        Assert.True((await ReceiptAsync(await Declarer.InAsync(world, grants: (Role.Secretary, world.Branch)), 1)).IsError);
    }

    [Fact]
    public async Task A_secretary_is_told_that_the_level_above_looks_at_it()
    {
        var world = await database.NewWorldAsync();
        foreach (var (declarer, above) in new[]
        {
            (await Declarer.InAsync(world, grants: (Role.Secretary, world.Branch)), true),
            (await Declarer.InAsync(world, grants: (Role.Secretary, world.SecondBranch)), false),
            (await Declarer.InAsync(world), false),
        })
        {
            await declarer.AddAsync("zalo", "0912345678");
            await declarer.SubmitAsync();
            Assert.Equal(above, (await ReceiptAsync(declarer, 1)).Value.IsReviewedAbove);
        }
    }

    private static Task<ErrorOr<MyReceipt>> ReceiptAsync(Declarer declarer, int number) =>
        declarer.RunAsync<GetMyReceipt, ErrorOr<MyReceipt>>(get => get.HandleAsync(number, CancellationToken.None));
}
