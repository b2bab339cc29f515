using System.Globalization;
using PartyNet.Application.Audit;
using PartyNet.Application.Imports;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Members;

/// <summary>A field of a member as lists know it; <see cref="MemberFields"/> says them all.</summary>
internal class MemberField(params ListColumn[] columns)
{
    public MemberField(string heading, params string[] others)
        : this(new ListColumn(heading, others))
    {
    }

    public ListColumn Column => columns[0];

    /// <summary>Where lists keep it: mostly one column, but a name may stand in two and a card number under an old heading.</summary>
    public IReadOnlyList<ListColumn> Columns => columns;

    /// <summary>Written by people, in whatever font the list has.</summary>
    public bool IsText { get; init; }

    /// <summary>Only a member's row has it: totals, section titles and signatures do not.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Members below each other may have the same, so that lists write a mark for it (<see cref="DittoMarks"/>).</summary>
    public bool IsShared { get; init; }

    /// <summary>Beside the name it tells two people of one name apart.</summary>
    public bool TellsApart { get; init; }

    /// <summary>Reads the cell in <see cref="Column"/> into the row; a blank one leaves the row as it is.</summary>
    public required Func<MemberRow, ListCells, ListColumn, MemberRow> Read { get; init; }

    /// <summary>Makes of the member what the row says; what the row does not say stays.</summary>
    public Action<ListedMember, MemberRow> Apply { get; init; } = (_, _) => { };

    /// <summary>What the row says of it, in words, a number of a person masked; null for nothing.</summary>
    public required Func<MemberRow, string?> Said { get; init; }

    /// <summary>As lists show it; null where the member has none.</summary>
    public Func<ListedMember, string?> Words { get; init; } = _ => null;

    /// <summary>
    /// How an import that is undone finds and puts back what it changed; null where it never changes the field, or knows it otherwise
    /// (branches, numbers).
    /// </summary>
    public KeptValue? Kept { get; init; }

    /// <summary>Properties of <see cref="Member"/> whose values audit must not hold.</summary>
    public IReadOnlyList<string> Redacted { get; init; } = [];

    /// <summary>Its column in an exported roster; null where it is not exported.</summary>
    public RosterColumn? Exported { get; init; }

    /// <summary>What the registry has of it, to be read beside what the row says.</summary>
    public virtual string Beside(KnownMember known, MemberRow row, ISecrets secrets) => Words(known) ?? "chưa có";

    /// <summary>What the row would change, and changes in <paramref name="known"/>; null for nothing.</summary>
    public virtual PlannedDifference? Compare(KnownMember known, MemberRow row, ISecrets secrets)
    {
        var before = Words(known);
        Apply(known, row);
        var after = Words(known);
        return before == after ? null : PlannedDifference.Of(Column, before, after);
    }
}

/// <summary>A number that is sealed in the member's row and looked up by its blind index.</summary>
internal sealed class NumberField(params ListColumn[] columns) : MemberField(columns)
{
    public required SecretField Secret { get; init; }

    public required IndexedField Index { get; init; }

    /// <summary>The number in the row.</summary>
    public required Func<MemberRow, string?> Given { get; init; }

    public required Func<Member, byte[]?> Held { get; init; }

    public required Action<Member, byte[]?> Hold { get; init; }

    /// <summary>It says who somebody is: one that is replaced still finds them (<see cref="FormerNumber"/>).</summary>
    public bool IsIdentity { get; init; }

    public override string Beside(KnownMember known, MemberRow row, ISecrets secrets) => Held(known.Member) is null ? "chưa có"
        : Holds(known, Given(row)!, secrets) ? "như trong tệp"
        : "số khác";

    public override PlannedDifference? Compare(KnownMember known, MemberRow row, ISecrets secrets) =>
        Given(row) is { } number && !Holds(known, number, secrets) && !IsFormer(known, row, secrets)
            ? PlannedDifference.Of(Column, Held(known.Member) is null ? null : "(số khác)", $"…{number[^NumberMask.Shown..]}")
            : null;

    /// <summary>The number that a member has, shown in a process; null where there is none.</summary>
    public Unsealed? Open(Member member, ISecrets secrets, IProcessRecord process) =>
        Held(member) is { } cell ? secrets.Open(process, member.Id, Secret, member.Id, cell) : null;

    /// <summary>The row has a number that the member had before another took its place.</summary>
    public bool IsFormer(KnownMember known, MemberRow row, ISecrets secrets) =>
        IsIdentity && Given(row) is { } number && !Holds(known, number, secrets)
        && secrets.Index(IndexedField.FormerNumber, number).Any(value => known.Holds(value.Digest));

    /// <summary>Seals the number of the row into the member, who stands in their branch already, and makes what it is found by.</summary>
    public IEnumerable<BlindIndex> Seal(Member member, MemberRow row, ISecrets secrets) =>
        Given(row) is { } number ? Seal(member, number, secrets) : [];

    /// <inheritdoc cref="Seal(Member, MemberRow, ISecrets)"/>
    public IEnumerable<BlindIndex> Seal(Member member, string number, ISecrets secrets)
    {
        Hold(member, secrets.Seal(Secret, member.Id, number));
        return BlindIndex.Of(Index, secrets.Index(Index, number), member.Id, member.UnitPath);
    }

    private bool Holds(KnownMember known, string number, ISecrets secrets) =>
        secrets.Index(Index, number).Any(value => known.Holds(value.Digest));
}

/// <summary>The exact value of a field as text, which goes back as it was; null for none.</summary>
internal sealed record KeptValue(Func<ListedMember, string?> Read, Action<ListedMember, string?> PutBack)
{
    private const string Format = "yyyy-MM-dd";

    public static string? Of(DateOnly? day) => day?.ToString(Format, CultureInfo.InvariantCulture);

    public static DateOnly? Day(string? text) =>
        text is null ? null : DateOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);
}

/// <summary>A column of an exported roster.</summary>
/// <param name="Code">Stands in forms and in what a unit has chosen: stored, never renamed.</param>
/// <param name="Width">In characters of the standard font; a column that is printed is narrow, and its words wrap.</param>
internal sealed record RosterColumn(string Code, string Heading, double Width);
