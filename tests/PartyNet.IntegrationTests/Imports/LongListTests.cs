using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Imports;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>A list of any length passes by: little more of it is read than is planned, and whoever waits hears how far it is.</summary>
public sealed class LongListTests(TestDatabase database)
{
    private const int Length = 9_000;

    // Some are read, some looked for, some compared.
    private const int AtMostAhead = 6_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_are_read_a_few_thousand_at_a_time_while_the_ones_before_are_planned()
    {
        var world = await database.NewWorldAsync();
        var heard = new Heard();

        var plan = await world.RunAsync<PlanMemberImport, ErrorOr<ImportPlan>>(
            AccessScope.Operator(world.Branch.Path),
            use => use.HandleAsync(new(world.Branch, new ImportFile("dai.csv", [1]), Rows(heard), Progress: heard), Stop));

        Assert.Equal(Length, plan.Value.Creates);
        Assert.Equal([2_000, 4_000, 6_000, 8_000, Length], heard.Planned);
        Assert.True(heard.MostAhead <= AtMostAhead, $"{heard.MostAhead} rows were read before they were planned.");
    }

    private static IEnumerable<MemberRow> Rows(Heard heard)
    {
        for (var i = 1; i <= Length; i++)
        {
            heard.Read(i);
            yield return new MemberRow { Number = i + 1, FullName = $"Lê Văn {i}", BirthYear = 1960 };
        }
    }

    private sealed class Heard : IProgress<int>
    {
        public List<int> Planned { get; } = [];

        public int MostAhead { get; private set; }

        public void Read(int rows) => MostAhead = Math.Max(MostAhead, rows - (Planned.Count == 0 ? 0 : Planned[^1]));

        public void Report(int value) => Planned.Add(value);
    }
}
