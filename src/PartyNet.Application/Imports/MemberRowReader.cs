using System.Globalization;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Reads rows of a member list. A blank stays null, so that it overwrites nothing.</summary>
internal sealed class MemberRowReader(ListHeader<MemberField> header, Fonts fonts, DateOnly today)
{
    private static readonly string[] Salutations = ["Đ/c ", "Đ/C ", "đ/c ", "Đ/c: ", "Đ/c. ", "Đồng chí ", "đồng chí ", "ĐỒNG CHÍ "];

    /// <summary>What stands under a list in the name's column. With diacritics: Tống and Công are surnames.</summary>
    private static readonly string[] Closings = ["tổng số", "tổng cộng", "cộng:", "cộng", "người lập", "t/m", "tm.", "nơi nhận", "xác nhận"];

    public RowKind Classify(SheetRow row)
    {
        var cells = Cells(row);
        var name = Name(cells);
        var hasOrdinal = cells.HasOwn(MemberField.Ordinal) && IsOrdinal(cells.Text(MemberField.Ordinal)!);
        if (IsColumnNumbers(row) || (name.Length > 0 && MemberColumns.All.Find(name) == MemberField.FullName))
            return RowKind.Nothing;
        if (!HasText(row))
            return RowKind.Nothing;
        if (IsClosing(name) || cells.Inherits(MemberField.FullName))
            return RowKind.Other;

        var isPersonal = MemberColumns.Personal.Any(cells.HasOwn);
        var numbered = header.Of(MemberField.Ordinal).Count > 0;
        var isEntry = name.Length == 0
            ? isPersonal && (hasOrdinal || ReadsAsPersonal(cells))
            : hasOrdinal || (isPersonal && (!numbered || ReadsAsPersonal(cells)));
        return isEntry ? RowKind.Entry : RowKind.Other;
    }

    public MemberRow Read(SheetRow row)
    {
        var cells = Cells(row);
        var (birthDate, birthYear) = BirthDate(cells);
        var joinedOn = Date(cells, MemberField.JoinedOn);
        var officialOn = Date(cells, MemberField.OfficialOn);
        var status = Status(cells);
        var card = Card(cells);
        var citizen = Citizen(cells);
        if (card is { IsOld: false } && citizen is not null && card.Value != citizen.Value)
            cells.Note(MemberField.CardNumber, "Số thẻ khác số CCCD. Từ năm 2025 số thẻ đảng viên trùng với số định danh cá nhân, đồng chí kiểm tra lại.");
        if (joinedOn is { } joined && officialOn < joined)
            cells.Note(MemberField.OfficialOn, "Ngày chính thức trước ngày kết nạp.");
        if (joinedOn < birthDate?.AddYears(18) || joinedOn?.Year - birthYear < 18)
            cells.Note(MemberField.JoinedOn, "Ngày kết nạp không khớp với ngày sinh (chưa đủ 18 tuổi).");

        return new MemberRow
        {
            Number = row.Number,
            MemberCode = cells.Text(MemberField.MemberCode, Member.CodeLength),
            FullName = FullName(cells),
            CardNumber = card,
            CitizenNumber = citizen,
            Phone = Phone(cells),
            BirthDate = birthDate,
            BirthYear = birthYear,
            JoinedOn = joinedOn,
            OfficialOn = officialOn,
            Branch = cells.Text(MemberField.Branch, Unit.NameLength),
            ResidenceBranch = cells.Text(MemberField.ResidenceBranch, ResidenceLink.UnitNameLength),
            Position = cells.Text(MemberField.Position, Member.PositionLength),
            Kind = status?.Kind,
            Activity = status?.Activity,
            WorkStatus = Work(cells),
            Problems = cells.Problems,
        };
    }

    private ListCells<MemberField> Cells(SheetRow row) => new(row, header, MemberColumns.All, fonts);

    private static bool IsClosing(string name)
    {
        var text = VietnameseText.NormalizeTonePlacement(name).ToLowerInvariant();
        return Closings.Any(closing => text == closing || text.StartsWith(closing + " ", StringComparison.Ordinal));
    }

    private static string Name(ListCells<MemberField> cells)
    {
        var name = cells.Joined(MemberField.FullName);
        if (name.Length == 0)
            name = $"{cells.Joined(MemberField.Surname)} {cells.Joined(MemberField.GivenName)}".Trim();
        return name;
    }

