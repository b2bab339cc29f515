using PartyNet.Application.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Demo;

/// <summary>
/// Slips of the branch of the demo roles, in every state in which a list shows them. Their codes are made up as hashes: no code opens them.
/// </summary>
internal sealed class DemoSlips(DemoRows rows, DemoUsers users, DemoRandom random, DateTimeOffset now)
{
    /// <summary>Number of this part beside those of the branches.</summary>
    public const long Part = 1L << 40;

    /// <summary>Place in the branch, days since the slip was printed, what became of it.</summary>
    private static readonly (int Place, int Days, Action<ActivationSlip, DateTimeOffset> Then)[] Slips =
    [
        (5, 3, (_, _) => { }),
        (6, 10, (_, _) => { }),
        (7, 50, (_, _) => { }),
        (8, 6, (slip, at) => (slip.WrongTries, slip.FrozenAt) = (ActivationSlip.MostTries, at)),
        (9, 5, (slip, at) => slip.MarkUsed(at, SlipUse.OneSession, slip.Id)),
        (10, 20, (slip, at) => slip.MarkUsed(at, SlipUse.Password, slip.Id)),
        (11, 20, (slip, at) => slip.MarkUsed(at, SlipUse.Password, slip.Id)),
        (12, 20, (slip, at) => slip.MarkUsed(at, SlipUse.Password, slip.Id)),
        (13, 4, (slip, at) => slip.ReportLost(at)),
    ];

    /// <param name="secretary">Prints them all.</param>
    public void Print(DemoActor secretary)
    {
        var audit = new DemoAudit(rows, random);
        foreach (var (place, days, then) in Slips.Where(slip => slip.Place < rows.Members.Count))
        {
            var (member, at) = (rows.Members[place], now.AddDays(-days));
            var user = users.Add(rows, random, member.Code.ToLowerInvariant(), member.Id);
            var slip = ActivationSlip.Print(random.Id(), member, Digest(), secretary.UserId, secretary.Unit!.Path, at);
            then(slip, at.AddDays(1));
            rows.Slips.Add(slip);
            audit.Record(
                ProcessType.SlipsPrinted,
                at,
                secretary,
                secretary.Unit,
                new SlipsPrinted(secretary.Unit.Id, 1),
                [(member.Id, (Guid?)null)]);
            if (slip.UsedAt is { } usedAt)
                RecordUse(audit, slip, user, secretary.Unit, usedAt);
        }
    }

    private static void RecordUse(DemoAudit audit, ActivationSlip slip, User user, Unit unit, DateTimeOffset at) => audit.Record(
        ProcessType.SlipUsed,
        at,
        new DemoActor(user.Id),
        unit,
        new SlipUsed(slip.Id, user.Id, slip.Use!.Value),
        [(slip.MemberId, (Guid?)null)]);

    private byte[] Digest() => [.. Enumerable.Range(0, 4).SelectMany(_ => BitConverter.GetBytes(random.Next()))];
}
