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

    /// <summary>
    /// Opened declarations. One a second for a whole minute is no reading: who looks at one for ten seconds opens six.
    /// </summary>
    public static UsageLimit Declarations { get; } =
        new(60, TimeSpan.FromMinutes(1), "Đồng chí đã mở 60 bản kê khai trong một phút qua.");

    /// <summary>As <see cref="Declarations"/>, within an hour: a whole grassroots organisation, every nine seconds the next one.</summary>
    public static UsageLimit DeclarationsAnHour { get; } =
        new(400, TimeSpan.FromHours(1), "Đồng chí đã mở 400 bản kê khai trong một giờ qua.");

    /// <summary>Opened members, as <see cref="Declarations"/>.</summary>
    public static UsageLimit Members { get; } =
        new(60, TimeSpan.FromMinutes(1), "Đồng chí đã mở trang của 60 đảng viên trong một phút qua.");

    /// <summary>Numbers shown whole: a branch in an hour, and no roster number by number.</summary>
    public static UsageLimit Reveals { get; } = new(30, TimeSpan.FromHours(1), "Đồng chí đã xem đủ 30 số trong một giờ qua.");

    /// <summary>Requests to put facts right: every fact once, and again.</summary>
    public static UsageLimit Corrections { get; } = new(20, TimeSpan.FromDays(1), "Đồng chí đã gửi 20 đề nghị trong một ngày qua.");

    /// <summary>Alarms about one person: the level above is told once an hour.</summary>
    public static UsageLimit Alarms { get; } = new(1, TimeSpan.FromHours(1), "Cấp trên đã được báo trong một giờ qua.");

    /// <summary>Looks at the installation: they ask the database and the disk a dozen things.</summary>
    public static UsageLimit InstallationChecks { get; } =
        new(10, TimeSpan.FromHours(1), "Đồng chí đã kiểm tra hệ thống 10 lần trong một giờ qua.");

    /// <summary>
    /// Pages of one kind of list that name members, when it is walked: pages after the first. Five a second is no reading. Whoever may walk
    /// a long list may export it, too, so this keeps programs off and nobody who reads.
    /// </summary>
    public static UsageLimit WalkedPages { get; } =
        new(300, TimeSpan.FromMinutes(1), "Đồng chí đã mở 300 trang danh sách trong một phút qua.");

    /// <summary>How many times within <see cref="Within"/>.</summary>
    public int Most { get; }

    public TimeSpan Within { get; }

    public Error Exceeded(DateTimeOffset freeFrom) =>
        Problem.TooOften($"{_sentence} Có thể làm tiếp từ {VietnamTime.Full(freeFrom)}.", freeFrom);
}
