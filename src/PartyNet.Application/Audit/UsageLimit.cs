using ErrorOr;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Audit;

/// <summary>
/// How often one user may do a thing that reaches many members' data, so that nobody walks off with a roster name by name. Audit
/// itself is what is counted, so the limit holds across sessions, tabs and replicas, and what was rolled back does not count.
/// </summary>
public sealed record UsageLimit
{
    private readonly string _sentence;

    private UsageLimit(int most, TimeSpan within, string sentence) => (Most, Within, _sentence) = (most, within, sentence);

    /// <summary>Searches by name.</summary>
    public static UsageLimit Searches { get; } = new(30, TimeSpan.FromMinutes(1), "Đồng chí đã tìm kiếm 30 lần trong một phút qua.");

    /// <summary>Exports of rosters.</summary>
    public static UsageLimit Exports { get; } = new(5, TimeSpan.FromHours(1), "Đồng chí đã xuất danh sách 5 lần trong một giờ qua.");

    /// <summary>How many times within <see cref="Within"/>.</summary>
    public int Most { get; }

    public TimeSpan Within { get; }

    public Error Exceeded(DateTimeOffset freeFrom) =>
        Problem.TooOften($"{_sentence} Có thể làm tiếp từ {VietnamTime.Full(freeFrom)}.", freeFrom);
}
