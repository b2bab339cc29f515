using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;

namespace PartyNet.Application.Access;

/// <summary>The rule that an installation always has an administrator.</summary>
internal static class Administrators
{
    public static Error Overtaken =>
        Problem.Conflict("Tài khoản đăng nhập này vừa được một quản trị khác thay đổi. Đề nghị đồng chí xem lại.");

    public const string LastStays = "Đây là quản trị duy nhất của hệ thống. Giao vai trò quản trị cho người khác trước.";

    /// <summary>
    /// Administrators work in turn: two who leave at once are not both let go, two logins of one name not both made, and of two links
    /// one lives.
    /// </summary>
    public const long Turn = 0x41444D494E;

    /// <summary>
    /// Whether another administrator stays. One whose role ends by its own date does not: on that day nobody would be left.
    /// </summary>
    public static async Task<bool> OthersThanAsync(IPartyNetDb db, Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.WaitForTurnAsync(Turn, cancellationToken);
        return await db.Grants.InForce(now).AnyAsync(
            g => g.Role == Role.Administrator && g.UserId != userId && g.ValidTo == null
                && db.Users.Any(u => u.Id == g.UserId && u.ClosedAt == null),
            cancellationToken);
    }
}
