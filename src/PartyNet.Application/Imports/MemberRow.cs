using System.Text.Json.Serialization;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Imports;

/// <summary>
/// One member as a list has them, read and normalised. Null means that the list says nothing, so an update leaves the value as it is.
/// Branches are text here: the plan looks them up in the registry. A plan keeps rows like this one, sealed.
/// </summary>
public sealed record MemberRow
{
    /// <summary>Row of the sheet, counted from 1.</summary>
    public required int Number { get; init; }

    /// <summary>PartyNet's own code of the member, in a list that was exported for correction.</summary>
    public string? MemberCode { get; init; }

    /// <summary>In name case, NFC, single spaces; empty only with a problem.</summary>
    public required string FullName { get; init; }

    public CardNumber? CardNumber { get; init; }
    public CitizenNumber? CitizenNumber { get; init; }
    public VietnamesePhoneNumber? Phone { get; init; }

    /// <summary>The day of birth; null where only the year is known.</summary>
    public DateOnly? BirthDate { get; init; }

    public int? BirthYear { get; init; }
    public DateOnly? JoinedOn { get; init; }
    public DateOnly? OfficialOn { get; init; }

    /// <summary>Name or code of the branch as written.</summary>
    public string? Branch { get; init; }

    /// <summary>Branch at the place of residence as written; often outside this registry.</summary>
    public string? ResidenceBranch { get; init; }

    public string? Position { get; init; }
    public MemberKind? Kind { get; init; }
    public ActivityStatus? Activity { get; init; }
    public WorkStatus? WorkStatus { get; init; }

    [JsonIgnore]
    public IReadOnlyList<CellProblem> Problems { get; init; } = [];

    /// <summary>Something must be put right before this row can be loaded.</summary>
    [JsonIgnore]
    public bool IsBlocked => Problems.Any(problem => problem.Blocks);

    internal bool HasNumber => CardNumber is not null || CitizenNumber is not null;

    /// <summary>
    /// What a member with this card or citizen number is found by: the two are equal since 2025, and lists put them in either column.
    /// </summary>
    internal IEnumerable<byte[]> NumberDigests(ISecrets secrets) =>
        from number in new[] { CardNumber?.Value, CitizenNumber?.Value }.OfType<string>().Distinct()
        from field in new[] { IndexedField.CardNumber, IndexedField.CitizenNumber }
        from value in secrets.Index(field, number)
        select value.Digest;
}
