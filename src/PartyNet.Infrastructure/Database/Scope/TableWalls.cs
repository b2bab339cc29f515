using Microsoft.AspNetCore.Identity;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Rosters;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Database.Audit;
using PartyNet.Infrastructure.Database.Configurations;
using PartyNet.Infrastructure.Imports.Loads;

namespace PartyNet.Infrastructure.Database.Scope;

/// <summary>How row-level security decides about the rows of a table.</summary>
public enum RowAccess
{
    /// <summary>No personal data; every signed-in caller may read it.</summary>
    Reference,

    /// <summary>No personal data; every signed-in caller may read it. Written in the caller's subtrees alone.</summary>
    WrittenInScope,

    /// <summary>In the caller's subtrees by <c>unit_path</c>, or the caller's own.</summary>
    Scoped,

    /// <summary>In the caller's subtrees by <see cref="TableWall.Path"/>; no member's own.</summary>
    UnitScoped,

    /// <summary>
    /// Figures kept by triggers: read in the caller's subtrees by <c>unit_path</c>, written by the functions of the owner alone.
    /// </summary>
    Counter,

    /// <summary>Closed to the application: functions of the owner alone read and write it, and answer within the caller's scope.</summary>
    Closed,

    /// <summary>The caller's own and nobody else's.</summary>
    OwnOnly,

    /// <summary>Credentials: the sign-in machinery, the administrator, and the user's own rows.</summary>
    Identity,

    /// <summary>The sign-in machinery alone.</summary>
    SignIn,

    /// <summary>Activation slips: in the caller's subtrees by <c>unit_path</c>, and for whoever gets in by one.</summary>
    Slip,

    /// <summary>Grants: as credentials, and within the subtree they are given in; a trigger asks whether the actor may give them.</summary>
    Grant,

    /// <summary>The user's own and nobody else's, until a function of the owner forgets what is old.</summary>
    UserOnly,

    /// <summary>
    /// Audit: read within the subtree, by the actor and by the members concerned; written by functions of the owner alone.
    /// </summary>
    Process,

    /// <summary>Parts of a process: read within it, written by functions of the owner alone.</summary>
    ProcessPart,

    /// <summary>
    /// Members concerned by a process: read by the member and within the process, written by functions of the owner alone.
    /// </summary>
    ProcessSubject,
}

/// <summary>What stands around one table: who reaches its rows, what the application role may do, what is audited.</summary>
/// <param name="Rows">How row-level security decides.</param>
/// <param name="Rights">SQL privileges of the application role; none where it is empty.</param>
/// <param name="AuditKey">Column whose value names a row in audit; null where changes are not recorded.</param>
public sealed record TableWall(RowAccess Rows, string Rights, string? AuditKey = null)
{
    /// <summary>Column that holds the owner: a member for scoped tables, a user for credentials.</summary>
    public string Owner { get; init; } =
        Rows is RowAccess.Identity or RowAccess.Grant or RowAccess.UserOnly ? "user_id" : "member_id";

    /// <summary>Properties whose columns audit names without their values.</summary>
    public IReadOnlyList<string> Redacted { get; init; } = [];

    /// <summary>In SQL: the path of the unit that a row belongs to.</summary>
    public string Path { get; init; } = "unit_path";

    public bool HasPolicies => Rows != RowAccess.Reference;

    /// <summary>
    /// The owner's functions are held by the policies like everybody. Not where everybody may read: behind a policy the planner uses no
    /// statistics for LIKE, and the owner's function that searches needs them.
    /// </summary>
    public bool IsForced => Rows is not (RowAccess.Reference or RowAccess.WrittenInScope);

    /// <summary>The branch secretary's row is open to the members of the branch, as their help line.</summary>
    public bool OpenToHelpSeekers { get; init; }
}

/// <summary>
/// The single source of all walls in the database: every entity stands here, or a guard test fails.
/// <see cref="WallScript"/> turns it into policies, triggers and grants after each migration.
/// </summary>
public static class TableWalls
{
    private const string None = "";
    private const string ReadOnly = "select";
    private const string ReadAndDelete = "select, delete";
    private const string Append = "select, insert";
    private const string Write = "select, insert, update";
    private const string WriteAndDelete = "select, insert, update, delete";

