using System.Text.RegularExpressions;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>
/// Cells that say two things of a member: the name and the birth, or the day of admission and the official one. What does not divide
/// without doubt stays whole, and is refused where it is read.
/// </summary>
internal static partial class DividedCells
{
    // Longer than two things of a member are said: what is looked for takes time by the square of it.
    private const int Longest = 200;

    /// <summary>“Nguyễn Văn An, 1958”, “Nguyễn Văn An (sinh 12/05/1958)”; null for no birth of somebody who is of age.</summary>
    public static (string First, string Second)? NameAndBirth(string cell, DateOnly today)
    {
        if (cell.Length > Longest)
            return null;
        var found = Named().Match(VietnameseText.Normalize(cell));
        return found.Success && VietnameseDate.Parse(found.Groups["birth"].Value, today) is { Value: { } day }
            && day.Year <= today.Year - Member.LeastAge
            ? (found.Groups["name"].Value.TrimEnd([.. " ,;:.-–(["]), found.Groups["birth"].Value)
            : null;
    }

    /// <summary>
    /// “Nguyễn Văn An, 1958, xã Suối Mơ”: the name and the birth of a cell that says something else behind them, which is not loaded. Null
    /// where that is how it stands with the member today, which must not get lost.
    /// </summary>
    public static (string First, string Second)? NameBirthAndElse(string cell, DateOnly today)
    {
        if (cell.Length > Longest)
            return null;
        var found = BehindBirth().Match(VietnameseText.Normalize(cell));
        return found.Success && WrittenStatus.Read(found.Groups["else"].Value, today) is null
            ? NameAndBirth(found.Groups["person"].Value, today)
            : null;
    }

    /// <summary>
    /// The day of a cell that says something else besides: “05/11/1958, Suối Mơ”, “Nam - 1958”. The second is never anything: what else a
    /// member's day stands with is not loaded. Null where there is no day, or more than one, or how it stands with the member today, which
    /// must not get lost.
    /// </summary>
    public static (string First, string Second)? DayAndElse(string cell, DateOnly today)
    {
        if (cell.Length > Longest)
            return null;
        var text = VietnameseText.Normalize(cell);
        var found = DayBefore().Match(text) is { Success: true } before ? before : DayBehind().Match(text);
        var besides = found.Groups["else"].Value.Trim([.. "()[] "]);
        return found.Success && !HoldsDays(besides) && VietnameseDate.Parse(found.Groups["day"].Value, today).IsDate
            && WrittenStatus.Read(besides, today) is null
            ? (found.Groups["day"].Value, "")
            : null;
    }

    /// <summary>
    /// “1960 (tuổi Tý)”, “3/2/1985 (QĐ số 12)”: a day and what is said of it, but not “(âm lịch)” or “hoặc 1961”, by which another is
    /// meant.
    /// </summary>
    public static (string Day, string Remark)? DayAndRemark(string cell) =>
        cell.Length <= Longest && Remarked().Match(cell) is { Success: true } found && !AnotherDay().IsMatch(cell)
            ? (found.Groups["day"].Value, found.Groups["else"].Value.Trim())
            : null;

    /// <summary>
    /// “12/05/1980; 12/05/1981” in their order, “DB: …, CT: …” as it says, one alone that is called official; null for a single day, and
    /// for two in the other order, of which nobody can tell which is which.
    /// </summary>
    public static (string First, string Second)? Admission(string cell, DateOnly today)
    {
        if (cell.Length > Longest)
            return null;
        var text = VietnameseText.Normalize(cell);
        if (Day().Replace(text, "").Any(char.IsLetterOrDigit))
            return null;
        var dates = Day().Matches(text).Select(date => (
            Text: date.Groups["day"].Value, Label: VietnameseText.SearchKey(date.Groups["label"].Value))).ToList();
        return dates switch
        {
            [var only] when IsOfficial(only.Label) => ("", only.Text),
            [var first, var second] when IsOfficial(first.Label) && !IsOfficial(second.Label) => (second.Text, first.Text),
            [var first, var second] when IsOfficial(second.Label) && !IsOfficial(first.Label) => (first.Text, second.Text),
            [{ Label: "" } first, { Label: "" } second]
                when VietnameseDate.Parse(first.Text, today).Value <= VietnameseDate.Parse(second.Text, today).Value =>
                (first.Text, second.Text),
            _ => null,
        };
    }

