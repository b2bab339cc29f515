using System.Text.RegularExpressions;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>
/// A name as offices write it: with "Ông", "đ/c" or a degree before it, a post behind it. What is surely none of the name is taken off and
/// said; what may be is a question.
/// </summary>
/// <param name="Name">What is left of it.</param>
/// <param name="Removed">What was taken off, in order.</param>
/// <param name="Doubt">What must be put right, in Vietnamese; null for nothing.</param>
internal sealed partial record WrittenName(string Name, IReadOnlyList<string> Removed, string? Doubt)
{
    public static WrittenName Read(string written)
    {
        var removed = new List<string>();
        written = TitleWithoutSpace().Replace(written, "${title} ");
        var name = WithoutBullet(written.TrimEnd('*', '.', ',', ';', ':', ' '));
        if (Company().Match(name) is { Success: true } company)
        {
            return new WrittenName(
                name, removed, $"Ô họ tên còn ghi “{company.Value.Trim()}”. Mỗi dòng ghi một người; bí danh, ghi chú thì bỏ khỏi ô này.");
        }

        while (Before().Match(name) is { Success: true } before && name.Length > before.Length)
        {
            var (title, rest) = (before.Groups["title"].Value, name[before.Length..]);
            var words = rest.Split(' ').Length;
            // Ông is a surname too, and so is Cao: of two words nobody can tell. Thị is none: what stands before it is the surname.
            if (words < LeastWords(VietnameseText.SearchKey(title)) || rest.StartsWith("Thị ", StringComparison.OrdinalIgnoreCase))
            {
                return new WrittenName(
                    name, removed,
                    $"“{title}” là cách gọi hay là họ? Là cách gọi thì bỏ khỏi ô; là họ thì ghi họ đệm và tên ở hai cột.");
            }

            removed.Add(title);
            name = rest;
        }

        while (Behind().Match(name) is { Success: true } behind)
        {
            var tail = behind.Groups["tail"].Value.Trim(' ', '(', ')', '[', ']', '.', ';', ',');
            var (isApart, key) = (behind.Groups["sure"].Success, VietnameseText.SearchKey(tail));
            if (isApart && Left().IsMatch(key))
            {
                return new WrittenName(
                    name, removed, $"Ô họ tên còn ghi “{tail}”. Ghi ở cột Trạng thái (từ trần, đã chuyển sinh hoạt), hoặc bỏ dòng này.");
            }

            if (!(isApart ? Post() : Abbreviation()).IsMatch(key))
            {
                return isApart
                    ? new WrittenName(name, removed, $"Ô họ tên còn ghi “{tail}”. Bỏ khỏi ô này, hoặc ghi ở cột khác.")
                    : new WrittenName(name, removed, null);
            }

            removed.Add(tail);
            name = name[..behind.Index].TrimEnd(' ', ',', ';', '.');
        }

        if (BareTail().Match(name) is { Success: true } bare)
        {
            removed.Add(bare.Groups["tail"].Value);
            name = name[..bare.Index];
        }

        return new WrittenName(name, removed, null);
    }

    /// <summary>
    /// Whether the lines of a cell are two people, and not one name that goes on or a post below it: each has several words, and a surname
    /// stands first.
    /// </summary>
    public static bool AreSeveral(IReadOnlyList<string> lines) =>
        lines.Select(line => Read(line).Name).Where(name => name.Contains(' ', StringComparison.Ordinal) && Surname().IsMatch(name))
            .Count() > 1;

    /// <summary>An entry without the number or the mark that it begins with: “1. ”, “- ”.</summary>
    public static string WithoutBullet(string entry) => Bullet().Replace(entry, "");

