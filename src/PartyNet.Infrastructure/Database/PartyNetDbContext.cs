using System.Data.Common;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Rosters;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.Infrastructure.Database;

/// <summary>
/// The one database context. Mapping is in Configurations/, walls in Scope/, sending the scope along in <see cref="ScopeInterceptor"/>.
/// Contexts are pooled, since making one costs as much as a query: each request takes one for itself (<see cref="For"/>).
/// </summary>
public sealed class PartyNetDbContext(DbContextOptions<PartyNetDbContext> options) : IdentityUserContext<User, Guid>(options), IPartyNetDb
{
    private AccessContext? _access;
    private bool _isReading;

    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<UnitKind> UnitKinds => Set<UnitKind>();
    public DbSet<UnitNotice> UnitNotices => Set<UnitNotice>();
    public DbSet<RosterTemplate> RosterTemplates => Set<RosterTemplate>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<UnitStandings> Standings => Set<UnitStandings>();
    public DbSet<StandingChange> StandingChanges => Set<StandingChange>();
    public DbSet<UnitUsage> Usages => Set<UnitUsage>();
    public DbSet<UsageChange> UsageChanges => Set<UsageChange>();
    public DbSet<Placement> Placements => Set<Placement>();
    public DbSet<ResidenceLink> ResidenceLinks => Set<ResidenceLink>();
    public DbSet<FormerNumber> FormerNumbers => Set<FormerNumber>();
    public DbSet<Declaration> Declarations => Set<Declaration>();
    public DbSet<DeclaredAccount> DeclaredAccounts => Set<DeclaredAccount>();
    public DbSet<ProposedAccount> ProposedAccounts => Set<ProposedAccount>();
    public DbSet<Defect> Defects => Set<Defect>();
    public DbSet<DeclarationDraft> DeclarationDrafts => Set<DeclarationDraft>();
    public DbSet<FactCorrection> FactCorrections => Set<FactCorrection>();
    public DbSet<ReviewDraft> ReviewDrafts => Set<ReviewDraft>();
    public DbSet<ReadyRequest> ReadyRequests => Set<ReadyRequest>();
    public DbSet<BlindIndex> BlindIndexes => Set<BlindIndex>();
    public DbSet<ImportPlan> ImportPlans => Set<ImportPlan>();
    public DbSet<ImportPlanRow> ImportPlanRows => Set<ImportPlanRow>();
    public DbSet<ListLoad> ListLoads => Set<ListLoad>();
    public DbSet<ListDecision> ListDecisions => Set<ListDecision>();
    public DbSet<ListLayout> ListLayouts => Set<ListLayout>();
    public DbSet<Grant> Grants => Set<Grant>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Authenticator> Authenticators => Set<Authenticator>();
    public DbSet<StoredRecoveryCode> RecoveryCodes => Set<StoredRecoveryCode>();
    public DbSet<RecoverySheet> RecoverySheets => Set<RecoverySheet>();
    public DbSet<Passkey> Passkeys => Set<Passkey>();
    public DbSet<SetupLink> SetupLinks => Set<SetupLink>();
    public DbSet<FactorReset> FactorResets => Set<FactorReset>();
    public DbSet<KnownPlace> KnownPlaces => Set<KnownPlace>();
    public DbSet<ActivationSlip> ActivationSlips => Set<ActivationSlip>();
    public DbSet<Process> Processes => Set<Process>();
    public DbSet<ProcessEvent> ProcessEvents => Set<ProcessEvent>();
    public DbSet<ProcessSubject> ProcessSubjects => Set<ProcessSubject>();

    DbContext IPartyNetDb.Context => this;

    public IQueryable<FoundMember> FindMembers(UnitPath within, string[] words, string typed) =>
        Database.SqlQuery<FoundMember>($"select member_id, is_exact from registry.find_members({within.Value}, {words}, {typed})");

    public IQueryable<FoundUnit> FindUnits(UnitPath from, UnitPath to, string[] words) =>
        Database.SqlQuery<FoundUnit>($"select unit_id, unit_path, code from registry.find_units({from.Value}, {to.Value}, {words})");

    public IQueryable<FoundUser> FindUsers(string typed) =>
        Database.SqlQuery<FoundUser>($"select user_id from access.find_users({typed})");

    public IQueryable<Viewer> FindViewers(Guid[] processes) =>
        Database.SqlQuery<Viewer>($"select process_id, full_name from audit.find_viewers({processes})");

