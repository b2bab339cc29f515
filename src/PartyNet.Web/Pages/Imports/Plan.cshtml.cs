using Microsoft.AspNetCore.Mvc;
using PartyNet.Application;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Imports;

/// <summary>What loading the list would do, row by row; who is meant is said here.</summary>
public sealed class PlanModel(GetLoadPlan getPlan, GetLoad getLoad, PlanLoad planLoad, DecideRows decideRows) : ImportPage
{
    /// <summary>What can be said of a row besides whom of those it may mean; and of a group, that each means the one whom it may.</summary>
    public const string TheOne = "dung";
    public const string New = "moi";
    public const string Skip = "bo-qua";
    public const string TakeBack = "chua";

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = LoadLinks.Only)]
    public string? Only { get; set; }

    [BindProperty(SupportsGet = true, Name = LoadLinks.AfterRow)]
    public int AfterRow { get; set; }

    [BindProperty]
    public DecisionForm Form { get; set; } = new();

    public LoadView Load { get; private set; } = null!;

    /// <summary>Null before there is one.</summary>
    public ImportPlan? Plan => Load.Plan;

    /// <summary>It was committed, and is only looked at.</summary>
    public bool IsOver => Load.State is LoadState.Committed or LoadState.Undoing or LoadState.Undone;

    public IReadOnlyList<DecidedRow> Rows { get; private set; } = [];

    public int? Next { get; private set; }

    /// <summary>The question to whose rows the plan is narrowed.</summary>
    public Choice<DoubtKind>? Question => DoubtKinds.All.Find(Only);

    /// <summary>The action to whose rows it is; of a question, that somebody has to decide.</summary>
    public Choice<ImportAction>? Narrowed =>
        Question is null ? LoadWords.Actions.Find(Only) : LoadWords.Actions.Of(ImportAction.Decision);

    /// <summary>What addresses of the page say of both.</summary>
    public string? NarrowedTo => Question?.Code ?? Narrowed?.Code;

    /// <summary>Only the list of members brings somebody in; of others a row of nobody known is left out.</summary>
    public bool TakesNew => Load.Kind == ImportKind.Members;

    /// <summary>The questions that rows of the plan ask.</summary>
    public IEnumerable<Choice<DoubtKind>> Questions => DoubtKinds.All.Where(kind => Plan?.Asking(kind.Value) > 0);

    /// <summary>Those of them that several rows ask: they are answered at once for all, where it is one of them, for that one.</summary>
    public IEnumerable<Choice<DoubtKind>> Groups =>
        Questions.Where(kind => Plan!.Asking(kind.Value) > 1 && (Question is null || Question == kind));

    /// <summary>Somebody has to say who is meant by the row, or has said so.</summary>
    public static bool Asks(DecidedRow row) => row.Row.Action == ImportAction.Decision || row.Decision is not null;

    public static string? Code(RowDecision? decision) => decision is null ? null : decision.Choice switch
    {
        RowChoice.Member => decision.MemberId.ToString(),
        RowChoice.New => New,
        RowChoice.Skip => Skip,
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ?? (Wider is { } wider ? Redirect(wider) : Page());

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var planned = await planLoad.HandleAsync(new PlanLoad.Command(Unit, Id), cancellationToken);
        return planned.IsError
            ? await LoadAsync(cancellationToken) ?? this.WithErrors(planned.Errors, form: "")
            : Redirect(Links.Plan(Id));
    }

    public async Task<IActionResult> OnPostDecideAsync(CancellationToken cancellationToken)
    {
        var decided = await decideRows.HandleAsync(
            new DecideRows.Command(Unit, Id, Form.Decisions(), Form.OfGroups()), cancellationToken);
        return decided.IsError
            ? await LoadAsync(cancellationToken) ?? this.WithErrors(decided.Errors, form: "")
            : Redirect(Links.Plan(Id, NarrowedTo, AfterRow));
    }

    /// <summary>Where whoever has decided the last row of a page, or the last that asks so, is led; null where there are rows.</summary>
    private string? Wider => (AfterRow > 0, Question, Narrowed) switch
    {
        _ when Rows.Count > 0 || Load.State == LoadState.Planning => null,
        (true, _, _) => Links.Plan(Id, NarrowedTo),
        (_, not null, { } decisions) => Links.Plan(Id, decisions.Code),
        (_, _, not null) => Links.Plan(Id),
        _ => null,
    };

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var plan = await getPlan.HandleAsync(
            new GetLoadPlan.Query(Unit, Id, Narrowed?.Value, Question?.Value, Math.Max(AfterRow, 0)), cancellationToken);
        if (plan.IsError)
            return await LoadWithoutPlanAsync(cancellationToken);
        (Load, Rows, Next) = (plan.Value.Load, plan.Value.Rows, plan.Value.Next);
        Form.Rows = [.. Rows.Select(row => new RowForm { Row = row.Row.Row, Choice = Code(row.Decision) })];
        return WhereItStands();
    }

    private async Task<IActionResult?> LoadWithoutPlanAsync(CancellationToken cancellationToken)
    {
        var load = await getLoad.HandleAsync(new GetLoad.Query(Unit, Id), cancellationToken);
        if (load.IsError)
            return NotFound();
        Load = load.Value;
        return WhereItStands();
    }

    /// <summary>What was committed is looked at here, too; what is not compared yet is read first.</summary>
    private RedirectResult? WhereItStands()
    {
        if (Load.State is LoadState.Reading or LoadState.Committing)
            return Redirect(Links.Of(Id, Load.State));
        if (Load.State == LoadState.Planning)
            AskAgainSoon(NarrowedTo, AfterRow);
        return null;
    }
}

/// <summary>What somebody says of rows.</summary>
public sealed class DecisionForm
{
    public List<RowForm> Rows { get; set; } = [];

    /// <summary>What is said of all rows that ask the same, and of which nothing is said by itself.</summary>
    public List<GroupForm> Groups { get; set; } = [];

    /// <summary>What is said otherwise than it was.</summary>
    public Dictionary<int, RowDecision?> Decisions() => Rows
        .Where(row => row.Choice != row.Was && (row.Choice == PlanModel.TakeBack || Read(row.Choice) is not null))
        .GroupBy(row => row.Row).ToDictionary(row => row.Key, row => Read(row.Last().Choice));

    public Dictionary<DoubtKind, RowChoice> OfGroups()
    {
        var said = new Dictionary<DoubtKind, RowChoice>();
        foreach (var group in Groups)
        {
            if (DoubtKinds.All.Find(group.Kind) is { Value: var kind } && Read(group) is { } choice)
                said[kind] = choice;
        }

        return said;
    }

    private static RowChoice? Read(GroupForm group) => group.Choice switch
    {
        PlanModel.TheOne => RowChoice.Member,
        PlanModel.New => RowChoice.New,
        PlanModel.Skip => RowChoice.Skip,
        _ => null,
    };

    private static RowDecision? Read(string? choice) => choice switch
    {
        PlanModel.New => new RowDecision(RowChoice.New),
        PlanModel.Skip => new RowDecision(RowChoice.Skip),
        _ => Guid.TryParse(choice, out var member) ? new RowDecision(RowChoice.Member, member) : null,
    };
}

/// <summary>What somebody says of all rows that ask the same.</summary>
public sealed class GroupForm
{
    public string? Kind { get; set; }
    public string? Choice { get; set; }
}

/// <summary>What somebody says of one row.</summary>
public sealed class RowForm
{
    public int Row { get; set; }
    public string? Choice { get; set; }

    /// <summary>What had been said before.</summary>
    public string? Was { get; set; }
}
