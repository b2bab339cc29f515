using PartyNet.Application.Protection;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Imports;

/// <summary>Rows of a plan that are written together.</summary>
/// <param name="Creates">What those are about who are new.</param>
/// <param name="Enrolled">What is written of the new ones; null where their branches are not all at hand yet.</param>
internal sealed record MemberBatch(
    IReadOnlyList<PlannedRow<MemberTarget>> Rows, IReadOnlyList<MemberTarget> Creates, MemberChanges? Enrolled);

/// <summary>The rows that a member or a batch of them writes.</summary>
internal sealed class MemberChanges
{
    public List<Member> Members { get; } = [];
    public List<Placement> Placements { get; } = [];
    public List<ResidenceLink> Residences { get; } = [];
    public List<BlindIndex> BlindIndexes { get; } = [];
    public List<FormerNumber> FormerNumbers { get; } = [];

    /// <summary>What the batch takes the place of.</summary>
    public List<CommittedRow<MemberBefore>> Before { get; } = [];

    public void AddRange(IEnumerable<MemberChanges> others)
    {
        foreach (var other in others)
        {
            Members.AddRange(other.Members);
            Placements.AddRange(other.Placements);
            Residences.AddRange(other.Residences);
            BlindIndexes.AddRange(other.BlindIndexes);
        }
    }
}
