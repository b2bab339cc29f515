using System.Globalization;
using System.Text.RegularExpressions;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>
/// A status with when, where and why: “chuyển đi 3/2026”, “miễn SH từ 2020”. The registry keeps the status; the rest is said to whoever
/// loads the list. What is not yet, is over, or may mean coming as well as going is no status.
/// </summary>
/// <param name="Status">Null where it is not understood; <paramref name="Besides"/> is the reason then.</param>
internal sealed partial record WrittenStatus(MemberStatus? Status, string Besides)
{
    /// <summary>More words than any status has.</summary>
    private const int MostWords = 9;

    /// <summary>Null for a text that is no status, with circumstances or without.</summary>
    public static WrittenStatus? Read(string text, DateOnly today)
    {
        var (status, besides) = ((MemberStatus?)null, new List<string>());
        foreach (var part in Between().Split(VietnameseText.Normalize(text)).Where(part => part.Length > 0))
        {
            if (Begin(part) is not var (said, rest))
            {
                // A place may have commas of its own.
                if (besides.Count == 0 || Doubtful().IsMatch(part))
                    return null;
                besides.Add(part);
                continue;
            }

            if (rest.Length > 0 && (!Circumstance().IsMatch(rest) || Doubtful().IsMatch(rest)))
                return null;
            if (said.Activity == ActivityStatus.TransferredOut && Coming().IsMatch(rest))
                return new WrittenStatus(null, "Không rõ là chuyển đi hay chuyển đến. Ghi “chuyển đi” hoặc “đang sinh hoạt”.");
            if (WhyNotNow(said, rest, today) is { } reason)
                return new WrittenStatus(null, reason);
            if (status is not null && !(Agree(status.Kind, said.Kind) && Agree(status.Activity, said.Activity)))
                return null;
            status = new MemberStatus(status?.Kind ?? said.Kind, status?.Activity ?? said.Activity);
            if (rest.Length > 0)
                besides.Add(rest);
        }

        return status is null ? null : new WrittenStatus(status, string.Join(", ", besides));
    }

    /// <summary>The longest words that are a status, and what follows them.</summary>
    private static (MemberStatus Status, string After)? Begin(string part)
    {
        if (Arrival().Match(part) is { Success: true } arrival)
            return (new MemberStatus(null, ActivityStatus.Active), part[arrival.Length..].Trim());
        var words = part.Split(' ');
        for (var count = Math.Min(words.Length, MostWords); count > 0; count--)
        {
            if (MemberStatus.TryRead(string.Join(' ', words[..count]), out var status, out _))
                return (status, string.Join(' ', words[count..]).Trim([.. " :-–."]));
        }

        return null;
    }

    /// <summary>What is to come, and what has ended, is not how it is today.</summary>
    private static string? WhyNotNow(MemberStatus status, string rest, DateOnly today)
    {
        foreach (Match time in Time().Matches(rest))
        {
            var year = int.Parse(time.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
            var month = time.Groups["m"].Success ? int.Parse(time.Groups["m"].ValueSpan, CultureInfo.InvariantCulture) : 0;
            var isLater = year > today.Year || (year == today.Year && month > today.Month);
            if (time.Groups["until"].Success)
            {
                if (!isLater && status.Activity != ActivityStatus.Active)
                    return $"Ghi “{time.Value.Trim()}”, tức đã hết. Ghi trạng thái hiện nay.";
            }
            else if (isLater)
            {
                return $"Ghi “{time.Value.Trim()}”, tức chưa đến. Ghi trạng thái hiện nay.";
            }
        }

        return null;
    }

    private static bool Agree<T>(T? one, T? other)
        where T : struct =>
        one is null || other is null || one.Value.Equals(other.Value);

    [GeneratedRegex(@"\s*[,;\n]\s*|\s+[-–]\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    /// <summary>Who has come takes part: only where it says since when, or from where.</summary>
    [GeneratedRegex(
        @"^(?:mới |đã )?chuyển (?:sinh hoạt |sinh hoạt đảng |SH |SHĐ )?đến(?=$|\s+(?:từ|ngày|tháng|năm)\b|\s*[(]?[0-9])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Arrival();

    [GeneratedRegex(
        @"^(?:[(\[]|[0-9]|(?:ngày|tháng|năm|quý|từ|kể từ|về|đến|tại|sang|ra|vào|theo|do|vì|lúc|hồi|đầu|giữa|cuối|khoảng|sau|trước|ở|"
            + @"tới|tổ chức|đảng bộ|đảng ủy|chi bộ|QĐ|quyết định|NQ|số)\b)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Circumstance();

    /// <summary>Something is otherwise than the words before say.</summary>
    [GeneratedRegex(
        @"\b(?:chưa|không|nay|trở lại|trở về|quay lại|xin|đề nghị|dự kiến|sẽ|chờ|đang|hết|thôi|nhưng|sinh hoạt lại|khôi phục|vợ|chồng|con"
            + @"|bố|mẹ)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Doubtful();

    /// <summary>“Chuyển sinh hoạt từ Đảng bộ xã X”, “… đến chi bộ”, “… về 5/2025”: may be of who has come here.</summary>
    [GeneratedRegex(
        @"^(?:đến|tới)\b|^(?:về|từ)\s+(?=[0-9(]|tháng|năm|ngày)|\btừ\s+(?![0-9]|ngày|tháng|năm|quý|đầu|giữa|cuối)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Coming();

    [GeneratedRegex(
        @"(?<until>\b(?:đến|tới|hết)\s+(?:hết\s+)?)?"
            + @"(?:(?:ngày\s+)?(?:[0-9]{1,2}[/.-])?(?<m>[0-9]{1,2})[/.-]|tháng\s+(?<m>[0-9]{1,2})\s*(?:năm\s+|[/-]))?"
            + @"(?:(?:ngày|năm|tháng)\s+)?(?<![0-9])(?<y>(?:19|20)[0-9]{2})(?![0-9])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Time();
}
