using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using PartyNet.Application.Members;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>A value read from text, or the reason in Vietnamese why it was refused.</summary>
internal delegate bool Parser<T>(string? typed, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? problem)
    where T : class;

/// <summary>How the cells of a member list are read where that takes more than a word.</summary>
internal static partial class MemberCells
{
    private static readonly ListColumn[] NameParts = [MemberFields.Surname, MemberFields.MiddleName, MemberFields.GivenName];

    /// <summary>The name as the list writes it, in one column or in several; empty without any.</summary>
    public static string Name(this ListCells cells)
    {
        var name = cells.Joined(MemberFields.FullName.Column);
        return name.Length > 0 ? name : string.Join(
            ' ', NameParts.Select(cells.Joined).Where(part => part.Length > 0));
    }

    public static string FullName(this ListCells cells, ListColumn column)
    {
        var written = cells.Joined(column) is { Length: > 0 } whole
            ? WrittenName.Read(whole)
            : new WrittenName(cells.Name(), [], null);
        if (cells.HasLines(column) && cells.Lines(column).Any(cell => WrittenName.AreSeveral(cell.Lines)))
            written = written with { Doubt = "Ô họ tên ghi hai người. Mỗi dòng ghi một người." };
        if (written.Removed.Count > 0)
            cells.Note(column, $"Đã bỏ {string.Join(", ", written.Removed.Select(part => $"“{part}”"))} khỏi họ và tên.");
        if (written.Doubt is { } doubt)
            cells.Block(column, doubt);

        var name = VietnameseText.ToNameCase(written.Name);
        if (cells.IsFaulty(column) || written.Doubt is not null)
            return name;
        if (name.Length == 0)
            cells.Block(column, "Dòng này thiếu họ và tên.");
        else if (name.Length > Member.NameLength)
            cells.Block(column, $"Họ và tên dài quá {Member.NameLength} ký tự.");
        else if (name.Contains('.', StringComparison.Ordinal))
            cells.Block(column, "Họ và tên có dấu chấm, như viết tắt. Ghi đủ họ, chữ đệm và tên, không có dấu chấm.");
        else if (!name.All(IsOfName))
            cells.Block(column, "Họ và tên có ký tự không phải chữ cái. Đồng chí bỏ ghi chú ra khỏi ô này.");
        else if (SmallWithin().Match(name) is { Success: true } small)
            cells.Note(column, $"Họ và tên có chữ viết thường “{small.Value}”: ghi như trong tệp. Đồng chí kiểm tra lại.");
        else if (CapitalWithin().Match(name) is { Success: true } joined)
            cells.Note(column, $"Có lẽ thiếu dấu cách trong “{joined.Value}”: ghi như trong tệp. Đồng chí kiểm tra lại.");
        return name;
    }

    /// <summary>A day of birth: whoever is a member is of age. Men's may stand in one column and women's in another.</summary>
    public static DateReading? Birth(this ListCells cells, ListColumn column)
    {
        if (cells.IsContradictory(column))
            cells.Block(column, "Dòng này ghi ngày sinh ở hai cột, mỗi cột một khác. Xóa ô sai.");
        return cells.Date(column, latest: cells.Today.AddYears(-Member.LeastAge), yearIsEnough: true);
    }

    /// <summary>
    /// Whether the columns of the days of admission hold a mark instead: “x” under “Chính thức” or “Dự bị”, and nothing under the other.
    /// </summary>
    public static bool IsMarked(this ListCells cells, ListColumn column, ListColumn other) =>
        cells.Has(other) && !cells.HasOwn(other) && cells.Text(column) is "x" or "X" or "v" or "✓" or "✔";

    /// <summary>“Dự bị”, “chưa chính thức” where the official day is to stand.</summary>
    public static bool IsNotYet(this ListCells cells, ListColumn column)
    {
        // Nearly all cells begin with a digit.
        if (cells.Text(column) is not { Length: <= 30 } text || char.IsAsciiDigit(text[0])
            || !NotYet().IsMatch(VietnameseText.SearchKey(text)))
            return false;
        cells.Note(column, $"Hiểu là “{MemberKind.Probationary.Name()}”.");
        return true;
    }

