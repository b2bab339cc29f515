using System.Globalization;
using PartyNet.Application.Imports;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Members;

/// <summary>
/// What lists know of a member, each field said once: how a list may head its column and how a cell is read, what it makes of the member,
/// how it reads in words, whether audit may hold it, and its column in an exported roster. The header, the rows, the comparison and the
/// writing of an import, the walls and the export walk this catalogue.
/// </summary>
public static class MemberFields
{
    private const int YearLength = 4;

    internal static ListColumn Ordinal { get; } = new("STT", "Số TT", "TT", "Số thứ tự");

    internal static ListColumn Surname { get; } = new("Họ và tên đệm", "Họ đệm", "Họ và đệm", "Họ và chữ đệm", "Họ, chữ đệm", "Họ");

    internal static ListColumn MiddleName { get; } = new("Chữ đệm", "Đệm", "Tên đệm", "Chữ lót", "Tên lót");

    internal static ListColumn GivenName { get; } = new("Tên");

    internal static ListColumn OldCardNumber { get; } =
        new("Số thẻ đảng cũ", "Số thẻ cũ", "Số thẻ đảng viên cũ", "Số thẻ ĐV cũ", "Thẻ đảng cũ",
            "Số thẻ theo Đảng quyết định 85", "Số thẻ đảng theo quyết định 85");

    internal static MemberField FullName { get; } = new(
        new ListColumn(
            "Họ và tên", "Họ tên", "Họ, tên", "Họ và tên đảng viên", "Họ tên đảng viên", "Tên đảng viên", "Họ và tên khai sinh",
            "Họ và tên / Họ và tên khai sinh", "Họ và tên, ngày sinh", "Họ tên, ngày sinh", "Họ và tên, năm sinh", "Họ tên, năm sinh",
            "Họ và tên, ngày tháng năm sinh", "Họ tên, ngày tháng năm sinh", "Họ và tên và ngày sinh", "Họ và tên và năm sinh"),
        Surname, MiddleName, GivenName)
    {
        IsText = true,
        Read = (row, cells, column) => row with { FullName = cells.FullName(column), NameAsWritten = cells.Name() },
        Said = row => row.FullName,
        Apply = (listed, row) => listed.Rename(row.FullName),
        Words = listed => listed.Member.FullName,
        Kept = new(listed => listed.Member.FullName, (listed, name) => listed.Member.Rename(name!)),
        Redacted = [nameof(Member.FullName), nameof(Member.RosterKey), nameof(Member.SearchKey)],
        Exported = new("ho-ten", "Họ và tên", 18),
    };

    internal static MemberField Birth { get; } = new(
        "Ngày sinh", "Sinh ngày", "Ngày tháng năm sinh", "Năm sinh", "Sinh năm", "Ngày, tháng sinh")
    {
        IsPersonal = true,
        TellsApart = true,
        Read = (row, cells, column) => cells.Birth(column) is { Value: { } day, Precision: var precision }
            ? row with { BirthDate = precision == DatePrecision.Day ? day : null, BirthYear = day.Year }
            : row,
        Said = row => row.Birth.InWords,
        Apply = (listed, row) =>
        {
            // The year alone says nothing new of a birth whose day is known.
            if (row.BirthDate is not null || (row.BirthYear is { } year && year != listed.Member.BirthYear))
                listed.Member.Born(row.BirthDate, row.BirthYear);
        },
        Words = listed => listed.Member.BirthDate is { } day
            ? VietnamTime.Date(day)
            : listed.Member.BirthYear?.ToString(CultureInfo.InvariantCulture),
        Kept = new(
            listed => KeptValue.Of(listed.Member.BirthDate) ?? listed.Member.BirthYear?.ToString(CultureInfo.InvariantCulture),
            (listed, born) =>
            {
                var day = born?.Length > YearLength ? KeptValue.Day(born) : null;
                listed.Member.Born(day, born is null || day is not null ? null : int.Parse(born, CultureInfo.InvariantCulture));
            }),
        Redacted = [nameof(Member.BirthDate), nameof(Member.BirthYear)],
        Exported = new("ngay-sinh", "Ngày sinh", 11.5),
    };

    /// <summary>What offices also head the branch with, where they do not mean a place of work.</summary>
    internal static ListColumn PerhapsBranch { get; } = new("Đơn vị", "Tên đơn vị", "Tổ", "Tổ đảng", "Đơn vị (chi bộ)", "Đơn vị/Tổ");

