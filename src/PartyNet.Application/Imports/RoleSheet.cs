using ErrorOr;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Headings of lists of roles: mã tổ chức; họ và tên; số định danh; vai trò; and until when.</summary>
internal static class RoleColumns
{
    public static ListColumn Ordinal { get; } = new("STT", "Số TT", "TT", "Số thứ tự");

    public static ListColumn UnitCode { get; } =
        new("Mã tổ chức", "Mã tổ chức Đảng", "Mã đơn vị", "Mã chi bộ", "Mã TCĐ", "Mã");

    public static ListColumn FullName { get; } = new("Họ và tên", "Họ tên", "Tên", "Họ và tên đảng viên", "Đảng viên");

    public static ListColumn Number { get; } = new(
        "Số định danh", "Số định danh cá nhân", "Số CCCD", "CCCD", "Số căn cước", "Số thẻ Đảng viên", "Số thẻ Đảng", "Số thẻ");

    public static ListColumn Code { get; } = new("Mã PartyNet", "Mã đảng viên", "Mã ĐV");

    public static ListColumn Role { get; } = new("Vai trò", "Vai trò trong hệ thống", "Chức vụ");

    public static ListColumn LastDay { get; } = new("Đến hết ngày", "Đến ngày", "Ngày thôi giữ", "Hết hạn");

    public static ListColumns All { get; } = new([Ordinal, UnitCode, FullName, Number, Code, Role, LastDay]);

    public static IReadOnlyList<Choice<Role>> Roles { get; } =
    [
        new("bi thu", "Bí thư", Domain.Access.Role.Secretary),
        new("bi thu chi bo", "Bí thư", Domain.Access.Role.Secretary),
        new("pho bi thu", "Phó bí thư", Domain.Access.Role.Deputy),
        new("pho bi thu chi bo", "Phó bí thư", Domain.Access.Role.Deputy),
        new("cap uy", "Cấp ủy", Domain.Access.Role.Committee),
        new("cap uy vien", "Cấp ủy", Domain.Access.Role.Committee),
        new("dang uy", "Cấp ủy", Domain.Access.Role.Committee),
        new("dang uy vien", "Cấp ủy", Domain.Access.Role.Committee),
        new("ban", "Ban", Domain.Access.Role.Board),
    ];
}

/// <summary>One role as a list has it: who is to hold what, where and until when.</summary>
/// <param name="Person">Name and number, as a list of members would have them.</param>
/// <param name="LastDay">As written; null for an open end.</param>
public sealed record RoleRow(
    int Number, string UnitCode, MemberRow Person, Role? Role, string? LastDay, IReadOnlyList<CellProblem> Problems)
{
    /// <summary>Something must be put right before this row can be loaded.</summary>
    public bool IsBlocked => Problems.Any(problem => problem.Blocks);
}

/// <summary>A list of roles found in a spreadsheet.</summary>
public sealed class RoleSheet : ImportList
{
    private static readonly ListColumn[] Necessary = [RoleColumns.UnitCode, RoleColumns.FullName, RoleColumns.Role];

    private RoleSheet(ListContext context, ListHeader header, Fonts fonts)
        : base(context, header, fonts)
    {
    }

    /// <summary>The roles in the order of the sheet, one at a time, good and bad.</summary>
    public IEnumerable<RoleRow> Rows()
    {
        foreach (var row in ListedRows())
        {
            var cells = Cells(row);
            if (IsRole(cells))
                yield return Read(cells);
            else if (Necessary.Any(cells.HasOwn) && !IsHeading(cells))
                Skip(row);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<SampleRow> SampleRows() =>
        from cells in RowsOfSample().Select(Cells)
        where IsRole(cells)
        let role = Read(cells)
        select new SampleRow(
            role.Number,
            RowFact.Said(
                (RoleColumns.UnitCode, role.UnitCode), (RoleColumns.FullName, role.Person.FullName),
                (RoleColumns.Number, MemberFields.CardNumber.Said(role.Person)),
                (RoleColumns.Code, role.Person.MemberCode),
                (RoleColumns.Role, role.Role is { } held ? RolePermissions.Name(held) : null), (RoleColumns.LastDay, role.LastDay)),
            role.Problems);

    private protected override IReadOnlyCollection<ListColumn> Shared { get; } =
        [RoleColumns.UnitCode, RoleColumns.Role, RoleColumns.LastDay];

    private static bool IsRole(ListCells cells) => Necessary.Count(cells.HasOwn) >= 2 && !IsHeading(cells);

    private static bool IsHeading(ListCells cells) => RoleColumns.All.Find(cells.Text(RoleColumns.UnitCode) ?? "") == RoleColumns.UnitCode;

    internal static ErrorOr<ImportList> Create(ListContext context, ListHeader header)
    {
        var missing = Necessary.Where(column => !header.Columns.Contains(column)).Select(column => column.Heading).ToList();
        if (!header.Columns.Contains(RoleColumns.Number) && !header.Columns.Contains(RoleColumns.Code))
            missing.Add(RoleColumns.Number.Heading);
        if (missing.Count > 0)
        {
            var found = header.Columns.Select(column => column.Heading);
            return ListErrors.MissingColumn(context, header.Row, string.Join(", ", missing), found, header.Unused);
        }

        var fonts = Fonts.Find(context, header.LastRow, [.. header.Of(RoleColumns.FullName), .. header.Of(RoleColumns.Role)]);
        return fonts.IsError ? fonts.Errors : new RoleSheet(context, header, fonts.Value);
    }

    private static RoleRow Read(ListCells cells)
    {
        var unit = cells.Text(RoleColumns.UnitCode, Unit.CodeLength);
        if (unit is null)
            cells.Block(RoleColumns.UnitCode, "Dòng này thiếu mã tổ chức.");
        var person = new MemberRow
        {
            Number = cells.Number,
            FullName = VietnameseText.ToNameCase(cells.Joined(RoleColumns.FullName)),
            CardNumber = cells.Parse<CardNumber>(RoleColumns.Number, CardNumber.TryParse),
            MemberCode = cells.Text(RoleColumns.Code, Member.CodeLength),
        };
        if (person.FullName.Length == 0)
            cells.Block(RoleColumns.FullName, "Dòng này thiếu họ và tên.");
        return new RoleRow(
            cells.Number, unit ?? "", person, ReadRole(cells), cells.Text(RoleColumns.LastDay), cells.Problems);
    }

    private static Role? ReadRole(ListCells cells)
    {
        var key = VietnameseText.SearchKey(cells.Text(RoleColumns.Role));
        if (RoleColumns.Roles.Find(key) is { } role)
            return role.Value;
        var names = string.Join(", ", RoleColumns.Roles.Select(r => r.Name).Distinct());
        cells.Block(RoleColumns.Role, $"Không có vai trò này. Ghi một trong: {names}.");
        return null;
    }
}