    public IQueryable<string> SuggestedNetworks() =>
        Database.SqlQuery<string>($"select name as \"Value\" from registry.suggested_networks()");

    public IQueryable<int> CountDeclarationsRead(DateTimeOffset since) =>
        Database.SqlQuery<int>($"select audit.count_declarations_read({since}) as \"Value\"");

    public IQueryable<UnusualReadingSeen> FindUnusualReadings(string[] above, DateTimeOffset since) =>
        Database.SqlQuery<UnusualReadingSeen>(
            $"select above, at, role, unit_name, board_name, full_name, declarations from audit.find_unusual_readings({above}, {since})");

    public IQueryable<FoundUser> FindLogin(string login, string code, byte[][] phones) =>
        Database.SqlQuery<FoundUser>($"select user_id from access.find_login({login}, {code}, {phones})");

    public IQueryable<MemberLogin> LoginsWithin(Unit unit, IReadOnlyList<string>? codes, int most, DateTimeOffset moment)
    {
        var (label, level, everybody, named) = (unit.Path.OwnLabel, unit.Path.Depth, codes is null, codes?.ToArray() ?? []);
        return Database.SqlQuery<MemberLogin>(
            $"""
            select member_id, login, has_password, is_closed, role_paths
            from access.logins_within({label}, {level}, {everybody}, {named}, {most}, {moment})
            """);
    }

    public IQueryable<MemberUser> UsersOf(IReadOnlyList<Guid> members) =>
        Database.SqlQuery<MemberUser>($"select member_id, user_id from access.users_of({members.ToArray()})");

    public Task OpenLoginsAsync(IReadOnlyList<Guid> members, DateTimeOffset moment, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"select access.open_logins({members.ToArray()}, {moment})", cancellationToken);

    public Task<string?> SetUnitKindAsync(UnitKind kind, bool isNew, CancellationToken cancellationToken) =>
        Database.SqlQuery<string?>(
            $"""
            select registry.set_unit_kind({kind.Code}, {kind.Name}, {kind.OtherNames}, {kind.HoldsMembers}, {kind.IsGrassroots},
                {kind.IsActive}, {isNew}) as "Value"
            """).SingleAsync(cancellationToken);

    public Task<string?> AskFactorResetAsync(Guid reset, Guid grant, CancellationToken cancellationToken) =>
        Database.SqlQuery<string?>($"select access.ask_factor_reset({reset}, {grant}) as \"Value\"").SingleAsync(cancellationToken);

    public Task<string?> ApproveFactorResetAsync(Guid reset, CancellationToken cancellationToken) =>
        Database.SqlQuery<string?>($"select access.approve_factor_reset({reset}) as \"Value\"").SingleAsync(cancellationToken);

    public Task<bool> WithdrawFactorResetAsync(Guid reset, CancellationToken cancellationToken) =>
        Database.SqlQuery<bool>($"select access.withdraw_factor_reset({reset}) as \"Value\"").SingleAsync(cancellationToken);

    // Read by the query filters at every query, so that a context follows the scope of its request.
    internal UnitPath ScopeFrom => Scope.From;
    internal UnitPath ScopeTo => Scope.To;
    internal string[]? ScopeRoots => Scope.Roots.Count > 1 ? [.. Scope.Roots.Select(r => r.Value)] : null;

    private AccessScope Scope => _access?.Scope ?? throw new InvalidOperationException("Nobody works with this context.");

    /// <summary>The queries that are being asked together.</summary>
    internal ReadRound? Round { get; set; }

    /// <summary>The answer to queries that were asked together, while they read it.</summary>
    internal DbDataReader? SharedReader { get; set; }

    /// <summary>Statements take the scope along: there is a read, and no transaction that has it already.</summary>
    internal bool CarriesScope => _isReading && Database.CurrentTransaction is null;

    /// <summary>Makes the context work for one caller, until it is disposed.</summary>
    public PartyNetDbContext For(AccessContext access)
    {
        _access = access;
        _isReading = false;
        return this;
    }

    public override void Dispose()
    {
        _access = null;
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        _access = null;
        return base.DisposeAsync();
    }

    public async Task<IAsyncDisposable> BeginReadAsync(CancellationToken cancellationToken)
    {
        if (_isReading || Database.CurrentTransaction is not null)
            return NestedRead.Instance;
        await Database.OpenConnectionAsync(cancellationToken);
        _isReading = true;
        return new Read(this);
    }

