using ErrorOr;
using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Access;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>One role as a list has it: who is to hold what, where and until when.</summary>
/// <param name="Person">Who is meant, as a list of members would have them, with the problems of the whole row.</param>
/// <param name="Unit">Name or code of the unit as written; null where the row says it with the role alone.</param>
/// <param name="RoleUnit">What stands behind the role: “Chi bộ thôn Hai” of “Bí thư Chi bộ thôn Hai”; empty without any.</param>
/// <param name="LastDay">As written; null for an open end.</param>
public sealed record RoleRow(MemberRow Person, string? Unit, Role? Role, string RoleUnit, string? LastDay)
{
    /// <summary>What stands above a row of a list without units: a title, or the name of the sheet. It may name none.</summary>
    public string? UnitAbove { get; init; }

    /// <summary>Row of the sheet, counted from 1.</summary>
    public int Number => Person.Number;
}

/// <summary>A list of roles found in a spreadsheet.</summary>
public sealed class RoleSheet : ImportList
{
    private readonly string? _title;

    private RoleSheet(ListContext context, ListHeader header, Fonts fonts)
        : base(context, header, fonts, NoteOf(context, header)) =>
        _title = TitleAbove(context, header);

    private bool HasUnit => Header.Of(RoleColumns.Unit).Count > 0;

    /// <summary>The roles in the order of the sheet, one at a time, good and bad.</summary>
    public IEnumerable<RoleRow> Rows() => Read(ListedRows(), Skip);