    public static IReadOnlyDictionary<Type, TableWall> All { get; } = new Dictionary<Type, TableWall>
    {
        [typeof(UnitKind)] = new(RowAccess.Reference, ReadOnly, "code"),
        [typeof(Unit)] = new(RowAccess.WrittenInScope, Write, "id") { Path = "path" },
        [typeof(UnitNotice)] = new(RowAccess.WrittenInScope, Append, "id")
        {
            Path = "(select u.path from registry.units u where u.id = unit_notices.unit_id)",
        },

        [typeof(RosterTemplate)] = new(RowAccess.UnitScoped, Write, "unit_id")
        {
            Path = "(select u.path from registry.units u where u.id = roster_templates.unit_id)",
            Redacted = [nameof(RosterTemplate.Heading)],
        },

        [typeof(Member)] = new(RowAccess.Scoped, Write, "id")
        {
            Owner = "id",
            Redacted = MemberFields.Redacted,
            OpenToHelpSeekers = true,
        },
        [typeof(UnitStandings)] = new(RowAccess.Counter, ReadOnly),
        [typeof(StandingChange)] = new(RowAccess.Counter, ReadOnly),
        [typeof(UnitUsage)] = new(RowAccess.Counter, ReadOnly),
        [typeof(UsageChange)] = new(RowAccess.Counter, ReadOnly),
        [typeof(SearchedName)] = new(RowAccess.Closed, None),
        [typeof(Placement)] = new(RowAccess.Scoped, Write, "id"),
        [typeof(ResidenceLink)] = new(RowAccess.Scoped, WriteAndDelete, "member_id")
        {
            Redacted = [nameof(ResidenceLink.ResidenceUnitName)],
        },
        [typeof(FormerNumber)] = new(RowAccess.Scoped, WriteAndDelete, "id") { Redacted = [nameof(FormerNumber.Number)] },
        [typeof(Declaration)] = new(RowAccess.Scoped, Write, "id") { Redacted = [nameof(Declaration.Replies)] },
        [typeof(DeclaredAccount)] = new(RowAccess.Scoped, Write, "id") { Redacted = [nameof(DeclaredAccount.Details)] },
        [typeof(ProposedAccount)] = new(RowAccess.Scoped, WriteAndDelete, "id")
        {
            Redacted = [nameof(ProposedAccount.Details), nameof(ProposedAccount.ListName)],
        },
        [typeof(Defect)] = new(RowAccess.Scoped, Write, "id") { Redacted = [nameof(Defect.Note)] },
        [typeof(FactCorrection)] = new(RowAccess.Scoped, Write, "id")
        {
            Redacted = [nameof(FactCorrection.Content), nameof(FactCorrection.Answer)],
        },
        [typeof(DeclarationDraft)] = new(RowAccess.OwnOnly, WriteAndDelete),
        [typeof(ReviewDraft)] = new(RowAccess.UserOnly, WriteAndDelete),
        [typeof(ReadyRequest)] = new(RowAccess.UnitScoped, WriteAndDelete, "id")
        {
            Path = "(select u.path from registry.units u where u.id = ready_requests.unit_id)",
            Redacted = [nameof(ReadyRequest.Words)],
        },
        [typeof(BlindIndex)] = new(RowAccess.Scoped, WriteAndDelete),

        [typeof(ImportPlan)] = new(RowAccess.UnitScoped, Write, "id"),
        [typeof(ImportPlanRow)] = new(RowAccess.UnitScoped, WriteAndDelete),
        [typeof(ListLoad)] = new(RowAccess.UnitScoped, WriteAndDelete)
        {
            Path = "(select u.path from registry.units u where u.id = loads.unit_id)",
        },
        [typeof(LoadPart)] = new(RowAccess.UnitScoped, Append)
        {
            Path = "(select u.path from import.loads l join registry.units u on u.id = l.unit_id where l.id = load_parts.load_id)",
        },
        [typeof(ListDecision)] = new(RowAccess.UnitScoped, WriteAndDelete)
        {
            Path = "(select u.path from import.loads l join registry.units u on u.id = l.unit_id where l.id = decisions.load_id)",
        },
        [typeof(ListLayout)] = new(RowAccess.UnitScoped, Write)
        {
            Path = "(select u.path from registry.units u where u.id = layouts.unit_id)",
        },
        // Written by functions of the owner (loads.sql).
        [typeof(LoadOrder)] = new(RowAccess.Closed, None),

        [typeof(User)] = new(RowAccess.Identity, Write, "id")
        {
            Owner = "id",
            Redacted =
            [
                nameof(User.PasswordHash), nameof(User.SecurityStamp), nameof(User.ConcurrencyStamp),
                nameof(User.Email), nameof(User.NormalizedEmail), nameof(User.PhoneNumber),
            ],
        },
        [typeof(IdentityUserClaim<Guid>)] = new(RowAccess.Identity, WriteAndDelete),
        [typeof(IdentityUserLogin<Guid>)] = new(RowAccess.Identity, WriteAndDelete),
        [typeof(IdentityUserToken<Guid>)] = new(RowAccess.Identity, WriteAndDelete),
        [typeof(SearchedLogin)] = new(RowAccess.Closed, None),
        [typeof(Grant)] = new(RowAccess.Grant, Write, "id"),
        // A session is started by a function of the owner, within the process of signing in.
        [typeof(Session)] = new(RowAccess.Identity, ReadAndDelete),
        [typeof(IssuedPass)] = new(RowAccess.Closed, None),
        [typeof(Authenticator)] = new(RowAccess.Identity, WriteAndDelete),
        [typeof(StoredRecoveryCode)] = new(RowAccess.Identity, WriteAndDelete),
        [typeof(RecoverySheet)] = new(RowAccess.Identity, WriteAndDelete),
        // Made in a process of the user whose it is, and but for its use never altered: a trigger sees to it.
        [typeof(Passkey)] = new(RowAccess.Identity, WriteAndDelete),
        [typeof(SpentChallenge)] = new(RowAccess.Closed, None),
        // Written by functions of the owner, which ask who acts (factors.sql).
        [typeof(FactorReset)] = new(RowAccess.Grant, ReadOnly, "id")
        {
            Path = "(select u.path from registry.units u where u.id = factor_resets.unit_id)",
        },
        [typeof(SetupLink)] = new(RowAccess.Identity, WriteAndDelete),
        [typeof(KnownPlace)] = new(RowAccess.Identity, WriteAndDelete),
        [typeof(ActivationSlip)] = new(RowAccess.Slip, WriteAndDelete),
        [typeof(SignInAttempts)] = new(RowAccess.SignIn, WriteAndDelete),
        [typeof(RequestKey)] = new(RowAccess.UserOnly, Write),
        [typeof(JobRun)] = new(RowAccess.Reference, ReadOnly),

        [typeof(Process)] = new(RowAccess.Process, ReadOnly),
        [typeof(ProcessEvent)] = new(RowAccess.ProcessPart, ReadOnly),
        [typeof(ProcessSubject)] = new(RowAccess.ProcessSubject, ReadOnly),
        [typeof(RowChange)] = new(RowAccess.ProcessPart, ReadOnly),
    };
}
