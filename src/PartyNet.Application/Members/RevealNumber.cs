using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>Event of a number that was shown whole, by its name and never its digits.</summary>
public sealed record NumberRevealed(Guid MemberId, string Number);

/// <summary>A number shown whole, this once.</summary>
public sealed record RevealedNumber(MemberNumber Number, string Value);

/// <summary>
/// Shows one number of one member whole, for a purpose; the member reads who saw which one and what for. Errors: not found; no purpose;
/// nothing held; too many within an hour.
/// </summary>
public sealed class RevealNumber(IPartyNetDb db, IProcesses processes, ISecrets secrets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ViewMembers);

    /// <param name="Unit">The unit at which the caller works; the member lies within it.</param>
    /// <param name="Number">A code of <see cref="MemberNumber.All"/>.</param>
    /// <param name="Purpose">A code of <see cref="Purposes"/>.</param>
    public sealed record Command(Unit Unit, string MemberCode, string Number, string Purpose);

    /// <summary>What a number is shown for; the words are what the member reads.</summary>
    public static IReadOnlyList<Choice<string>> Purposes { get; } =
    [
        new("lien-he", "Liên hệ với đồng chí này", "liên hệ với đồng chí"),
        new("doi-chieu", "Đối chiếu với giấy tờ", "đối chiếu với giấy tờ"),
        new("sua-danh-sach", "Sửa danh sách đảng viên", "sửa danh sách đảng viên"),
    ];

    public async Task<ErrorOr<RevealedNumber>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (MemberNumber.All.Find(command.Number)?.Value is not { } number || Purposes.Find(command.Purpose) is not { } purpose)
            return Problem.At("", "Chọn số cần xem và mục đích.");

        var code = MemberCode.Read(command.MemberCode);
        var found = await FindAsync(command.Unit, code, cancellationToken);
        if (found is not var (member, branch))
            return Problem.NotFound();
        if (number.HeldBy(member) is not { } held)
            return Problem.At("", "Danh sách chưa có số này.");

        var reason = $"{number.Name.ToLowerInvariant()}, {purpose.Value}";
        var look = processes.Look(new ProcessStart(ProcessType.NumberRevealed, branch, reason));
        look.Concern(member.Id);
        look.Record(new NumberRevealed(member.Id, number.Code));
        var opened = secrets.Open(look, member.Id, number.Secret, member.Id, held);
        return await look.WriteDownAsync([UsageLimit.Reveals], cancellationToken) is { } tooOften
            ? tooOften
            : new RevealedNumber(number, opened.Text is { } text ? number.Readable(text) : opened.Shown);
    }

    private async Task<(Member Member, Unit Branch)?> FindAsync(Unit unit, string code, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var found = await db.Members.AsNoTracking().Within(unit).Where(m => m.Code == code)
            .Join(db.Units.AsNoTracking(), m => m.UnitId, u => u.Id, (Member, Branch) => new { Member, Branch })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.Member, found.Branch);
    }
}
