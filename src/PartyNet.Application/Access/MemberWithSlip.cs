using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>A member on the roll, the slip they have, if one, and their login, if one.</summary>
internal sealed record MemberWithSlip(Member Member, string UnitName, ActivationSlip? Slip, MemberLogin? Login)
{
    /// <summary>The members of a unit in roster order, in one round trip.</summary>
    /// <param name="codes">These members alone; null for all.</param>
    public static async Task<List<MemberWithSlip>> ReadAsync(
        IPartyNetDb db, Unit unit, IReadOnlyList<string>? codes, int most, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var asked = db.Members.AsNoTracking().Within(unit).OnRoll();
        if (codes is not null)
            asked = asked.Where(m => codes.Contains(m.Code));
        var query =
            from member in asked
            join slip in db.ActivationSlips on member.Id equals slip.MemberId into slips
            from slip in slips.DefaultIfEmpty()
            orderby member.RosterKey
            select new { Member = member, Unit = db.Units.Where(u => u.Id == member.UnitId).Select(u => u.Name).First(), Slip = slip };
        var (members, logins) = await db.TogetherAsync(
            () => query.TakeFirst(most).ToListAsync(cancellationToken),
            () => db.LoginsWithin(unit, codes, most, now).ToDictionaryAsync(login => login.MemberId, cancellationToken),
            cancellationToken);
        return members.ConvertAll(m => new MemberWithSlip(m.Member, m.Unit, m.Slip, logins.GetValueOrDefault(m.Member.Id)));
    }

    public SlipRow Row(UnitPath printedFrom, DateTimeOffset now)
    {
        var (state, since) = StateOf(now);
        return new SlipRow(
            Member.Code, Member.FullName, Member.BirthYear, Member.BirthDate, UnitName, state, since, Slip?.LastDay,
            SlipRules.Obstacle(Member, Login, printedFrom));
    }

    /// <summary>A slip in hand comes before a password: it was printed because the password is lost.</summary>
    private (SlipState State, DateTimeOffset? Since) StateOf(DateTimeOffset now) => Slip switch
    {
        { } slip when slip.CanBeUsed(now) => (SlipState.Printed, slip.PrintedAt),
        { Use: SlipUse.Password or SlipUse.Passkey } slip => (SlipState.Activated, slip.UsedAt),
        _ when Login is { HasPassword: true, IsClosed: false } => (SlipState.Activated, Slip?.UsedAt),
        { UsedAt: { } at } => (SlipState.UsedOnce, at),
        { LostAt: { } at } => (SlipState.Lost, at),
        { IsFrozen: true } slip => (SlipState.Frozen, slip.FrozenAt ?? slip.PrintedAt),
        { } slip => (SlipState.Expired, slip.PrintedAt),
        null => (SlipState.None, null),
    };
}
