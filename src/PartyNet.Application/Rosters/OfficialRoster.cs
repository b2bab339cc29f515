using ErrorOr;
using PartyNet.Application.Audit;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Rosters;

/// <summary>The exported roster as a party document that an officer signs.</summary>
internal static class OfficialRoster
{
    /// <summary>A document in Word is held in memory while it is written, and nobody signs a list longer than that.</summary>
    public const int Most = 5_000;

    public static Error TooLong { get; } = Problem.At(
        nameof(ExportRoster.Command.Format),
        $"Danh sách chính thức có nhiều nhất {Numbers.Text(Most)} đảng viên, danh sách này dài hơn. Đồng chí lọc bớt, ví dụ theo tổ chức "
        + "trực thuộc, hoặc xuất danh sách làm việc.");

    public static OfficialList<RosterEntry> Of(PlannedExport plan, ICommittedProcess process, Func<int> unreadable)
    {
        var (selection, layout, heading, _) = plan;
        var at = VietnamTime.Full(process.At);
        return new OfficialList<RosterEntry>(
            RosterHeadings.Print(heading, VietnamTime.Day(process.At)),
            layout.ForPeople(),
            count =>
            [
                $"Danh sách có {Numbers.Text(count)} đảng viên{(selection.InWords() is { } filter ? $" ({filter})" : "")}, "
                    + $"số liệu lúc {at}. {RosterSheet.Declared(unreadable())}",
            ],
            RosterHeadings.Sign(heading),
            $"Bản xuất số {process.Sequence} lúc {at}. Mã nhật ký: {process.Id}");
    }
}
