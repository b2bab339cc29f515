using PartyNet.Application.Imports;
using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Accounts;

namespace PartyNet.Application.Rosters;

/// <summary>A column that an exported roster can have.</summary>
/// <param name="Code">Stands in forms and in what a unit has chosen: stored, never renamed.</param>
/// <param name="Heading">As long as a unit calls it nothing else.</param>
/// <param name="Width">In characters of the standard font.</param>
/// <param name="Whole">The cell for other programs; null for the number of the row.</param>
internal sealed record RosterField(string Code, string Heading, double Width, Func<RosterEntry, string?>? Whole)
{
    /// <summary>What an import takes the column for; null where it takes no notice of it.</summary>
    public ListColumn? Read { get; init; }

    /// <summary>The cell for people, where it is not the same.</summary>
    public Func<RosterEntry, string?>? Short { get; init; }

    public Func<RosterEntry, string?>? Link { get; init; }

    public bool Counts { get; init; }

    /// <summary>An export without it could not be loaded again: what stands below the rows is known by having no number.</summary>
    public bool Stays => Read == MemberFields.Ordinal || Read == MemberFields.FullName.Column || Read == MemberFields.Code.Column;

    public SheetColumn<RosterEntry> ForPrograms => new(Heading, Width, Whole);

    /// <param name="heading">What the unit calls it.</param>
    public SheetColumn<RosterEntry> ForPeople(string heading) => new(heading, Width, Short ?? Whole) { Link = Link, Counts = Counts };
}

/// <summary>All columns in their usual order, which is public: offices' own sheets and scripts read them.</summary>
internal static class RosterFields
{
    public static IReadOnlyList<RosterField> All { get; } =
    [
        new("stt", "STT", 6, null) { Read = MemberFields.Ordinal, Counts = true },
        .. MemberFields.Leading.Select(Of),
        .. Platform.WithColumn.Select((platform, i) => Accounts(platform.Code, platform, platform.Column!.Width, i)),
        Accounts("khac", Platform.Other, 14, Platform.WithColumn.Count),
        new("so-tai-khoan", "Số tài khoản", 7.5, e => e.Count) { Counts = true },
        new("ngay-ke-khai", "Ngày kê khai", 11.5, e => e.DeclaredOn),
        new("tinh-trang", "Tình trạng", 9.5, e => e.State),
        new("ghi-chu", "Ghi chú", 10, e => e.Note),
        Of(MemberFields.Code),
    ];

    public static RosterField Code { get; } = All.Single(field => field.Read == MemberFields.Code.Column);

    public static RosterField? Find(string code) => All.FirstOrDefault(field => field.Code == code);

    private static RosterField Of(MemberField field) =>
        new(field.Exported!.Code, field.Exported.Heading, field.Exported.Width, field.Words) { Read = field.Column };

    private static RosterField Accounts(string code, Platform platform, double width, int column) =>
        new(code, platform.Name, width, e => e.Accounts(column))
        {
            Short = e => e.ShortAccounts(column),
            Link = e => e.AccountLink(column),
        };
}
