using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Rosters;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Database;

/// <summary>
/// The database as use cases see it. Rows outside the current <see cref="AccessScope"/> do not exist here: the query filter
/// <see cref="ScopeFilter"/> leaves them out, and row-level security stands behind it. Every use case works inside a read
/// (<see cref="BeginReadAsync"/>), or in the transaction of a process (<see cref="Audit.IProcesses"/>) where something is written. Only
/// drafts, of a declaration or of a list that is not loaded yet, are written without one (<see cref="BeginOwnAsync"/>): they change nothing
/// that anybody else has.
/// </summary>
public interface IPartyNetDb
{
    /// <summary>Name of the query filter. Lifted only by <see cref="OwnData"/>, which puts "the member's own" in its place.</summary>
    public const string ScopeFilter = "scope";

    DbSet<Unit> Units { get; }
    DbSet<UnitKind> UnitKinds { get; }
    DbSet<UnitNotice> UnitNotices { get; }
    DbSet<RosterTemplate> RosterTemplates { get; }
    DbSet<Member> Members { get; }
    DbSet<Members.UnitStandings> Standings { get; }
    DbSet<Members.StandingChange> StandingChanges { get; }
    DbSet<Members.UnitUsage> Usages { get; }
    DbSet<Members.UsageChange> UsageChanges { get; }
    DbSet<Placement> Placements { get; }
    DbSet<ResidenceLink> ResidenceLinks { get; }
    DbSet<FormerNumber> FormerNumbers { get; }
    DbSet<Declaration> Declarations { get; }
    DbSet<DeclaredAccount> DeclaredAccounts { get; }
    DbSet<ProposedAccount> ProposedAccounts { get; }
    DbSet<Defect> Defects { get; }
    DbSet<DeclarationDraft> DeclarationDrafts { get; }
    DbSet<FactCorrection> FactCorrections { get; }
    DbSet<ReviewDraft> ReviewDrafts { get; }
    DbSet<ReadyRequest> ReadyRequests { get; }
    DbSet<Protection.BlindIndex> BlindIndexes { get; }
    DbSet<Imports.ImportPlan> ImportPlans { get; }
    DbSet<Imports.ImportPlanRow> ImportPlanRows { get; }
    DbSet<Imports.Loads.ListLoad> ListLoads { get; }
    DbSet<Imports.Loads.ListDecision> ListDecisions { get; }
    DbSet<Imports.Loads.ListLayout> ListLayouts { get; }
    DbSet<User> Users { get; }
    DbSet<Grant> Grants { get; }
    DbSet<Session> Sessions { get; }
    DbSet<SetupLink> SetupLinks { get; }
    DbSet<Authenticator> Authenticators { get; }
    DbSet<StoredRecoveryCode> RecoveryCodes { get; }
    DbSet<RecoverySheet> RecoverySheets { get; }
    DbSet<Passkey> Passkeys { get; }
    DbSet<FactorReset> FactorResets { get; }
    DbSet<KnownPlace> KnownPlaces { get; }
    DbSet<ActivationSlip> ActivationSlips { get; }
    DbSet<Audit.Process> Processes { get; }
    DbSet<Audit.ProcessEvent> ProcessEvents { get; }
    DbSet<Audit.ProcessSubject> ProcessSubjects { get; }

    /// <summary>What a <see cref="CompiledQuery{TQuery}"/> takes; its filters are those of the sets above.</summary>
    DbContext Context { get; }

    /// <summary>
    /// Members of a unit in scope whose names hold all the words, in no order: at most one more than
    /// <see cref="Members.MemberSearch.Most"/>.
    /// </summary>
    /// <param name="words">Words of search keys.</param>
    /// <param name="typed">What was typed: who carries its tones is taken first.</param>
    IQueryable<Members.FoundMember> FindMembers(UnitPath within, string[] words, string typed);

    /// <summary>
    /// Units in a range of paths whose names or codes hold all the words, the first of them in that order: at most one more than
    /// <see cref="Members.MemberSearch.Most"/>.
    /// </summary>
    IQueryable<Units.FoundUnit> FindUnits(UnitPath from, UnitPath to, string[] words);

    /// <summary>
    /// Users whose logins hold this text, in no order: at most one more than <see cref="Members.MemberSearch.Most"/>. For the administrator
    /// alone.
    /// </summary>
    /// <param name="typed">In capitals, as normalized logins are.</param>
    IQueryable<FoundUser> FindUsers(string typed);