    /// <summary>Read as text: the plan looks the branch up, and a transfer is more than a value.</summary>
    internal static MemberField Branch { get; } = new(new ListColumn(
        "Chi bộ đang sinh hoạt", "Chi bộ", "Chi bộ sinh hoạt", "Chi bộ sinh hoạt Đảng", "Tên chi bộ", "Mã chi bộ",
        "Tổ chức Đảng đang sinh hoạt", "Tổ chức Đảng", "Đơn vị sinh hoạt", "Nơi sinh hoạt Đảng", "Nơi sinh hoạt", "Thuộc chi bộ",
        "Sinh hoạt tại chi bộ", "Đang sinh hoạt tại chi bộ", "Đảng viên chi bộ", "Chi bộ trực thuộc", "Chi bộ (trực thuộc)",
        "Chi bộ quản lý", "Chi bộ Đảng", "Chi bộ hiện nay", "Chi bộ hiện đang sinh hoạt")
    { IsUnit = true }, PerhapsBranch)
    {
        IsShared = true,
        IsText = true,
        Read = (row, cells, column) => cells.ReadBranch(row, column, PerhapsBranch),
        Said = row => row.Branch,
        Words = listed => listed.BranchName,
        Exported = new("chi-bo", "Chi bộ", 14),
    };

    internal static MemberField Position { get; } = new(
        "Chức vụ", "Chức vụ Đảng", "Chức vụ Đảng, chính quyền", "Chức danh", "Chức vụ trong Đảng")
    {
        IsShared = true,
        IsText = true,
        Read = (row, cells, column) => row with { Position = cells.Text(column, Member.PositionLength) },
        Said = row => row.Position,
        Apply = (listed, row) => listed.Member.Hold(row.Position ?? listed.Member.Position),
        Words = listed => listed.Member.Position,
        Kept = new(listed => listed.Member.Position, (listed, position) => listed.Member.Hold(position)),
        Redacted = [nameof(Member.Position)],
        Exported = new("chuc-vu", "Chức vụ", 12),
    };

    internal static NumberField CardNumber { get; } = new(
        new ListColumn(
            "Số thẻ đảng viên", "Số thẻ đảng", "Số thẻ ĐV", "Số thẻ", "Thẻ đảng viên", "Thẻ đảng", "Mã thẻ đảng viên",
            "Số TĐV", "Số thẻ đảng mới", "Số hiệu thẻ đảng viên"),
        OldCardNumber)
    {
        IsPersonal = true,
        TellsApart = true,
        Read = (row, cells, column) => cells.ReadCards(row, column, OldCardNumber),
        Secret = SecretField.MemberCardNumber,
        Index = IndexedField.CardNumber,
        Given = row => row.CardNumber?.Value,
        Said = row => Masked(row.CardNumber?.Value),
        Held = member => member.CardNumber,
        IsIdentity = true,
        Hold = (member, number) => member.Seal(number, member.CitizenNumber, member.Phone),
        Redacted = [nameof(Member.CardNumber)],
    };

    internal static NumberField CitizenNumber { get; } = new(new ListColumn(
        "Số CCCD", "CCCD", "Căn cước", "Căn cước công dân", "Số căn cước", "Số căn cước công dân", "Số định danh", "Số định danh cá nhân",
        "Mã định danh cá nhân", "CCCD/CMND", "CMND/CCCD", "Số CCCD/CMND", "Số CMND/CCCD", "Số CCCD/Định danh cá nhân",
        "Định danh cá nhân", "Mã định danh", "Số CC", "Số CC/CCCD", "Số thẻ căn cước", "Thẻ căn cước", "CC/CCCD", "ĐDCN", "Số ĐDCN"))
    {
        IsPersonal = true,
        TellsApart = true,
        Read = (row, cells, column) => row with { CitizenNumber = cells.CitizenNumber(column) },
        Secret = SecretField.MemberCitizenNumber,
        Index = IndexedField.CitizenNumber,
        Given = row => row.CitizenNumber?.Value,
        Said = row => Masked(row.CitizenNumber?.Value),
        Held = member => member.CitizenNumber,
        IsIdentity = true,
        Hold = (member, number) => member.Seal(member.CardNumber, number, member.Phone),
        Redacted = [nameof(Member.CitizenNumber)],
    };

    internal static NumberField Phone { get; } = new(new ListColumn(
        "Số điện thoại", "Điện thoại", "Điện thoại di động", "Số điện thoại di động", "Di động", "SĐT", "Số ĐT", "ĐT",
        "Số điện thoại liên hệ", "Điện thoại liên hệ", "SĐT liên hệ", "ĐT liên hệ", "ĐTDĐ", "Số ĐTDĐ", "Số di động"))
    {
        IsPersonal = true,
        Read = (row, cells, column) => row with { Phone = cells.Phone(column) },
        Secret = SecretField.MemberPhone,
        Index = IndexedField.Phone,
        Given = row => row.Phone?.E164,
        Said = row => Masked(row.Phone?.E164),
        Held = member => member.Phone,
        Hold = (member, number) => member.Seal(member.CardNumber, member.CitizenNumber, number),
        Redacted = [nameof(Member.Phone)],
    };