    [GeneratedRegex(
        "^(?:(?:dang |dang vien |dv )?(?:du bi|db)|dvdb|chua (?:la )?(?:chinh thuc|ct|dvct|chuyen chinh thuc|chuyen ct))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex NotYet();

    /// <summary>A date that is worth keeping only to the day; null without one.</summary>
    public static DateOnly? Day(this ListCells cells, ListColumn column)
    {
        if (cells.Date(column) is not { } reading)
            return null;
        if (reading.Precision == DatePrecision.Day)
            return reading.Value;

        cells.Note(column, "Chỉ có năm nên không ghi vào hồ sơ; bổ sung đủ ngày, tháng, năm nếu có.");
        return null;
    }

    public static T? Parse<T>(this ListCells cells, ListColumn column, Parser<T> parse)
        where T : class
    {
        if (cells.Value(column) is not { } text)
            return null;
        if (!parse(text, out var value, out var problem))
            cells.Block(column, problem);
        return value;
    }

    /// <summary>A card of before 2025 may stand in a column of its own; the newer one counts, and both say who is meant.</summary>
    public static MemberRow ReadCards(this ListCells cells, MemberRow row, ListColumn column, ListColumn old)
    {
        var (card, former) = (cells.Card(column), cells.Card(old));
        return row with { CardNumber = card ?? former, OldCardNumber = card is null ? null : former };
    }

    private static CardNumber? Card(this ListCells cells, ListColumn column) =>
        cells.Number<CardNumber>(column, Domain.Members.CardNumber.TryParse, card => card.Value);

    public static CitizenNumber? CitizenNumber(this ListCells cells, ListColumn column) =>
        cells.Number<CitizenNumber>(column, Domain.Members.CitizenNumber.TryParse, citizen => citizen.Value);

    /// <summary>A number of identity, which may stand among words; zeros in front that were lost are put back, and that is said.</summary>
    private static T? Number<T>(this ListCells cells, ListColumn column, Parser<T> parse, Func<T, string> digits)
        where T : class
    {
        if (cells.Value(column) is not { } text)
            return null;
        var found = NumberAmongWords.Of(text);
        var (typed, besides) = found;
        if (!parse(typed, out var number, out var problem))
        {
            cells.Block(column, found.IsSeveral ? "Ô này có nhiều số. Chỉ ghi số của đồng chí này." : problem);
            return null;
        }

        if (besides.Length > 0)
            cells.Note(column, $"Chỉ ghi số {digits(number)}; bỏ “{besides}” trong ô này.");
        // A program may have written further digits behind it: 12345678.0
        if (!string.Concat(typed.Where(char.IsAsciiDigit)).Contains(digits(number), StringComparison.Ordinal))
            cells.Note(column, $"Đã bù chữ số 0 mà bảng tính làm mất: {digits(number)}.");
        return number;
    }

    /// <summary>The first number of the cell: of each member one is kept.</summary>
    public static VietnamesePhoneNumber? Phone(this ListCells cells, ListColumn column)
    {
        var text = cells.Value(column) ?? "";
        var (typed, besides) = NumberAmongWords.Of(text);
        if (besides.Length > 0 && AboutPhone().IsMatch(besides) && VietnamesePhoneNumber.TryParse(typed, out var only, out _))
        {
            cells.Note(column, $"Chỉ ghi số {only.Display}; bỏ “{besides}” trong ô này.");
            return only;
        }

        var numbers = PhonesIn(text) is { Count: > 1 } bare ? bare : [.. BetweenNumbers().Split(text).Select(OwnPhone).OfType<string>()];
        if (numbers.Count < 2 || numbers.Count < BetweenNumbers().Split(text).Length)
            return cells.Parse<VietnamesePhoneNumber>(column, VietnamesePhoneNumber.TryParse);
        cells.Note(column, $"Ô có {numbers.Count} số điện thoại: ghi số đầu.");
        return VietnamesePhoneNumber.TryParse(numbers[0], out var first, out _) ? first : null;
    }

    /// <summary>A number beside which nothing stands but what it is: “0912… (cơ quan)”.</summary>
    private static string? OwnPhone(string text) =>
        NumberAmongWords.Of(text) is var (typed, besides) && (besides.Length == 0 || AboutPhone().IsMatch(besides))
            && VietnamesePhoneNumber.TryParse(typed, out _, out _)
            ? typed
            : null;

    /// <summary>The telephone numbers of a text that holds nothing else; empty for another.</summary>
    public static IReadOnlyList<string> PhonesIn(string text)
    {
        var numbers = BetweenNumbers().Split(text);
        return Array.TrueForAll(numbers, number => VietnamesePhoneNumber.TryParse(number, out _, out _)) ? numbers : [];
    }

    /// <summary>In a column that may be of something else a branch has to say that it is one, or to be known.</summary>
    public static MemberRow ReadBranch(this ListCells cells, MemberRow row, ListColumn column, ListColumn perhaps)
    {
        var unit = cells.Text(perhaps, Unit.NameLength);
        return unit is not null && BranchSections.IsBranch(unit)
            ? row with { Branch = unit }
            : row with { Branch = cells.Text(column, Unit.NameLength), BranchAbove = unit };
    }

    /// <summary>What the column of the status says, that of remarks where somebody is no longer there, and what others have said.</summary>
    /// <param name="kind">Which kind of member the days of admission say.</param>
    public static MemberStatus? Status(this ListCells cells, ListColumn column, MemberKind? kind)
    {
        var status = cells.Status(column);
        if (kind is not null && status?.Kind is { } other && other != kind)
        {
            cells.Block(
                column, $"Cột này ghi “{other.Name()}”, còn cột ngày kết nạp, ngày chính thức ghi “{kind.Value.Name()}”. Sửa cột sai.");
        }

        if (cells.Remark() is { } remark)
        {
            if (status?.Activity is { } activity && activity != remark)
            {
                cells.Block(
                    MemberFields.Remarks, $"Ghi chú hiểu là “{remark.Name()}”, còn cột trạng thái ghi “{activity.Name()}”. Sửa cột sai.");
            }
            else if (status?.Activity is null)
            {
                cells.Note(MemberFields.Remarks, $"Ghi chú hiểu là trạng thái “{remark.Name()}”.");
            }

            status = new MemberStatus(status?.Kind, remark);
        }

        return status is null ? null : status with { Kind = status.Kind ?? kind };
    }

    /// <summary>Who has died, left, moved or is exempt by a remark; null for all else that remarks say.</summary>
    private static ActivityStatus? Remark(this ListCells cells)
    {
        if (!cells.HasOwn(MemberFields.Remarks) || cells.Text(MemberFields.Remarks) is not { } text)
            return null;
        if (VietnameseText.SearchKey(text) is "mat" or "chuyen")
        {
            cells.Block(MemberFields.Remarks, "Ghi chú này không rõ nghĩa. Ghi ở cột Trạng thái, như “từ trần”, “đã chuyển sinh hoạt”.");
            return null;
        }

        return WrittenStatus.Read(text, cells.Today)?.Status?.Activity is { } activity and not ActivityStatus.Active ? activity : null;
    }

    /// <summary>A status, with when, where and why, for which the registry has no place: that is said.</summary>
    private static MemberStatus? Status(this ListCells cells, ListColumn column)
    {
        if (cells.Value(column) is not { } text)
            return null;
        if (MemberStatus.TryRead(text, out var status, out var problem))
            return status;
        if (WrittenStatus.Read(text, cells.Today) is not { } written)
            cells.Block(column, problem);
        else if (written.Status is not { } understood)
            cells.Block(column, written.Besides);
        else
        {
            var words = string.Join(", ", new[] { understood.Kind?.Name(), understood.Activity?.Name() }.OfType<string>());
            cells.Note(
                column,
                $"Hiểu là “{words}”."
                    + (written.Besides.Length > 0 ? $" Hồ sơ không có chỗ ghi “{written.Besides}”: đồng chí lưu riêng nếu cần." : ""));
            return understood;
        }

        return null;
    }

    public static WorkStatus? Work(this ListCells cells, ListColumn column) => VietnameseText.SearchKey(cells.Text(column)) switch
    {
        "" => null,
        "duong chuc" or "dang cong tac" or "dang lam viec" or "cong tac" => WorkStatus.Serving,
        "huu" or "huu tri" or "nghi huu" or "da nghi huu" or "can bo huu" => WorkStatus.Retired,
        _ => WorkStatus.Other,
    };

    /// <summary>Our code, or the word that says that the row is somebody new.</summary>
    public static MemberRow ReadCode(this ListCells cells, MemberRow row, ListColumn column)
    {
        var code = cells.Text(column, Member.CodeLength);
        return VietnameseText.SearchKey(code) == VietnameseText.SearchKey(MemberFinder.NewPerson)
            ? row with { IsNew = true }
            : row with { MemberCode = code };
    }

    [GeneratedRegex(@"\s*[/;,|]\s*|\s[-–]\s|\s(?:và|hoặc|hay)\s|(?<=[0-9]{9})(?:\s+|[-–])(?=[0+])", RegexOptions.CultureInvariant)]
    private static partial Regex BetweenNumbers();

    /// <summary>“Lê Văn An lớn”: a word in small letters behind one that begins with a capital.</summary>
    [GeneratedRegex(@"(?<=^\p{Lu}.* )\p{Ll}[\p{L}]*$", RegexOptions.CultureInvariant)]
    private static partial Regex SmallWithin();

    /// <summary>A word that goes on with a capital, as two without a space between do.</summary>
    [GeneratedRegex(@"\p{L}*\p{Ll}\p{Lu}\p{L}*", RegexOptions.CultureInvariant)]
    private static partial Regex CapitalWithin();

    /// <summary>What people write beside a telephone number that is the member's own, and not their child's.</summary>
    [GeneratedRegex(
        "^(?:(?:số|sđt|đtdđ|đt|dđ|điện thoại|di động|cá nhân|nhà riêng|riêng|cơ quan|cố định|zalo|viber|mobile|mob|tel|phone|máy|và|có"
            + @"|[.:,;()–/-])\s*)+$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AboutPhone();

    private static bool IsOfName(char c) =>
        char.IsLetter(c) || char.IsSurrogate(c) || c is ' ' or '\'' or '’' or '-'
            || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
