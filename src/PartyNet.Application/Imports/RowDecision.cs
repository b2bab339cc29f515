namespace PartyNet.Application.Imports;

/// <summary>What a person says about one row, so that it can be planned: who is meant, or that it is left out.</summary>
/// <param name="MemberId">Of <see cref="RowChoice.Member"/>: the member who is meant.</param>
public sealed record RowDecision(RowChoice Choice, Guid? MemberId = null);

/// <summary>What can be said about a row. Stored, so the numbers never change.</summary>
public enum RowChoice
{
    /// <summary>This member, whoever else is like them.</summary>
    Member = 1,

    /// <summary>Nobody who is there.</summary>
    New = 2,

    /// <summary>The row is left out.</summary>
    Skip = 3,
}