    internal static MemberField JoinedOn { get; } = new(
        "Ngày kết nạp", "Ngày kết nạp Đảng", "Ngày vào Đảng", "Ngày tháng năm vào Đảng", "Ngày tháng năm kết nạp", "Ngày vào Đảng dự bị",
        "Ngày vào ĐCSVN", "Vào Đảng", "Kết nạp", "Ngày kết nạp vào Đảng", "Ngày, tháng, năm kết nạp vào Đảng", "Ngày dự bị", "Dự bị",
        "Ngày vào Đảng lần đầu", "Ngày kết nạp Đảng viên", "Ngày vào Đảng, ngày chính thức", "Ngày kết nạp, ngày chính thức",
        "Ngày vào Đảng dự bị, chính thức", "Ngày dự bị, chính thức", "Ngày dự bị, ngày chính thức",
        "Ngày vào Đảng dự bị và chính thức", "Ngày vào Đảng và ngày chính thức", "Ngày kết nạp và ngày chính thức",
        "Ngày vào Đảng dự bị, ngày vào Đảng chính thức")
    {
        IsShared = true,
        IsPersonal = true,
        Read = (row, cells, column) => cells.IsMarked(column, OfficialOn!.Column)
            ? row with { Kind = MemberKind.Probationary }
            : row with { JoinedOn = cells.Day(column) },
        Said = row => row.JoinedOn is { } day ? VietnamTime.Date(day) : null,
        Apply = (listed, row) => listed.Member.Admitted(row.JoinedOn ?? listed.Member.JoinedOn, listed.Member.OfficialOn),
        Words = listed => listed.Member.JoinedOn is { } day ? VietnamTime.Date(day) : null,
        Kept = new(
            listed => KeptValue.Of(listed.Member.JoinedOn),
            (listed, day) => listed.Member.Admitted(KeptValue.Day(day), listed.Member.OfficialOn)),
    };

    internal static MemberField OfficialOn { get; } = new(
        "Ngày chính thức", "Ngày vào Đảng chính thức", "Ngày công nhận chính thức", "Ngày công nhận đảng viên chính thức",
        "Ngày tháng năm chính thức", "Vào Đảng chính thức", "Chính thức", "Ngày chuyển chính thức", "Ngày công nhận chính thức vào Đảng",
        "Ngày kết nạp chính thức", "Ngày công nhận ĐVCT")
    {
        IsShared = true,
        IsPersonal = true,
        Read = (row, cells, column) => cells.IsMarked(column, JoinedOn.Column) ? row with { Kind = MemberKind.Full }
            : cells.IsNotYet(column) ? row with { Kind = MemberKind.Probationary }
            : row with { OfficialOn = cells.Day(column) },
        Said = row => row.OfficialOn is { } day ? VietnamTime.Date(day) : null,
        Apply = (listed, row) => listed.Member.Admitted(listed.Member.JoinedOn, row.OfficialOn ?? listed.Member.OfficialOn),
        Words = listed => listed.Member.OfficialOn is { } day ? VietnamTime.Date(day) : null,
        Kept = new(
            listed => KeptValue.Of(listed.Member.OfficialOn),
            (listed, day) => listed.Member.Admitted(listed.Member.JoinedOn, KeptValue.Day(day))),
    };

    /// <summary>One column for two things: the kind of membership and the part taken in branch life.</summary>
    internal static MemberField Status { get; } = new(
        "Trạng thái", "Trạng thái hoạt động", "Trạng thái sinh hoạt", "Trạng thái đảng viên", "Tình trạng đảng viên",
        "Tình trạng sinh hoạt", "Loại đảng viên", "Loại ĐV", "Chính thức/Dự bị", "Đảng viên chính thức/dự bị", "ĐV chính thức/dự bị",
        "CT/DB", "DB/CT", "ĐV CT/DB", "ĐVCT/ĐVDB", "Dự bị/Chính thức", "Chính thức, dự bị", "Chính thức hay dự bị")
    {
        IsShared = true,
        IsText = true,
        IsPersonal = true,
        Read = (row, cells, column) => cells.Status(column, row.Kind) is { } status
            ? row with { Kind = status.Kind, Activity = status.Activity }
            : row,
        Said = row => (row.Kind?.Name(), row.Activity?.Name()) switch
        {
            ({ } kind, { } activity) => $"{kind}, {activity}",
            var (kind, activity) => kind ?? activity,
        },
        Apply = (listed, row) =>
        {
            listed.Member.ChangeKind(row.Kind ?? listed.Member.Kind);
            listed.Member.ChangeStatus(row.Activity ?? listed.Member.ActivityStatus);
        },
        Words = listed => $"{listed.Member.Kind.Name()}, {listed.Member.ActivityStatus.Name()}",
        Kept = new(
            listed => $"{listed.Member.Kind} {listed.Member.ActivityStatus}",
            (listed, status) =>
            {
                var parts = status!.Split(' ');
                listed.Member.ChangeKind(Enum.Parse<MemberKind>(parts[0]));
                listed.Member.ChangeStatus(Enum.Parse<ActivityStatus>(parts[1]));
            }),
    };

