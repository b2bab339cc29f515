using PartyNet.Application.Imports;
using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>Whatever a list holds: once its plan is carried out, the same list has nothing left to do.</summary>
public sealed class ListPropertyTests(TestDatabase database)
{
    private static readonly string[] Names =
    [
        "Nguyễn Văn An", "NGUYỄN VĂN ÂN", "Trần Hoà Quí", "Trần Hòa Quý", "H'Hen Niê", "H’Hen Niê", "Ông Lê Văn Ba",
        "Phạm Thị Tư - PBT", "đ/c Vũ Sáu",
    ];

    private static readonly string?[] Births = ["02/03/1960", "02/03/60", "1960", "1961", "31/02/1960", "2024", null];

    private static readonly string?[] Numbers = [null, null, "001060000001", "1060000002", "12345678", "001060000004", "000000000000"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_list_that_was_carried_out_changes_nothing_more(int seed)
    {
        var world = await database.NewWorldAsync();
        var random = new Random(seed);
        for (var list = 0; list < 3; list++)
        {
            var rows = Enumerable.Range(0, 25).Select(_ => Row(
                Pick(Names)!, Pick(Numbers), Pick(Numbers), Pick(Births), branch: Pick([world.Branch.Code, world.SecondBranch.Code, null]),
                position: Pick(["Bí thư", "Đảng viên", null]),
                phone: Pick(["0912345678", "0912345679", null]), code: Pick([null, null, "mới"])))
                .ToArray();

            var plan = await world.PlanAsync(world.District, rows);
            await world.CommittedAsync(world.District, plan, goodRowsOnly: true);
            var again = await world.PlanAsync(world.District, rows.Where((_, i) => IsCarriedOut(plan, i + 2)).ToArray());

            Assert.Equal((0, 0), (again.Plan.Creates, again.Plan.Updates));
        }

        T Pick<T>(T[] from) => from[random.Next(from.Length)];
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task A_list_that_was_carried_out_as_somebody_decided_changes_nothing_more(int seed)
    {
        var world = await database.NewWorldAsync();
        var random = new Random(seed);
        var decided = 0;
        for (var list = 0; list < 3; list++)
        {
            var rows = Enumerable.Range(0, 25).Select(_ => Row(
                Pick(Names)!, citizen: Pick(Numbers), born: Pick(Births), branch: Pick([world.Branch.Code, world.SecondBranch.Code]),
                position: Pick(["Bí thư", "Đảng viên", null]))).ToArray();
            var asked = await world.PlanAsync(world.District, rows);
            var decisions = asked.Rows.Where(row => row.Action is ImportAction.Decision or ImportAction.Problem && random.Next(3) > 0)
                .ToDictionary(row => row.Row, row => Pick([
                    new(RowChoice.Skip), new(RowChoice.New),
                    .. row.Candidates.Take(1).Select(candidate => new RowDecision(RowChoice.Member, candidate.MemberId)),
                ]));

            var plan = await world.DecideAsync(world.District, decisions, rows);
            await world.CommittedAsync(world.District, plan, goodRowsOnly: true);
            var again = await world.PlanAsync(world.District, rows);

            decided += plan.Rows.Count(row => decisions.ContainsKey(row.Row) && row.Action is ImportAction.Create or ImportAction.Update);
            var carriedOut = plan.Rows.Where(row => row.Action is ImportAction.Create or ImportAction.Update or ImportAction.Unchanged)
                .Select(row => row.Row).ToHashSet();
            Assert.DoesNotContain(again.Changes, row => carriedOut.Contains(row.Row));
        }

        Assert.True(decided > 0, "Nothing was decided.");

        T Pick<T>(T[] from) => from[random.Next(from.Length)];
    }

    private static bool IsCarriedOut(ImportPreview plan, int row) => !plan.Problems.Any(p => p.Blocks && p.Row == row);
}
