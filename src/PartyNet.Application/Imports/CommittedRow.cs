namespace PartyNet.Application.Imports;

/// <summary>A row that a commit carried out, with what it took the place of: kept sealed with the plan, so that it can be undone.</summary>
/// <param name="Before">Null where nothing was kept, as of a new member, or where it cannot be read any more.</param>
public sealed record CommittedRow<TBefore>(int Row, ImportAction Action, Guid TargetId, TBefore? Before)
    where TBefore : class;

/// <summary>What an update of a member took the place of.</summary>
/// <param name="Fields">What changed, field by field.</param>
/// <param name="Transfer">Null where the member stayed in their branch.</param>
public sealed record MemberBefore(IReadOnlyList<FieldBefore> Fields, TransferBefore? Transfer);

/// <summary>What a field was and what it became; null for nothing.</summary>
/// <param name="Field">Its heading.</param>
/// <param name="Former">The <see cref="Domain.Members.FormerNumber"/> that a number became which gave way.</param>
public sealed record FieldBefore(string Field, string? Before, string? After, Guid? Former = null);

/// <summary>A transfer: from which branch to which, the placement that it began and those that it ended.</summary>
public sealed record TransferBefore(Guid From, Guid To, Guid Begun, IReadOnlyList<Guid> Ended);

/// <summary>What a row of a unit took the place of, and what it made of it.</summary>
/// <param name="Before">Null for a new unit.</param>
public sealed record UnitBefore(UnitValues? Before, UnitValues After);

/// <summary>What a unit is to a list.</summary>
public sealed record UnitValues(string Name, string KindCode, Guid? ParentId);

/// <summary>The role that a row gave.</summary>
public sealed record RoleBefore(Guid GrantId);

/// <summary>Something refers to a row that undoing would take away.</summary>
/// <param name="UsedIn">Table that does.</param>
public sealed record RowInUse(Guid Id, string UsedIn);
