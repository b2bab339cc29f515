using PartyNet.Domain.Members;

namespace PartyNet.Application.Imports;

/// <summary>Something in a cell that cannot be used: where it stands, and in Vietnamese what is wrong and how to put it right.</summary>
/// <param name="Row">Row number as the spreadsheet shows it, from 1.</param>
/// <param name="Column">Letter and heading, such as "B – Số thẻ Đảng viên"; empty where the row as a whole is meant.</param>
public sealed record CellProblem(int Row, string Column, string Reason);

/// <summary>One row of a unit list, read but not yet compared with the registry.</summary>
/// <param name="Kind">The kind as typed: its code or its name.</param>
/// <param name="ParentCode">Empty for a unit without one above it in this registry.</param>
public sealed record UnitRow(int Row, string Code, string Name, string Kind, string ParentCode, IReadOnlyList<CellProblem> Problems);

/// <summary>
/// One row of a member list, read but not yet compared with the registry. What the list leaves blank is null and never overwrites.
/// A row with problems carries only what could be read.
/// </summary>
public sealed record MemberRow
{
    public required int Row { get; init; }

    /// <summary>NFC, single spaces; a name in capitals is in name case.</summary>
    public required string FullName { get; init; }

    /// <summary>12 digits, or 8 of an old card.</summary>
    public string? CardNumber { get; init; }

    /// <summary>Số định danh cá nhân: 12 digits.</summary>
    public string? CitizenNumber { get; init; }

    public DateOnly? BirthDate { get; init; }
    public int? BirthYear { get; init; }
    public DateOnly? JoinedOn { get; init; }
    public DateOnly? OfficialOn { get; init; }

    /// <summary>Code or name of the branch, as typed.</summary>
    public required string Branch { get; init; }

    public string? ResidenceBranch { get; init; }

    /// <summary>Null where the list does not say.</summary>
    public MemberKind? Kind { get; init; }

    public ActivityStatus? Activity { get; init; }
    public WorkStatus? Work { get; init; }
    public string? Position { get; init; }

    /// <summary>E.164.</summary>
    public string? Phone { get; init; }

    public IReadOnlyList<CellProblem> Problems { get; init; } = [];
}

/// <summary>What a file turned out to be: a unit list, or a member list.</summary>
public abstract record ListContent
{
    /// <summary>Headings that stand in the file and are not read; they are told, never dropped in silence.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; init; } = [];

    public sealed record Units(IReadOnlyList<UnitRow> Rows) : ListContent;

    public sealed record Members(IReadOnlyList<MemberRow> Rows) : ListContent;
}