    private static string FullName(ListCells<MemberField> cells)
    {
        var name = Name(cells);
        if (Salutations.FirstOrDefault(salutation => name.StartsWith(salutation, StringComparison.Ordinal)) is { } prefix)
            name = name[prefix.Length..];
        name = VietnameseText.ToNameCase(name.TrimEnd('*', '.', ',', ';', ' '));

        if (name.Length == 0)
            cells.Block(MemberField.FullName, "Dòng này thiếu họ và tên.");
        else if (name.Length > Member.NameLength)
            cells.Block(MemberField.FullName, $"Họ và tên dài quá {Member.NameLength} ký tự.");
        else if (name.Any(c => !char.IsLetter(c) && !char.IsSurrogate(c) && c is not (' ' or '\'' or '’' or '-' or '.') && char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
            cells.Block(MemberField.FullName, "Họ và tên có ký tự không phải chữ cái. Đồng chí bỏ ghi chú ra khỏi ô này.");
        return name;
    }

    private (DateOnly? Date, int? Year) BirthDate(ListCells<MemberField> cells)
    {
        if (cells.Text(MemberField.BirthDate) is not { } text)
            return (null, null);

        var reading = VietnameseDate.Parse(text, today);
        if (!reading.IsDate)
            cells.Block(MemberField.BirthDate, reading.Reason);
        return reading.Value is { } value ? (reading.Precision == DatePrecision.Day ? value : null, value.Year) : (null, null);
    }

    private DateOnly? Date(ListCells<MemberField> cells, MemberField field)
    {
        if (cells.Text(field) is not { } text)
            return null;

        var reading = VietnameseDate.Parse(text, today);
        if (!reading.IsDate)
            cells.Block(field, reading.Reason);
        else if (reading.Precision == DatePrecision.Year)
            cells.Note(field, "Chỉ có năm nên không ghi vào hồ sơ; bổ sung đủ ngày, tháng, năm nếu có.");
        return reading.IsDate && reading.Precision == DatePrecision.Day ? reading.Value : null;
    }

    private static CardNumber? Card(ListCells<MemberField> cells)
    {
        var field = cells.Text(MemberField.CardNumber) is null ? MemberField.OldCardNumber : MemberField.CardNumber;
        if (cells.Text(field) is not { } text)
            return null;

        if (!CardNumber.TryParse(text, out var number, out var problem))
            cells.Block(field, problem);
        else
            NoteRestored(cells, field, text, number.Value);
        return number;
    }

    private static CitizenNumber? Citizen(ListCells<MemberField> cells)
    {
        if (cells.Text(MemberField.CitizenNumber) is not { } text)
            return null;

        if (!CitizenNumber.TryParse(text, out var number, out var problem))
            cells.Block(MemberField.CitizenNumber, problem);
        else
            NoteRestored(cells, MemberField.CitizenNumber, text, number.Value);
        return number;
    }

    private static void NoteRestored(ListCells<MemberField> cells, MemberField field, string text, string value)
    {
        if (text.Count(char.IsAsciiDigit) != value.Length)
            cells.Note(field, $"Đã bù chữ số 0 mà bảng tính làm mất: {value}.");
    }

    private static VietnamesePhoneNumber? Phone(ListCells<MemberField> cells)
    {
        if (cells.Text(MemberField.Phone) is not { } text)
            return null;

        if (!VietnamesePhoneNumber.TryParse(text, out var number, out var problem))
            cells.Block(MemberField.Phone, problem);
        return number;
    }

    private static MemberStatus? Status(ListCells<MemberField> cells)
    {
        if (cells.Text(MemberField.Status) is not { } text)
            return null;

        if (!MemberStatus.TryRead(text, out var status, out var problem))
            cells.Block(MemberField.Status, problem);
        return status;
    }

    private static WorkStatus? Work(ListCells<MemberField> cells) => VietnameseText.SearchKey(cells.Text(MemberField.WorkStatus)) switch
    {
        "" => null,
        "duong chuc" or "dang cong tac" or "dang lam viec" or "cong tac" => WorkStatus.Serving,
        "huu" or "huu tri" or "nghi huu" or "da nghi huu" or "can bo huu" => WorkStatus.Retired,
        _ => WorkStatus.Other,
    };

    /// <summary>A date under the signature stands in some column too, but reads as no value of it.</summary>
    private bool ReadsAsPersonal(ListCells<MemberField> cells) =>
        MemberColumns.Personal.Where(cells.HasOwn).Any(field => cells.Text(field) is { } text && (VietnameseDate.Parse(text, today).IsDate
            || MemberStatus.TryRead(text, out _, out _) || text.Count(char.IsAsciiDigit) >= CardNumber.OldLength));

    /// <summary>Forms number their columns under the header: (1) (2) (3), or 1, 2, 3.</summary>
    private static bool IsColumnNumbers(SheetRow row)
    {
        var previous = 0;
        var count = 0;
        for (var column = 0; column < row.Width; column++)
        {
            var text = row[column].Text.Trim().Trim('(', ')');
            if (text.Length == 0 || row[column].Inherited)
                continue;
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number <= previous || number > row.Width + 1)
                return false;
            previous = number;
            count++;
        }
        return count >= 3;
    }

    private static bool IsOrdinal(string text) => text.Trim().TrimEnd('.', ')').All(char.IsAsciiDigit);

    /// <summary>More than a number given in advance.</summary>
    private bool HasText(SheetRow row)
    {
        var ordinal = header.Of(MemberField.Ordinal);
        for (var column = 0; column < row.Width; column++)
        {
            if (!row[column].IsEmpty && !row[column].Inherited && !(ordinal.Contains(column) && IsOrdinal(row[column].Text)))
                return true;
        }
        return false;
    }
}
