using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Protection;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Infrastructure.Protection;
using PartyNet.IntegrationTests.Imports;
using PartyNet.IntegrationTests.Rosters;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Protection;

/// <summary>Sealed values that were altered, moved or cut: never an exception, never another value, and written down once.</summary>
[Trait("Security", "C1")]
public sealed class UnreadableValueTests(TestDatabase database)
{
    private static readonly Guid Row = Guid.CreateVersion7();

    [Fact]
    public void A_value_with_any_bit_flipped_or_any_part_cut_off_is_unreadable()
    {
        var box = new SecretBox(KeyRing.Generate());
        var cell = box.Seal(SecretField.MemberPhone, Row, "+84912345678");
        Assert.Equal("+84912345678", box.Open(SecretField.MemberPhone, Row, cell).Text);

        var looked = 0;
        for (var bit = 0; bit < cell.Length * 8; bit++)
        {
            var flipped = (byte[])cell.Clone();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Null(box.Open(SecretField.MemberPhone, Row, flipped).Text);
            looked++;
        }

        for (var length = 0; length < cell.Length; length++)
            Assert.NotNull(box.Open(SecretField.MemberPhone, Row, cell.AsSpan(0, length)).Fault);
        Assert.Equal((12 + 33) * 8, looked);
    }

    [Fact]
    public void A_value_of_another_row_column_or_key_is_unreadable()
    {
        var keys = KeyRing.Generate();
        var cell = new SecretBox(keys).Seal(SecretField.MemberPhone, Row, "+84912345678");

        Unsealed[] elsewhere =
        [
            new SecretBox(keys).Open(SecretField.MemberPhone, Guid.CreateVersion7(), cell),
            new SecretBox(keys).Open(SecretField.MemberCitizenNumber, Row, cell),
            new SecretBox(KeyRing.Generate()).Open(SecretField.MemberPhone, Row, cell),
        ];

        Assert.All(elsewhere, opened => Assert.Equal(SealedFault.Altered, opened.Fault));
        Assert.All(elsewhere, opened => Assert.Equal("không đọc được", opened.Shown));
    }

    [Theory]
    [InlineData(RosterFile.Csv)]
    [InlineData(RosterFile.Workbook)]
    public async Task An_export_says_what_it_could_not_read_and_how_much_that_is(RosterFile format)
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync();
        await world.DeclareAsync(member, DeclarationState.Confirmed, ("facebook", "fb.com/mot.hai"), ("zalo", "0905000001"));
        var account = await world.ReadAsync(world.Everything, db =>
            db.DeclaredAccounts.Where(a => a.MemberId == member.Id && a.PlatformCode == "facebook").Select(a => a.Id).SingleAsync());
        await using (var superuser = await database.OpenAsSuperuserAsync())
            await BreakCell.RunAsync(superuser, "registry.declared_accounts", "details", "cut at the end", account);
        var scope = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Board, world.District)));

        var file = await world.ExportAsync(scope, ExportWorld.Export(world.District, format));

        var cells = (format == RosterFile.Csv ? ExportWorld.CsvRows(file) : ExportWorld.XlsxRows(file)).SelectMany(row => row).ToList();
        Assert.Single(cells, "không đọc được");
        Assert.Contains(format == RosterFile.Csv ? "https://zalo.me/0905000001" : "0905 000 001", cells);
        Assert.Contains(cells, cell => cell?.EndsWith("Trong đó 1 tài khoản không đọc được.", StringComparison.Ordinal) is true);
        var delivered = (await world.ProcessesAsync(ProcessType.RosterDelivered)).Single();
        var payload = await database.SqlAsync(
            world, $"select payload from audit.process_events where process_id = '{delivered.Id}' and $1 <> ''");
        Assert.Equal(1, JsonDocument.Parse(payload.Single()).RootElement.GetProperty("unreadable").GetInt32());
    }

    [Fact]
    public async Task A_plan_of_which_a_row_cannot_be_read_is_not_carried_out()
    {
        var world = await database.NewWorldAsync();
        var plan = await world.PlanAsync(world.Branch, ImportWorld.Row("Lê Văn An", citizen: "001060000001"));
        await using (var superuser = await database.OpenAsSuperuserAsync())
            await BreakCell.RunAsync(superuser, "import.plan_rows", "content", "flipped in its text", plan.Plan.Id, "plan_id");

        var refused = await world.CommitAsync(world.Branch, plan);

        Assert.Equal("Kế hoạch đã lưu không đọc được. Chạy lại để lập kế hoạch mới.", refused.FirstError.Description);
    }

    [Fact]
    public async Task A_broken_cell_is_recorded_once_a_day_by_each_reader_at_most_with_its_place_and_without_its_value()
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserAsync(null, (Role.Secretary, world.Branch));
        var cell = Guid.CreateVersion7();

        // Two programs do not know of each other: audit itself keeps the reader's second record out.
        foreach (var today in new[] { new UnreadableToday(), new UnreadableToday() })
        {
            await world.RunAsync<IServiceProvider, bool>(await world.ScopeOfAsync(user), async services =>
            {
                for (var times = 0; times < 2; times++)
                {
                    var met = new UnreadableCells(today, services.GetRequiredService<AccessContext>(), world.Clock);
                    met.Note(SecretField.MemberPhone, cell, Unsealed.Broken(SealedFault.Altered));
                    await met.WriteDownAsync(services.GetRequiredService<IProcesses>(), CancellationToken.None);
                }

                return true;
            });
        }

        var events = await database.SqlAsync(
            world, $"select type, payload from audit.process_events where payload ->> 'rowId' = '{cell}' and $1 <> ''");
        Assert.Equal(
            $$"""SealedValueUnreadable|{"fault": "Altered", "rowId": "{{cell}}", "column": "registry.members.phone"}""",
            Assert.Single(events));
    }
}
