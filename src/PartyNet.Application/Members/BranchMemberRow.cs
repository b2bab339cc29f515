using System.Linq.Expressions;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>What whoever looks after a branch does next about a member.</summary>
public enum NextStep
{
    /// <summary>Nothing is left to do.</summary>
    None,

    /// <summary>The declaration waits for a decision at this level.</summary>
    Review,

    /// <summary>The declaration waits, and somebody else decides it.</summary>
    AwaitOthers,

    /// <summary>The declaration was returned, and the member has not mended it yet.</summary>
    RemindToMend,

    /// <summary>The member has no way in: a slip is to be printed.</summary>
    PrintSlip,

    /// <summary>A slip is printed, and the member has not used it.</summary>
    HandOverSlip,

    /// <summary>The member can sign in and has not declared.</summary>
    RemindToDeclare,
}

/// <summary>
/// A member in the list of a branch: no phone, no account. A list shows what tells people apart, where they stand and what comes next; the
/// record is opened one by one.
/// </summary>
/// <param name="PendingId">The declaration that waits for a decision, at whatever level.</param>
/// <param name="OfSecretary">The member is the secretary of their branch, whose declaration the level above decides.</param>
/// <param name="SlipPrintedAt">When the slip was printed that the member can use; null where there is none.</param>
/// <param name="HasWayIn">Whether a member who has not declared can sign in without a slip.</param>
public sealed record BranchMemberRow(
    Guid MemberId,
    string Code,
    string FullName,
    int? BirthYear,
    MemberKind Kind,
    ActivityStatus ActivityStatus,
    string? Position,
    UnitPath UnitPath,
    string UnitName,
    DeclarationState DeclarationState,
    DateTimeOffset? DeclarationStateAt,
    Standing Standing,
    Guid? PendingId,
    DateTimeOffset? PendingSince,
    bool OfSecretary,
    DateTimeOffset? SlipPrintedAt,
    bool HasWayIn)
{
    public NextStep Next { get; init; }

    /// <summary>The member is asked to declare, or has done so before they were excused.</summary>
    public bool IsCounted => ActivityStatus == ActivityStatus.Active || DeclarationState != DeclarationState.NotDeclared;

    /// <summary>How rows are read, whatever list they are of: of each a few look-ups by index.</summary>
    internal static Expression<Func<Member, BranchMemberRow>> Of(IPartyNetDb db, DateTimeOffset now)
    {
        var secretaries = db.Secretaries(now);
        return m => new BranchMemberRow(
            m.Id,
            m.Code,
            m.FullName,
            m.BirthYear,
            m.Kind,
            m.ActivityStatus,
            m.Position,
            m.UnitPath,
            db.Units.Where(u => u.Id == m.UnitId).Select(u => u.Name).First(),
            m.DeclarationState,
            m.DeclarationStateAt,
            m.Standing,
            m.DeclarationState != DeclarationState.Submitted ? null : db.Declarations
                .Where(d => d.MemberId == m.Id && d.Status == DeclarationStatus.Submitted).Select(d => (Guid?)d.Id).FirstOrDefault(),
            m.DeclarationState != DeclarationState.Submitted ? null : db.Declarations
                .Where(d => d.MemberId == m.Id && d.Status == DeclarationStatus.Submitted)
                .Select(d => (DateTimeOffset?)d.SubmittedAt).FirstOrDefault(),
            m.DeclarationState == DeclarationState.Submitted
                && secretaries.Any(g => g.MemberId == m.Id && g.UnitPath == m.UnitPath),
            m.Standing != Standing.NotDeclared ? null : db.ActivationSlips
                .Where(s => s.MemberId == m.Id && s.UsedAt == null && s.LostAt == null && s.ExpiresAt > now
                    && s.WrongTries < ActivationSlip.MostTries)
                .Select(s => (DateTimeOffset?)s.PrintedAt).FirstOrDefault(),
            m.Standing == Standing.NotDeclared && MemberLogins.HaveWayIn(m.Id));
    }

    /// <summary>The row with what comes next, seen by somebody who works at a unit.</summary>
    internal BranchMemberRow SeenBy(AccessScope scope, Unit unit) => this with { Next = NextFor(scope, unit) };

    private NextStep NextFor(AccessScope scope, Unit unit) => (DeclarationState, ActivityStatus) switch
    {
        (DeclarationState.Submitted, _) =>
            MemberId != scope.MemberId && (UnitPath == unit.Path) != OfSecretary ? NextStep.Review : NextStep.AwaitOthers,
        (_, not ActivityStatus.Active) or (DeclarationState.Confirmed, _) => NextStep.None,
        (DeclarationState.Returned, _) => NextStep.RemindToMend,
        (DeclarationState.NotDeclared, _) when SlipPrintedAt is not null => NextStep.HandOverSlip,
        (DeclarationState.NotDeclared, _) => HasWayIn ? NextStep.RemindToDeclare : NextStep.PrintSlip,
    };
}
