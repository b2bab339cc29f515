using System.Diagnostics.CodeAnalysis;
using PartyNet.Domain.Text;

namespace PartyNet.Domain.Members;

/// <summary>
/// What the status column of a list says: the kind of membership, the part taken in branch life, or both ("Chính thức, đang sinh hoạt").
/// What it does not say is null and changes nothing.
/// </summary>
public sealed record MemberStatus(MemberKind? Kind, ActivityStatus? Activity)
{
    // Keys are search keys, so that case, diacritics and old tone placement play no part.
    private static readonly Dictionary<string, MemberStatus> Words = new(StringComparer.Ordinal);

    static MemberStatus()
    {
        Add(new(MemberKind.Full, null), "Chính thức", "Đảng viên chính thức", "ĐV chính thức", "ĐVCT", "CT");
        Add(new(MemberKind.Probationary, null), "Dự bị", "Đảng viên dự bị", "ĐV dự bị", "ĐVDB", "DB");
        Add(
            new(null, ActivityStatus.Active),
            "Đang sinh hoạt",
            "Đang sinh hoạt Đảng",
            "Đang hoạt động",
            "Sinh hoạt",
            "Hoạt động",
            "Bình thường",
            "Chuyển sinh hoạt tạm thời",
            "Sinh hoạt tạm thời",
            "Tạm thời chuyển sinh hoạt"
        );
        Add(
            new(null, ActivityStatus.Exempt),
            "Miễn",
            "Miễn SH",
            "Miễn SHĐ",
            "Miễn sinh hoạt chi bộ",
            "Miễn công tác và SHĐ",
            "Miễn công tác, SHĐ",
            "Miễn sinh hoạt",
            "Miễn sinh hoạt Đảng",
            "Được miễn sinh hoạt",
            "Đang miễn sinh hoạt",
            "Miễn công tác và sinh hoạt",
            "Miễn công tác và sinh hoạt Đảng",
            "Miễn công tác, sinh hoạt Đảng",
            "Giảm, miễn công tác và sinh hoạt Đảng",
            "Giảm, miễn sinh hoạt",
            "Tạm miễn sinh hoạt"
        );
        Add(
            new(null, ActivityStatus.TransferredOut),
            "Đã chuyển",
            "Chuyển đi",
            "Đã chuyển đi",
            "Chuyển sinh hoạt",
            "Đã chuyển sinh hoạt",
            "Chuyển sinh hoạt Đảng",
            "Đã chuyển sinh hoạt Đảng",
            "Chuyển sinh hoạt chính thức",
            "Chuyển sinh hoạt Đảng chính thức",
            "Chuyển SH",
            "Chuyển SHĐ",
            "Chuyển SH Đảng",
            "Đã chuyển SH",
            "Đã chuyển SHĐ",
            "Đã chuyển SH Đảng"
        );
        Add(
            new(null, ActivityStatus.Left),
            "Ra khỏi Đảng",
            "Đã ra khỏi Đảng",
            "Rời khỏi Đảng",
            "Đã rời khỏi Đảng",
            "Xin ra khỏi Đảng",
            "Cho ra khỏi Đảng",
            "Xóa tên",
            "Đã xóa tên",
            "Bị xóa tên",
            "Xóa tên trong danh sách đảng viên",
            "Khai trừ",
            "Bị khai trừ",
            "Đã khai trừ"
        );
        Add(new(null, ActivityStatus.Deceased), "Từ trần", "Đã từ trần", "Đã mất", "Mất", "Qua đời", "Đã qua đời", "Chết",
            "Đã chết", "Hy sinh");
    }

    /// <summary>
    /// Reads one status or several separated by commas, dashes or brackets; <paramref name="problem"/> lists what is understood.
    /// </summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out MemberStatus? status, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        if (Words.TryGetValue(VietnameseText.SearchKey(text), out status))
            return true;

        var parts = VietnameseText
            .Normalize(text)
            .Split([',', ';', '/', '-', '–', '(', ')', '.'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var part in parts)
        {
            if (!Words.TryGetValue(VietnameseText.SearchKey(part), out var word) || !Agree(status, word))
            {
                status = null;
                break;
            }
            status = new MemberStatus(status?.Kind ?? word.Kind, status?.Activity ?? word.Activity);
        }
        if (status is not null)
            return true;

        problem =
            "Không hiểu trạng thái này. Ghi một trong các từ: chính thức, dự bị, đang sinh hoạt, miễn sinh hoạt, đã chuyển sinh "
                + "hoạt, đã ra khỏi Đảng, từ trần.";
        return false;
    }

    private static bool Agree(MemberStatus? sofar, MemberStatus next) =>
        (sofar?.Kind is null || next.Kind is null || sofar.Kind == next.Kind)
        && (sofar?.Activity is null || next.Activity is null || sofar.Activity == next.Activity);

    private static void Add(MemberStatus status, params string[] words)
    {
        foreach (var word in words)
            Words.Add(VietnameseText.SearchKey(word), status);
    }
}
