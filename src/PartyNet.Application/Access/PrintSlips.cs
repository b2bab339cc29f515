using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>Slips were printed at a unit, so many.</summary>
public sealed record SlipsPrinted(Guid UnitId, int Slips);

/// <summary>One slip, with the code that stands on it and nowhere else.</summary>
/// <param name="HasPhone">The member signs in by phone as well, unless somebody else has the same.</param>
/// <param name="Help">Whom the member calls.</param>
/// <param name="HelpPhone">Their number; null where the caller may not show it, or there is none.</param>
public sealed record PrintedSlip(
    string FullName, string UnitName, string Login, bool HasPhone, SlipCode Code, DateOnly LastDay, HelpLine Help, string? HelpPhone);

/// <summary>Slips in roster order; none where the same form was sent before: they were shown then, this once.</summary>
public sealed record PrintedSlips(int Number, IReadOnlyList<PrintedSlip> Slips);

/// <summary>
/// Prints slips for members of a unit. The slip that a member had before ends, and who has no login gets one, called by their PartyNet
/// code. Errors: not found; what is missing; somebody for whom no slip can be printed, and then none is.
/// </summary>
public sealed class PrintSlips(IPartyNetDb db, IProcesses processes, ISecrets secrets, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.PrintSlips).Again();

    /// <param name="Everybody">Everybody on the roll who has neither a password nor a slip that can be used.</param>
    /// <param name="Members">Codes of the members otherwise.</param>
    /// <param name="Stated">The caller states that they print now and hand each slip over.</param>
    public sealed record Command(Unit Unit, bool Everybody, IReadOnlyList<string> Members, bool Stated, Guid RequestKey);

    internal static Error Overtaken =>
        Problem.Conflict("Danh sách vừa thay đổi hoặc có người khác vừa in phiếu. Đồng chí xem lại danh sách rồi in.");

    public async Task<ErrorOr<PrintedSlips>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (!command.Everybody && command.Members.Count == 0)
            return Problem.At(nameof(command.Members), "Chưa chọn đồng chí nào để in phiếu.");
        if (!command.Stated)
            return Problem.At(nameof(command.Stated), "Đồng chí đánh dấu vào ô xác nhận trước khi in.");

        List<PrintedSlip> slips = [];
        var printed = await processes.OnceAsync<int>(
            RequestKey.Of(command.RequestKey, [command.Unit.Id, command.Everybody, .. command.Members]),
            new ProcessStart(ProcessType.SlipsPrinted, command.Unit),
            conflict: Overtaken,
            async process =>
            {
                var chosen = await ChooseAsync(command, cancellationToken);
                if (chosen.IsError)
                    return chosen.Errors;
                var made = await PrintAsync(process, command.Unit, chosen.Value, cancellationToken);
                if (made.IsError)
                    return made.Errors;
                slips = made.Value;
                process.Record(new SlipsPrinted(command.Unit.Id, slips.Count));
                return slips.Count;
            },
            cancellationToken);
        return printed.Then(number => new PrintedSlips(number, slips));
    }

    private async Task<ErrorOr<List<MemberWithSlip>>> ChooseAsync(Command command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var codes = command.Everybody ? null : command.Members.Distinct().ToList();
        var members = await MemberWithSlip.ReadAsync(db, command.Unit, codes, ListSlips.Most, now, cancellationToken);
        if (codes is not null && members.Count != codes.Count)
            return Overtaken;

        var from = SlipRules.PrintedFrom(access.Scope, command.Unit);
        var rows = members.ConvertAll(m => (Member: m, Row: m.Row(from, now)));
        if (command.Everybody)
        {
            var needing = rows.Where(r => r.Row.NeedsSlip).Select(r => r.Member).ToList();
            return needing.Count > 0
                ? needing
                : Problem.At(nameof(command.Members), "Không còn đồng chí nào cần phiếu mới.");
        }

        var obstacles = rows.Where(r => r.Row.Obstacle is not null).Select(r => $"{r.Row.FullName}: {r.Row.Obstacle}").ToList();
        return obstacles.Count == 0
            ? members
            : Problem.At(nameof(command.Members), $"Chưa in được phiếu nào. {string.Join("; ", obstacles)}.");
    }

    private async Task<ErrorOr<List<PrintedSlip>>> PrintAsync(
        IProcess process, Unit unit, List<MemberWithSlip> members, CancellationToken cancellationToken)
    {
        var ids = members.ConvertAll(m => m.Member.Id);
        await db.ActivationSlips.Where(s => ids.Contains(s.MemberId)).ExecuteDeleteAsync(cancellationToken);
        await db.OpenLoginsAsync(ids, process.At, cancellationToken);
        var codes = members.ConvertAll(m => m.Member.Code);
        var logins = await db.LoginsWithin(unit, codes, codes.Count, process.At)
            .ToDictionaryAsync(login => login.MemberId, login => login.Login, cancellationToken);
        if (logins.Count < members.Count)
            return Overtaken;
        var help = await BranchHelp.ReadAsync(db, members.Select(m => m.Member), process.At, cancellationToken);
        var from = SlipRules.PrintedFrom(access.Scope, unit);
        var slips = new List<PrintedSlip>(members.Count);
        foreach (var (member, unitName, _, _) in members)
        {
            var code = SlipCode.New();
            var digest = secrets.Digests(IndexedField.ActivationSlip, code.Signs)[0];
            var slip = ActivationSlip.Print(Guid.CreateVersion7(), member, digest, access.Scope.UserId!.Value, from, process.At);
            db.ActivationSlips.Add(slip);
            process.Concern(member.Id);
            var line = help.Of(member);
            slips.Add(new PrintedSlip(
                member.FullName, unitName, logins[member.Id], member.Phone is not null, code, slip.LastDay, line,
                PhoneOf(line.Contact)));
        }

        return slips;
    }

    /// <summary>The caller's own. Somebody else's number is opened for a purpose and recorded; a slip is none.</summary>
    private string? PhoneOf(CallerHelpContact? contact) => contact is { Phone: { } phone } && contact.MemberId == access.Scope.MemberId
        ? secrets.OpenOwn(contact.MemberId, SecretField.MemberPhone, contact.MemberId, phone).Text
        : null;
}