    public async Task TogetherAsync(IReadOnlyList<Func<Task>> queries, CancellationToken cancellationToken)
    {
        if (Round is { } round)
        {
            await round.JoinAsync(queries);
            return;
        }

        await using var read = await BeginReadAsync(cancellationToken);
        await new ReadRound(this).RunAsync(queries, cancellationToken);
    }

    /// <summary>A batch for what is read, with the scope ahead where no transaction has it.</summary>
    internal NpgsqlBatch NewReadBatch()
    {
        var connection = (NpgsqlConnection)Database.GetDbConnection();
        return Database.CurrentTransaction is { } transaction
            ? new NpgsqlBatch(connection, (NpgsqlTransaction)transaction.GetDbTransaction())
            : new NpgsqlBatch(connection) { BatchCommands = { ScopeCommands.For(Scope, process: null) } };
    }

    public async Task<IOwnWork> BeginOwnAsync(CancellationToken cancellationToken)
    {
        var transaction = await Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await using var batch = NewReadBatch();
            batch.BatchCommands.Add(ScopeCommands.For(Scope, process: null));
            batch.BatchCommands.Add(TurnCommand(OwnTurn));
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return new OwnWork(this, transaction);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public Task WaitForOwnTurnAsync(CancellationToken cancellationToken) => WaitForTurnAsync(OwnTurn, cancellationToken);

    public async Task WaitForTurnAsync(long turn, CancellationToken cancellationToken)
    {
        await using var batch = NewReadBatch();
        batch.BatchCommands.Add(TurnCommand(turn));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private long OwnTurn => (Scope.MemberId ?? Scope.UserId) is { } person
        ? Turn.Of(person)
        : throw new InvalidOperationException("Only somebody who is signed in has a draft.");

    private static NpgsqlBatchCommand TurnCommand(long turn) =>
        new("select pg_advisory_xact_lock($1)") { Parameters = { new NpgsqlParameter<long> { TypedValue = turn } } };

    /// <summary>
    /// Whether a path lies in the range, and in one of the subtrees where there are several; translated to SQL, never run here.
    /// </summary>
    public static bool IsInScope(UnitPath path, UnitPath from, UnitPath to, string[]? roots) =>
        throw new NotSupportedException("Only inside a query.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<UnitPath>().HaveConversion<UnitPathConverter>().HaveMaxLength(UnitPath.MaxLength).UseCollation("C");
        configurationBuilder.DefaultTypeMapping<UnitPath>().HasConversion<UnitPathConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<short>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasPostgresExtension("pg_trgm");
        builder.HasSequence(Schemas.UnitLabels, Schemas.Registry);
        builder.ApplyConfigurationsFromAssembly(typeof(PartyNetDbContext).Assembly);
        builder
            .HasDbFunction(typeof(PartyNetDbContext).GetMethod(nameof(IsInScope))!)
            .HasName("in_scope")
            .HasSchema(Schemas.Registry);
        builder
            .HasDbFunction(typeof(MemberLogins).GetMethod(nameof(MemberLogins.HaveWayIn))!)
            .HasName("has_way_in")
            .HasSchema(Schemas.Access);
        ScopeFilters.Apply(builder, this);
    }

    private sealed class UnitPathConverter() : ValueConverter<UnitPath, string>(p => p.Value, s => UnitPath.FromStored(s));

    private sealed class OwnWork(PartyNetDbContext db, IDbContextTransaction transaction) : IOwnWork
    {
        private bool _committed;

        public async Task CommitAsync(CancellationToken cancellationToken)
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            _committed = true;
        }

        public ValueTask DisposeAsync()
        {
            if (!_committed)
                db.ChangeTracker.Clear();
            return transaction.DisposeAsync();
        }
    }

    /// <summary>Keeps one connection while a use case reads, and each statement in the scope.</summary>
    private sealed class Read(PartyNetDbContext db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            db._isReading = false;
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>A query inside a process, or inside another read, must not end what it is part of.</summary>
    private sealed class NestedRead : IAsyncDisposable
    {
        public static NestedRead Instance { get; } = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>The schemas, by what they hold.</summary>
public static class Schemas
{
    public const string Registry = "registry";
    public const string Access = "access";
    public const string Audit = "audit";
    public const string Import = "import";

    /// <summary>What runs again and again, and when it did; of this server alone, so in no backup.</summary>
    public const string Jobs = "jobs";

    /// <summary>The sequence in <see cref="Registry"/> that numbers the labels of paths; shared by everything that creates units.</summary>
    public const string UnitLabels = "unit_label";
}