    /// <summary>
    /// Names of those who acted in a role in these processes, of which only those that concern the caller are told, and only where the unit
    /// that runs the registry lets members read them.
    /// </summary>
    IQueryable<Audit.Viewer> FindViewers(Guid[] processes);

    /// <summary>
    /// Names of networks that are none of the platforms, each of which at least three members below the unit above the caller's branch have
    /// declared; the most used first.
    /// </summary>
    IQueryable<string> SuggestedNetworks();

    /// <summary>How many different declarations the caller has opened since then: one number.</summary>
    IQueryable<int> CountDeclarationsRead(DateTimeOffset since);

    /// <summary>The newest alarms since then about those who act at a unit below one of these; only of units in scope.</summary>
    IQueryable<Audit.UnusualReadingSeen> FindUnusualReadings(string[] above, DateTimeOffset since);

    /// <summary>
    /// The user whom somebody at the door means, if one: by login, by a member's code, or by a phone that no other member has.
    /// </summary>
    /// <param name="login">Normalized.</param>
    /// <param name="phones">Digests of what was typed as a phone number, under each key.</param>
    IQueryable<FoundUser> FindLogin(string login, string code, byte[][] phones);

    /// <summary>The logins of the members of a unit who are on the roll and in scope, the first in roster order.</summary>
    /// <param name="codes">Of these members alone; null for all.</param>
    IQueryable<MemberLogin> LoginsWithin(Unit unit, IReadOnlyList<string>? codes, int most, DateTimeOffset moment);

    /// <summary>Gives a login, called by their code, to those of these members in scope who have none. Part of a process.</summary>
    Task OpenLoginsAsync(IReadOnlyList<Guid> members, DateTimeOffset moment, CancellationToken cancellationToken);

    /// <summary>The users who these members are, of those in scope; nobody for a member whose login was closed.</summary>
    IQueryable<MemberUser> UsersOf(IReadOnlyList<Guid> members);

    /// <summary>Within a process of an administrator: makes a kind of units, or sets what one is.</summary>
    /// <returns>Why not, in a word of <c>registry.set_unit_kind</c>; null where it is done.</returns>
    Task<string?> SetUnitKindAsync(UnitKind kind, bool isNew, CancellationToken cancellationToken);

    /// <summary>Within a process of asking: a request to take away the second factor of whoever holds a role.</summary>
    /// <returns>Why not, in a word of <c>access.ask_factor_reset</c>; null where it is asked for.</returns>
    Task<string?> AskFactorResetAsync(Guid reset, Guid grant, CancellationToken cancellationToken);

    /// <summary>Within a process of approving: takes the second factor away and ends the sessions.</summary>
    /// <returns>Why not, in a word of <c>access.approve_factor_reset</c>; null where it is done.</returns>
    Task<string?> ApproveFactorResetAsync(Guid reset, CancellationToken cancellationToken);

    /// <summary>Within a process of withdrawing: false where there is nothing that the actor could withdraw.</summary>
    Task<bool> WithdrawFactorResetAsync(Guid reset, CancellationToken cancellationToken);

    /// <summary>
    /// Reads in the current scope until the result is disposed. Each statement is a round trip and a transaction of its own, so two of them
    /// may see what was committed between; within a process they are part of it.
    /// </summary>
    Task<IAsyncDisposable> BeginReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Asks several queries in one round trip: each with one statement, or with none where it has nothing to ask, or with several that it
    /// asks together itself. See <see cref="Together"/> for their results.
    /// </summary>
    Task TogetherAsync(IReadOnlyList<Func<Task>> queries, CancellationToken cancellationToken);

    /// <summary>
    /// Opens the transaction of a change to a draft of the caller's own, or to how far a list has come. There is no process, so every
    /// audited table refuses the change. Waits for its turn like <see cref="WaitForOwnTurnAsync"/>.
    /// </summary>
    Task<IOwnWork> BeginOwnAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Waits until no other request of this person is at work on their declaration or draft, and keeps the turn until the transaction
    /// ends: two tabs of one person follow each other instead of failing.
    /// </summary>
    Task WaitForOwnTurnAsync(CancellationToken cancellationToken);

    /// <summary>Waits until no other transaction holds this turn; it is given back at the end of the transaction.</summary>
    Task WaitForTurnAsync(long turn, CancellationToken cancellationToken);

    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed a row first.</exception>
    Task<int> SaveChangesAsync(CancellationToken cancellationToken);
}

/// <summary>A change to a draft of the caller's own under way. Without <see cref="CommitAsync"/> nothing of it has happened.</summary>
public interface IOwnWork : IAsyncDisposable
{
    Task CommitAsync(CancellationToken cancellationToken);
}
