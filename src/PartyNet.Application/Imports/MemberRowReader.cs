using System.Globalization;
using System.Text.RegularExpressions;
using PartyNet.Application.Members;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>Reads rows of a member list. A blank stays null, so that it overwrites nothing.</summary>
internal sealed partial class MemberRowReader(
    ListHeader header, Fonts fonts, DateOnly today, DateOrders? orders = null, ExchangedCells? exchanged = null)
{
    // In the wars people were admitted younger, and their papers say so.
    private const int LeastAgeOnceUponATime = 15;
    private const int LastYearOfTheYoung = 1989;

    /// <summary>What stands under a list in the name's column. With diacritics: Tống and Công are surnames.</summary>
    private static readonly string[] Closings =
        ["tổng số", "tổng cộng", "tổng:", "tổng", "cộng:", "cộng", "người lập", "t/m", "tm.", "nơi nhận", "xác nhận"];

    /// <summary>
    /// What a title among the rows begins with, though a number stands before it. With diacritics: Bàn is a surname.
    /// </summary>
    private static readonly string[] Titles =
    [
        "chi bộ ", "đảng bộ ", "đảng ủy ", "tổ đảng ", "đảng viên ", "khối ", "thôn ", "khu phố ", "tổ dân phố ", "ấp ", "bản ", "xóm ",
    ];

    private static readonly ListColumn[] Personal =
        [.. MemberFields.All.Where(field => field.IsPersonal).SelectMany(field => field.Columns)];

    // What a row is and what it says are asked one after the other.
    private (SheetRow? Row, ListCells? Cells) _read;

    public RowKind Classify(SheetRow row)
    {
        var cells = Cells(row);
        var name = cells.Name();
        var hasOrdinal = !cells.IsFaulty(MemberFields.Ordinal) && cells.HasOwn(MemberFields.Ordinal)
            && IsOrdinal(cells.Text(MemberFields.Ordinal)!);
        if (IsColumnNumbers(row) || (name.Length > 0 && MemberFields.Columns.Find(name) == MemberFields.FullName.Column))
            return RowKind.Nothing;
        if (!HasText(row))
            return RowKind.Nothing;
        if ((IsClosing(name) && !(hasOrdinal && ReadsAsPersonal(cells)) && !IsFull(cells)) || cells.Inherits(MemberFields.FullName.Column))
            return RowKind.Other;

        if (name.Length == 0 && !hasOrdinal && IsSigningDate(row))
            return RowKind.Other;

        var isPersonal = Personal.Any(cells.HasOwn);
        var numbered = header.Of(MemberFields.Ordinal).Count > 0;
        if (IsTitle(name) && !isPersonal)
            return RowKind.Other;

        var isFaulty = Personal.Any(cells.IsFaulty) || cells.IsFaulty(MemberFields.FullName.Column);
        var isEntry = name.Length == 0
            ? isFaulty || (isPersonal && (hasOrdinal || ReadsAsPersonal(cells)))
            : hasOrdinal || (isPersonal && (numbered ? ReadsAsPersonal(cells) : !AreSignatures(cells)));
        return isEntry ? RowKind.Entry : RowKind.Other;
    }

    public MemberRow Read(SheetRow row)
    {
        var cells = Cells(row);
        // What is found wrong is said once.
        _read = default;
        var read = MemberFields.All.Aggregate(
            new MemberRow { Number = row.Number, FullName = "" }, (sofar, field) => field.Read(sofar, cells, field.Column));
        exchanged?.Tell(row, cells);
        JudgeNumbers(read, cells);
        JudgeDates(read, cells);
        return read with { Problems = cells.Problems };
    }

    /// <summary>The branch is left blank, as by rows below the one that has it for all of them.</summary>
    public bool LacksBranch(SheetRow row) => !Cells(row).HasOwn(MemberFields.Branch.Column);

    private ListCells Cells(SheetRow row)
    {
        if (_read.Row != row)
            _read = (row, new ListCells(exchanged?.Mend(row) ?? row, header, fonts, today, orders));
        return _read.Cells!;
    }

    private static void JudgeNumbers(MemberRow row, ListCells cells)
    {
        if (row.CardNumber is { IsOld: false } card && row.CitizenNumber is { } citizen && card.Value != citizen.Value)
        {
            cells.Note(
                MemberFields.CardNumber.Column,
                "Số thẻ khác số CCCD. Từ năm 2025 số thẻ đảng viên trùng với số định danh cá nhân, đồng chí kiểm tra lại.");
        }
    }

    private void JudgeDates(MemberRow row, ListCells cells)
    {
        if (row.OfficialOn < row.JoinedOn)
            cells.Note(MemberFields.OfficialOn.Column, "Ngày chính thức trước ngày kết nạp.");
        if (row.BirthYear is not { } born)
            return;
        if (row.BirthDate > today.AddYears(-Member.LeastAge) || born > today.Year - Member.LeastAge)
        {
            cells.Block(
                MemberFields.Birth.Column,
                $"Sinh năm {born} thì chưa đủ {Member.LeastAge} tuổi, chưa thể là đảng viên. Kiểm tra lại ngày sinh.");
            return;
        }

        var (youngest, least) = (row.BirthDate ?? new DateOnly(born, 1, 1), Member.LeastAge);
        if (row.JoinedOn is not { } joined || joined >= youngest.AddYears(least))
            return;
        const string reason = "Ngày kết nạp không khớp với ngày sinh (chưa đủ 18 tuổi).";
        if (joined.Year <= LastYearOfTheYoung && joined >= youngest.AddYears(LeastAgeOnceUponATime))
            cells.Note(MemberFields.JoinedOn.Column, reason);
        else
            cells.Block(MemberFields.JoinedOn.Column, $"{reason} Kiểm tra lại hai ngày này.");
    }

    private static bool IsTitle(string name) => VietnameseText.NormalizeTonePlacement(name).ToLowerInvariant() is var text
        && Titles.Any(title => text.StartsWith(title, StringComparison.Ordinal));

    /// <summary>Two facts of a person beside the name: no total and no signature has them, whatever word the name begins with.</summary>
    private static bool IsFull(ListCells cells) =>
        cells.HasOwn(MemberFields.Code.Column)
        || Personal.Count(column => cells.HasOwn(column) && (cells.IsDate(column) || Digits(cells, column) >= CardNumber.OldLength)) >= 2;

    private static int Digits(ListCells cells, ListColumn column) => cells.Text(column)?.Count(char.IsAsciiDigit) ?? 0;

    /// <summary>Whether a text in the column of names is none, but what stands under a list. Cộng and Tổng are surnames too.</summary>
    public static bool IsClosing(string name)
    {
        var text = VietnameseText.NormalizeTonePlacement(name).ToLowerInvariant();
        return Closings.Any(closing => text == closing || text.StartsWith(closing + " ", StringComparison.Ordinal))
            && !(NameAfterSum().IsMatch(name) && !WordsOfSum().IsMatch(text));
    }

    /// <summary>“Cộng Văn An”: words of a name behind it, and not “Cộng: 12 đồng chí”.</summary>
    [GeneratedRegex(
        @"^(?:Cộng|Tổng)(?: \p{Lu}[\p{L}'’]*)+$|^(?:CỘNG|TỔNG)(?: \p{Lu}[\p{Lu}'’]*){2,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex NameAfterSum();

    [GeneratedRegex(
        @"\b(?:số|(?<=^tổng )cộng|hợp|dồn|trang|mục|toàn|đảng viên|đồng chí|chi bộ|đảng bộ|khu|thôn|khối|danh sách|hòa)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex WordsOfSum();

    /// <summary>A date under the signature stands in some column too, but reads as no value of it.</summary>
    private static bool ReadsAsPersonal(ListCells cells) => Personal.Where(cells.HasOwn).Any(column =>
        cells.Text(column) is { } text
        && (cells.IsDate(column) || MemberStatus.TryRead(text, out _, out _) || text.Count(char.IsAsciiDigit) >= CardNumber.OldLength
            || WrittenStatus.Read(text, cells.Today) is not null));

    /// <summary>"Hòa Lạc, ngày 01 tháng 01 năm 2026" over the signatures, in whatever column it stands.</summary>
    private static bool IsSigningDate(SheetRow row) => OwnTexts(row) is [var only] && SigningDate().IsMatch(only);

    /// <summary>Two names beside each other are whoever made and approved a list: nothing of a person but the name.</summary>
    private static bool AreSignatures(ListCells cells) =>
        !cells.HasOwn(MemberFields.Branch.Column) && !ReadsAsPersonal(cells)
        && Personal.Where(cells.HasOwn).All(column => !cells.IsFaulty(column) && cells.Text(column) is { } text && Words().IsMatch(text));

    private static List<string> OwnTexts(SheetRow row) =>
    [
        .. Enumerable.Range(0, row.Width).Where(column => !row[column].IsEmpty && !row[column].Inherited)
            .Select(column => row[column].Text),
    ];

    [GeneratedRegex(@"(?:^|,)\s*ngày\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SigningDate();

    [GeneratedRegex(@"^\p{Lu}\w*(?: \p{Lu}\w*)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

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
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return false;
            if (number <= previous || number > row.Width + 1)
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
        var ordinal = header.Of(MemberFields.Ordinal);
        for (var column = 0; column < row.Width; column++)
        {
            if (!row[column].IsEmpty && !row[column].Inherited && !(ordinal.Contains(column) && IsOrdinal(row[column].Text)))
                return true;
        }
        return false;
    }
}