    [GeneratedRegex(
        "^(?:nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đào|đoàn|vương|trịnh|trương|đinh|lâm|phùng|mai|tô|hà|tạ"
            + "|chu|lương|cao|thái|lưu|quách|nông|vi|lò|quàng|tòng|hứa|triệu|la|giàng|thào|vàng|ma|lục|hoàn|khổng|tống|nghiêm|bạch|đàm|kiều"
            + "|từ|tăng|mạc|thân|giáp|ong|nhâm|ninh|diệp|châu|quan|thạch|danh|kim|sơn|h'[^ ]*|y) ",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Surname();

    private static int LeastWords(string title) => title switch
    {
        "ong" => 3,
        "ba" or "anh" or "chi" or "co" or "cu" or "bac" or "chu" or "thay" => 2,
        _ => 1,
    };

    [GeneratedRegex(
        @"^(?<title>[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]ụ|[Bb]ác|[Đđ] ?/ ?[Cc]|[Đđ]c|[Đđ]ồng chí)(?=\p{Lu})",
        RegexOptions.CultureInvariant)]
    private static partial Regex TitleWithoutSpace();

    [GeneratedRegex(@"^(?:[0-9]{1,4} ?[.)/–-] ?|[-–—+•*] ?)+", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    /// <summary>Somebody else, or another name, in the same cell: in small letters, as no part of a name is.</summary>
    [GeneratedRegex(" (?:tức|tên khác|bí danh|và|vợ|chồng) .*$", RegexOptions.CultureInvariant)]
    private static partial Regex Company();

    [GeneratedRegex(
        @"^[(\[]?(?<title>đồng chí|đ ?/ ?c|đ ?\. ?c|đc|ông|bà|anh|chị|cô giáo|thầy giáo|bác sĩ|cô|cụ|bác|chú|thầy|ô\.|b\.|gs|pgs|ts|ths|bs"
            + @"|kỹ sư|tiến sĩ|thạc sĩ|(?:bs|ds)?\.?ck ?i{1,2}|ds|ks|cn|ncs|nsut|nsnd|ngut|lm|mr|mrs|ms"
            + "|(?:thiếu|trung|thượng|đại) (?:tá|tướng|úy|uý)|pbt|bt|cuv|phó bí thư|bí thư|chi ủy viên|chi uỷ viên"
            + @"|cấp ủy viên|cấp uỷ viên|đảng viên|trưởng thôn)(?:[)\]] ?|[.:,;] ?|(?<=[.]) ?| )+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Before();

    [GeneratedRegex(
        @"(?:(?<sure> ?[(\[])|(?<sure> [-–—/|:] ?|[-–—/|:] )|(?<sure> ?[,;] ?)|[-–—/|])(?<tail>[^(\[,;/|–—]+?[)\]]?)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Behind();

    /// <summary>Posts and remarks as offices shorten them, folded.</summary>
    [GeneratedRegex(
        "^(?:(?:nguyen |quyen )?(?:pho |p )?(?:bi thu|bt)(?: .*)?|pbt(?: .*)?|cuv|duv|uv|uvbch|uvbtv|uv bch|uv btv|btv|bch|bcs"
            + "|chi uy(?: vien)?|cap uy(?: vien)?"
            + "|dang uy vien|uy vien.*|dang vien.*|dv|dvdb|db|ct|du bi|chinh thuc|nam|nu|huu|huu tri|mien(?: sinh hoat.*)?"
            + "|chu tich.*|pho chu tich.*"
            + "|truong .*|pho truong .*|to truong.*|hieu truong.*|giam doc.*|chuyen den.*|moi.*|(?:nghi )?mat suc)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Post();

    /// <summary>Who is no member of the branch any more is not loaded as one.</summary>
    [GeneratedRegex(
        "^(?:da |moi |xin |bi )?(?:mat(?! suc)|chet|tu tran|hy sinh|ra khoi dang|ra dang|khai tru|xoa ten|chuyen (?!den)).*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Left();

    /// <summary>What may stand right behind a dash; a name may have one of its own.</summary>
    [GeneratedRegex("^(?:pbt|bt|cuv|duv|uvbch|uvbtv|dvdb|(?:pho )?bi thu.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Abbreviation();

    [GeneratedRegex(
        " (?<tail>PBT|BT|CUV|ĐUV|UVBCH|UVBTV|ĐVDB|(?:[Pp]hó |PHÓ )?[Bb]í thư(?: chi bộ)?|(?:PHÓ )?BÍ THƯ(?: CHI BỘ)?)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex BareTail();
}