    private IEnumerable<RoleRow> Read(IEnumerable<SheetRow> rows, Action<SheetRow> other)
    {
        var sections = new BranchSections(_title, Sheet, fillsDown: false);
        foreach (var row in rows)
        {
            var cells = Cells(row);
            if (IsRole(cells))
            {
                var read = Read(cells);
                yield return HasUnit ? read : Placed(read, sections);
            }
            else if (!HasUnit && sections.Begin(row))
            {
                continue;
            }
            else if (Says(cells).Any(says => says) && !IsHeading(cells))
            {
                other(row);
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<SampleRow> SampleRows() =>
        from role in Read(RowsOfSample(), static _ => { })
        select new SampleRow(
            role.Number,
            RowFact.Said(
            [
                .. RoleColumns.Who.Select(field => (field.Column, field.Said(role.Person))),
                (RoleColumns.Unit, role.Unit ?? role.UnitAbove),
                (RoleColumns.Number, MemberFields.CardNumber.Said(role.Person)),
                (RoleColumns.Role, role.Role is { } held ? RolePermissions.Name(held) : null), (RoleColumns.LastDay, role.LastDay),
            ]),
            role.Person.Problems);

    private protected override IReadOnlyCollection<ListColumn> Shared { get; } =
        [RoleColumns.Unit, RoleColumns.Role, RoleColumns.LastDay];

    private static bool IsRole(ListCells cells) => !IsHeading(cells)
        && Says(cells).Count(says => says) is var said && (said == 3 || (said == 2 && !MemberRowReader.IsClosing(cells.Name())));

    /// <summary>Which of unit, name and role the row has of its own.</summary>
    private static bool[] Says(ListCells cells) =>
    [
        cells.HasOwn(RoleColumns.Unit), MemberFields.FullName.Columns.Any(cells.HasOwn), cells.HasOwn(RoleColumns.Role),
    ];

    private static bool IsHeading(ListCells cells) => RoleColumns.All.Find(cells.Text(RoleColumns.Role) ?? "") == RoleColumns.Role;

    internal static ErrorOr<ImportList> Create(ListContext context, ListHeader header)
    {
        var missing = new List<string>();
        if (!Has(MemberFields.FullName.Column) && !Has(MemberFields.GivenName))
            missing.Add(MemberFields.FullName.Column.Heading);
        if (!RoleColumns.TellApart.Any(Has))
            missing.Add("Số định danh, Ngày sinh, Số điện thoại hoặc Mã PartyNet (cần ít nhất một cột để biết là ai)");
        if (!Has(RoleColumns.Role))
            missing.Add(RoleColumns.Role.Heading);
        if (missing.Count > 0)
        {
            var found = header.Columns.Select(column => column.Heading);
            return ListErrors.MissingColumn(context, header.Row, string.Join(", ", missing), found, header.Unused);
        }

        var texts = MemberFields.FullName.Columns.Concat([RoleColumns.Unit, RoleColumns.Role]);
        var fonts = Fonts.Find(context, header.LastRow, [.. texts.SelectMany(header.Of)]);
        return fonts.IsError ? fonts.Errors : new RoleSheet(context, header, fonts.Value);

        bool Has(ListColumn column) => header.Columns.Contains(column);
    }

    /// <summary>In a list without units that of a row stands above it.</summary>
    private static RoleRow Placed(RoleRow row, BranchSections sections)
    {
        var placed = sections.Place(row.Person);
        var above = placed.BranchAbove;
        var unit = placed.Branch ?? sections.OtherUnit ?? (above is not null && BranchSections.IsUnit(above) ? above : null);
        return row with { Unit = unit, UnitAbove = unit is null ? above : null };
    }

    private static string? TitleAbove(ListContext context, ListHeader header) =>
        header.Columns.Contains(RoleColumns.Unit) ? null : BranchSections.TitleAbove(context.Source.Sample, header.Row);

    private static string? NoteOf(ListContext context, ListHeader header) => header.Columns.Contains(RoleColumns.Unit) ? null
        : TitleAbove(context, header) is { } title
            ? $"Tệp không có cột tổ chức: hiểu theo dòng tiêu đề phía trên danh sách, “{title}”."
        : "Tệp không có cột tổ chức: hiểu theo dòng tiêu đề trong danh sách hoặc tên trang tính, nếu là tên một tổ chức; "
            + "không có thì hiểu là tổ chức đang nhập.";

    private static RoleRow Read(ListCells cells)
    {
        var person = RoleColumns.Who.Aggregate(
            new MemberRow { Number = cells.Number, FullName = "" }, (sofar, field) => field.Read(sofar, cells, field.Column));
        person = cells.ReadCards(person, MemberFields.CardNumber.Column, RoleColumns.Number);
        var (unit, written) = (cells.Text(RoleColumns.Unit, Domain.Units.Unit.NameLength), ReadRole(cells));
        if (cells.Has(RoleColumns.Unit) && unit is null && written.Unit.Length == 0)
            cells.Block(RoleColumns.Unit, "Dòng này thiếu tổ chức. Ghi tên hoặc mã chi bộ, đảng bộ.");
        var lastDay = cells.Text(RoleColumns.LastDay);
        return new RoleRow(person with { Problems = cells.Problems }, unit, written.Role, written.Unit, lastDay);
    }

    private static WrittenRole ReadRole(ListCells cells)
    {
        var text = cells.Text(RoleColumns.Role) ?? "";
        var written = WrittenRole.Read(text);
        if (written.IsSeveral)
        {
            cells.Block(RoleColumns.Role, "Ô này ghi nhiều vai trò. Ghi mỗi vai trò ở một dòng.");
        }
        else if (written.Role is not { } role)
        {
            cells.Block(RoleColumns.Role, $"Không có vai trò này. Ghi một trong: {string.Join(", ", WrittenRole.Names)}.");
        }
        else
        {
            if (role == Role.Committee && VietnameseText.SearchKey(text).Contains("bi thu", StringComparison.Ordinal))
                cells.Note(RoleColumns.Role, $"Hiểu là vai trò “{RolePermissions.Name(role)}”: vai trò bí thư chỉ có ở chi bộ.");
            if (written.Besides.Count > 0)
            {
                cells.Note(
                    RoleColumns.Role,
                    $"Chỉ giao vai trò “{RolePermissions.Name(role)}”; bỏ “{string.Join(", ", written.Besides)}” trong ô này.");
            }
        }

        return written;
    }
}