    /// <summary>Whether a cell holds more than one day.</summary>
    public static bool HoldsDays(string cell) => cell.Length <= Longest && Day().Count(cell) > 1;

    private static bool IsOfficial(string label) => label is "ct" or "dvct" || label.Contains("chinh thuc", StringComparison.Ordinal);

    private const string WholeDay = "[0-9]{1,2} ?[/.-] ?[0-9]{1,2} ?[/.-] ?(?:[0-9]{4}|[0-9]{2})";
    private const string AnyDay = "(?<day>" + WholeDay + "|[0-9]{4})";
    private const string Birth = "(?:" + WholeDay + "|[0-9]{1,2}/[0-9]{4}|[0-9]{4})";

    /// <summary>Sinh is a given name too: it says a birth behind a mark, or before “ngày” or “năm”.</summary>
    [GeneratedRegex(
        @"^(?<name>(?:[0-9]{1,4}[.)/] ?)?\p{L}[^0-9]*?)"
            + @"(?:[ ,;:./(\[–-]|(?<=[(\[,;:–-] ?)sinh(?=[ :.])|(?<=[ (\[,;:–-])(?:sinh (?:ngày|năm)|(?:năm|ngày) sinh|sn|ns))+"
            + "(?<birth>" + Birth + @")[ .)\]]*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    /// <summary>Words behind a birth. A year among them may be another birth.</summary>
    [GeneratedRegex(
        @"^(?<person>(?:[0-9]{1,4}[.)/] ?)?[^0-9]+" + Birth + @"[)\]]?)(?: ?[,;:./(\[–-] ?| )"
            + @"(?:(?:quê(?: quán)?|nguyên quán|nơi sinh|trú quán)\b[ :]*)?(?<else>\p{L}(?!.*[0-9]{4}).*)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex BehindBirth();

    [GeneratedRegex(
        "^(?:" + AnyDay + @"\s*[(\[,;–-]\s*(?<else>\p{L}\D*?|(?:QĐ|NQ|quyết định|nghị quyết)\b.*?)[)\]]?"
            + @"|(?<else>(?:tuổi )?(?:(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) )?"
            + @"(?:tý|tí|sửu|dần|mão|mẹo|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi))[ ,(–-]+" + AnyDay + @"\)?)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Remarked();

    [GeneratedRegex(
        @"\b(?:âm|âl|hoặc|hay|khoảng|thực|thật|sai|lệch|gốc|cũ|khai|sửa|vợ|chồng|con|mất|lần|tới|đến)\b|\?",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AnotherDay();

    [GeneratedRegex("^" + AnyDay + @"(?:\s*[,;:/(–-]\s*|\s+)?(?<else>(?![0-9]).*)$", RegexOptions.CultureInvariant)]
    private static partial Regex DayBefore();

    [GeneratedRegex(@"^(?<else>\D+?)(?:\s*[,;:/(–-]\s*|\s+)" + AnyDay + @"\)?$", RegexOptions.CultureInvariant)]
    private static partial Regex DayBehind();

    [GeneratedRegex(
        @"(?<label>(?:(?:ngày|vào|đảng|kết nạp|dự bị|chính thức|đv|đb|đvct|đvdb|db|ct|kn)[ .]*)*)[ :(.]*"
            + @"(?<day>[0-9]{1,2}(?<s> ?[/.-] ?)[0-9]{1,2}\k<s>(?:[0-9]{4}|[0-9]{2})(?![0-9]))"
            + @"(?: ?\((?<label>dự bị|chính thức|db|ct|đvct|đvdb|kết nạp)\))?",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Day();
}
