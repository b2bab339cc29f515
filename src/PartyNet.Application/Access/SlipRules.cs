using ErrorOr;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>Who can be let in by a slip, by whom, and what a slip asks for besides its code.</summary>
internal static class SlipRules
{
    /// <summary>The obstacle that whoever prints can take out of the way.</summary>
    public const string NoBirthDate = "danh sách chưa có ngày sinh";

    /// <summary>Why no slip is printed for this member, in Vietnamese; null where one can be.</summary>
    public static string? Obstacle(Member member, MemberLogin? login, UnitPath printedFrom)
    {
        if (!member.IsOnRoll())
            return "không còn sinh hoạt ở chi bộ";
        if (login is { IsClosed: true })
            return "tài khoản đăng nhập đã bị đóng, đồng chí hỏi quản trị hệ thống";
        if (!IsAbove(printedFrom, login?.RolePaths ?? []))
            return "đang giữ vai trò nên do cấp ủy cấp trên in phiếu";
        return member.BirthYear is null ? NoBirthDate : null;
    }

    /// <summary>The highest of the caller's units from which slips may be printed here.</summary>
    public static UnitPath PrintedFrom(AccessScope scope, Unit unit) =>
        scope.PathsAllowing(Permissions.PrintSlips).Where(unit.Path.IsWithin).Min();

    /// <summary>
    /// A slip lets whoever holds it act as the member. So nobody prints one for themselves, for somebody of their own level or for
    /// somebody above: with the date of birth, which they know, they could take that role over.
    /// </summary>
    public static bool IsAbove(UnitPath printedFrom, IEnumerable<string> rolePaths) =>
        rolePaths.All(path => UnitPath.FromStored(path) is var held && held != printedFrom && held.IsWithin(printedFrom));

    /// <summary>Whether this is the birth date of the member; where only the year is held, whether it is the year.</summary>
    public static bool WasBorn(this Member member, DateReading typed) => member.BirthDate is { } day
        ? typed.Precision == DatePrecision.Day && typed.Value == day
        : member.BirthYear is { } year && typed.Value?.Year == year;

    /// <summary>
    /// The one answer to a slip that is unknown, used, lost, out of date, replaced or frozen, and to a wrong date of birth.
    /// </summary>
    public static Error Refused() => Problem.At(
        "Code",
        "Mã trên phiếu và ngày sinh không khớp, hoặc phiếu không còn dùng được. Đồng chí xem lại cả hai; nếu vẫn không được, đề nghị "
            + "bí thư chi bộ in phiếu mới.");

    /// <summary>Uses of one slip follow each other: the same form sent twice is one use.</summary>
    public static long Turn(Guid slip) => BitConverter.ToInt64(slip.ToByteArray(), sizeof(long));
}