    /// <summary>Not loaded, but where it says that somebody is no longer there they are not taken for an active member.</summary>
    internal static ListColumn Remarks { get; } = new("Ghi chú", "Ghi chú khác", "Ghi chú thêm", "Ghi chú (nếu có)", "Biến động");

    internal static MemberField Work { get; } = new("Tình trạng công tác", "Đương chức/Hưu", "Đương chức, nghỉ hưu", "Diện đảng viên")
    {
        IsShared = true,
        IsText = true,
        Read = (row, cells, column) => row with { WorkStatus = cells.Work(column) },
        Said = row => row.WorkStatus?.Name(),
        Apply = (listed, row) => listed.Member.ChangeWork(row.WorkStatus ?? listed.Member.WorkStatus),
        Words = listed => listed.Member.WorkStatus.Name(),
        Kept = new(
            listed => $"{listed.Member.WorkStatus}", (listed, status) => listed.Member.ChangeWork(Enum.Parse<WorkStatus>(status!))),
    };

    /// <summary>Kept beside the member, as a <see cref="ResidenceLink"/>.</summary>
    internal static MemberField Residence { get; } = new(
        "Chi bộ nơi cư trú", "Chi bộ cư trú", "Tổ chức Đảng nơi cư trú", "Chi ủy nơi cư trú", "Nơi giữ mối liên hệ")
    {
        IsShared = true,
        IsText = true,
        Read = (row, cells, column) => row with { ResidenceBranch = cells.Text(column, ResidenceLink.UnitNameLength) },
        Said = row => row.ResidenceBranch,
        Apply = (listed, row) => listed.Residence = row.ResidenceBranch ?? listed.Residence,
        Words = listed => listed.Residence,
        Kept = new(listed => listed.Residence, (listed, branch) => listed.Residence = branch),
    };

    /// <summary>Ours, and so never changed: it says which member a row of an exported list means.</summary>
    internal static MemberField Code { get; } = new("Mã PartyNet", "Mã đảng viên", "Mã ĐV")
    {
        IsPersonal = true,
        TellsApart = true,
        Read = (row, cells, column) => cells.ReadCode(row, column),
        Said = row => row.MemberCode,
        Words = listed => listed.Member.Code,
        Exported = new("ma-partynet", "Mã PartyNet", 10),
    };

    internal static IReadOnlyList<MemberField> All { get; } =
        [FullName, Birth, Branch, Position, CardNumber, CitizenNumber, Phone, JoinedOn, OfficialOn, Status, Work, Residence, Code];

    /// <summary>Fields that an exported roster begins with; <see cref="Code"/> ends it.</summary>
    internal static IReadOnlyList<MemberField> Leading { get; } = [.. All.Where(field => field.Exported is not null && field != Code)];

    /// <summary>Fields that an import which is undone puts back.</summary>
    internal static IReadOnlyList<MemberField> Kept { get; } = [.. All.Where(field => field.Kept is not null)];

    /// <summary>Columns in which a member may have what the one above has.</summary>
    internal static IReadOnlyList<ListColumn> Shared { get; } = [.. All.Where(field => field.IsShared).SelectMany(field => field.Columns)];

    internal static IReadOnlyList<NumberField> Numbers { get; } = [.. All.OfType<NumberField>()];

    /// <summary>What tells one candidate from another beside name, birth and branch, which <see cref="Candidate.Words"/> say.</summary>
    private static IReadOnlyList<MemberField> Besides { get; } = [.. All.Except([FullName, Birth, Branch, Code])];

    internal static ListColumns Columns { get; } = new([Ordinal, .. All.SelectMany(field => field.Columns)]);

    /// <summary>What a row says besides the name, in words.</summary>
    internal static IReadOnlyList<RowFact> Said(MemberRow row) =>
        RowFact.Said(All.Where(field => field != FullName).Select(field => (field.Column, field.Said(row))));

    /// <summary>What the registry has of a member whom the row may mean, of whatever the row says.</summary>
    internal static IReadOnlyList<RowFact> Beside(KnownMember known, MemberRow row, ISecrets secrets) => RowFact.Said(
        Besides.Where(field => field.Said(row) is not null).Select(field => (field.Column, (string?)field.Beside(known, row, secrets))));

    /// <summary>Properties of <see cref="Member"/> whose values audit must not hold.</summary>
    public static IReadOnlyList<string> Redacted { get; } = [.. All.SelectMany(field => field.Redacted)];

    private static string? Masked(string? number) => number is null ? null : NumberMask.Of(number);
}
