using PartyNet.Domain.Text;

namespace PartyNet.Domain.Access;

/// <summary>From when until when a role is given: from now or from a later day on, to the end of its last day.</summary>
public sealed record RoleTime(DateTimeOffset From, DateTimeOffset? To)
{
    /// <summary>One term of a committee; longer is a typing error.</summary>
    public const int MostYears = 5;

    /// <summary>Days that are read at all; whatever lies beyond the term is told so.</summary>
    private const int ReadYears = 50;

    /// <summary>Reads the days as typed; where they cannot be, the field and the reason in Vietnamese.</summary>
    public static (RoleTime? Time, string Field, string? Problem) Read(Role role, string firstDay, string lastDay, DateTimeOffset now)
    {
        var today = VietnamTime.Day(now);
        var (first, problem) = Day(firstDay, today);
        if ((problem ?? (first < today ? "Ngày bắt đầu không ở trước hôm nay." : null)) is { } wrongFirst)
            return (null, nameof(From), wrongFirst);
        (var last, problem) = Day(lastDay, today);
        if ((problem ?? WrongEnd(role, first ?? today, last)) is { } wrongLast)
            return (null, nameof(To), wrongLast);

        var from = first > today ? VietnamTime.At(first.Value, TimeOnly.MinValue) : now;
        return (new RoleTime(from, last is { } end ? VietnamTime.At(end.AddDays(1), TimeOnly.MinValue) : null), "", null);
    }

    private static string? WrongEnd(Role role, DateOnly first, DateOnly? last)
    {
        if (last is null)
            return RoleGiving.EndsByItself(role) ? "Phó bí thư giữ vai trò đến một ngày. Đồng chí nhập ngày cuối cùng." : null;
        return last < first ? "Ngày cuối cùng không ở trước ngày bắt đầu." : null;
    }

    private static (DateOnly? Day, string? Problem) Day(string typed, DateOnly today)
    {
        if (VietnameseText.Normalize(typed).Length == 0)
            return (null, null);
        var reading = VietnameseDate.Parse(typed, today.AddYears(ReadYears));
        if (!reading.IsDate)
            return (null, reading.Reason);
        if (reading.Precision != DatePrecision.Day)
            return (null, "Nhập đủ ngày, tháng và năm, ví dụ 31/12/2027.");
        return reading.Value <= today.AddYears(MostYears)
            ? (reading.Value, null)
            : (null, $"Vai trò giao trước nhiều nhất {MostYears} năm. Đồng chí xem lại năm.");
    }
}
