namespace PartyNet.Application.Imports;

/// <summary>A file to load below a unit.</summary>
/// <param name="FileHash">SHA-256 of the file.</param>
public sealed record ImportFile(string Name, byte[] FileHash);

/// <summary>A plan was made.</summary>
/// <param name="Decided">How many rows a person had decided about.</param>
public sealed record ImportPlanned(
    Guid PlanId, int Creates, int Updates, int Unchanged, int Problems, int Decisions, int Skipped, int Decided)
{
    internal static ImportPlanned Of(ImportPlan plan, IReadOnlyDictionary<int, RowDecision> decisions) => new(
        plan.Id, plan.Creates, plan.Updates, plan.Unchanged, plan.Problems, plan.Decisions, plan.Skipped, decisions.Count);
}
