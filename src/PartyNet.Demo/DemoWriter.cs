using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.Demo;

/// <summary>
/// Writes the demo as the owner, in one transaction. COPY is refused on tables whose row-level security is forced, and the triggers
/// would record every row in audit: both rest until the transaction ends. Other sessions never see the tables so, and a failure
/// brings everything back.
/// </summary>
internal sealed class DemoWriter(NpgsqlConnection connection, IModel model)
{
    private readonly DemoCopy<Unit> _units = new(model);
    private readonly DemoCopy<UnitNotice> _notices = new(model);
    private readonly DemoCopy<Member> _members = new(model);
    private readonly DemoCopy<Placement> _placements = new(model);
    private readonly DemoCopy<ResidenceLink> _residenceLinks = new(model);
    private readonly DemoCopy<Declaration> _declarations = new(model);
    private readonly DemoCopy<DeclaredAccount> _accounts = new(model);
    private readonly DemoCopy<Defect> _defects = new(model);
    private readonly DemoCopy<DeclarationDraft> _drafts = new(model);
    private readonly DemoCopy<BlindIndex> _blindIndexes = new(model);
    private readonly DemoCopy<User> _users = new(model);
    private readonly DemoCopy<Grant> _grants = new(model);
    private readonly DemoCopy<ActivationSlip> _slips = new(model);
    private readonly DemoCopy<Process> _processes = new(model);
    private readonly DemoCopy<ProcessEvent> _events = new(model);
    private readonly DemoCopy<ProcessSubject> _subjects = new(model);

    public Task LowerWallsAsync(CancellationToken cancellationToken) => ForWallsAsync("no force", "disable", cancellationToken);

    /// <summary>Memory until the transaction ends: a quarter of what the machine has, within reason.</summary>
    public Task TakeMemoryAsync(CancellationToken cancellationToken)
    {
        var megabytes = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / (1 << 20), 64, 1024);
        return RunAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"set local maintenance_work_mem = '{megabytes}MB'; set local work_mem = '{megabytes / 4}MB'"),
            cancellationToken);
    }

    /// <summary>
    /// Tables that never held a row begin anew in this transaction. Nobody else needs to be told of what is written into them, so a server
    /// that keeps its log for itself alone writes it once and not twice.
    /// </summary>
    public Task BeginTablesAnewAsync(CancellationToken cancellationToken) => RunAsync(
        string.Concat(
            Tables().Select(t =>
                $"""
                do $$ begin
                    if pg_relation_size('{t.Name}') = 0
                        and not exists (select from pg_constraint where confrelid = '{t.Name}'::regclass and contype = 'f')
                    then
                        truncate {t.Name};
                    end if;
                end $$;
                """)),
        cancellationToken);

    public Task RaiseWallsAsync(CancellationToken cancellationToken) => ForWallsAsync("force", "enable", cancellationToken);

    /// <summary>
    /// Composes the rows of a branch that a demo has many of, and lets go of all but the members: rows that live until their district is
    /// written are what collecting takes its time for. For many threads at once.
    /// </summary>
    public void Pack(DemoRows branch)
    {
        branch.Pages.Add(_members.Pack(branch.Members));
        Pack(_placements, branch.Placements);
        Pack(_residenceLinks, branch.ResidenceLinks);
        Pack(_declarations, branch.Declarations);
        Pack(_accounts, branch.Accounts);
        Pack(_defects, branch.Defects);
        Pack(_drafts, branch.Drafts);
        Pack(_blindIndexes, branch.BlindIndexes);

        void Pack<T>(DemoCopy<T> copy, List<T> rows)
            where T : class
        {
            branch.Pages.Add(copy.Pack(rows));
            rows.Clear();
            rows.TrimExcess();
        }
    }

    public async Task WriteAsync(DemoRows rows, CancellationToken cancellationToken)
    {
        await _units.WriteAsync(connection, rows.Units, cancellationToken);
        await _notices.WriteAsync(connection, rows.Notices, cancellationToken);
        await _members.WriteAsync(connection, rows.Pages, cancellationToken);
        await _placements.WriteAsync(connection, rows.Pages, cancellationToken);
        await _residenceLinks.WriteAsync(connection, rows.Pages, cancellationToken);
        await _declarations.WriteAsync(connection, rows.Pages, cancellationToken);
        await _accounts.WriteAsync(connection, rows.Pages, cancellationToken);
        await _defects.WriteAsync(connection, rows.Pages, cancellationToken);
        await _drafts.WriteAsync(connection, rows.Pages, cancellationToken);
        await _blindIndexes.WriteAsync(connection, rows.Pages, cancellationToken);
        await _users.WriteAsync(connection, rows.Users, cancellationToken);
        await _grants.WriteAsync(connection, rows.Grants, cancellationToken);
        await _slips.WriteAsync(connection, rows.Slips, cancellationToken);
        // Audit is read in the order in which it was written.
        await _processes.WriteAsync(connection, [.. rows.Processes.OrderBy(p => p.At)], cancellationToken);
        await _events.WriteAsync(connection, rows.Events, cancellationToken);
        await _subjects.WriteAsync(connection, rows.Subjects, cancellationToken);
    }

    /// <summary>The names and logins that search looks at. Triggers, which would have noted them, are at rest.</summary>
    public Task NoteNamesAsync(CancellationToken cancellationToken) =>
        RunAsync("select registry.refill_member_search(), access.refill_user_search()", cancellationToken);

    /// <summary>
    /// What triggers would have kept, were they not at rest: the counters, and whose declarations may go to the level above.
    /// </summary>
    public Task DeriveAsync(CancellationToken cancellationToken) => RunAsync(
        """
        select registry.recount_standings();
        select registry.recount_usages();
        update registry.declarations d set ever_secretary = true
        from access.grants g where g.member_id = d.member_id and g.role = 1 and d.status = 1
        """, cancellationToken);

    /// <summary>What audit holds of the loading: one process for all of it.</summary>
    public async Task RecordAsync(DemoLoaded loaded, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var process = new Process
        {
            Id = Guid.CreateVersion7(at),
            Type = ProcessType.DemoLoaded,
            At = at,
            RecordedAt = at,
            RequestId = "demo",
        };
        await _processes.WriteAsync(connection, [process], cancellationToken);
        await _events.WriteAsync(
            connection,
            [
                new ProcessEvent
                {
                    ProcessId = process.Id,
                    Type = nameof(DemoLoaded),
                    Payload = JsonSerializer.Serialize(loaded, DemoAudit.Json),
                },
            ],
            cancellationToken
        );
    }

    /// <summary>Units that are made from now on get labels of their own.</summary>
    public Task ContinueLabelsAsync(long last, CancellationToken cancellationToken) =>
        RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"select setval('{Schemas.Registry}.{Schemas.UnitLabels}', {last})"),
            cancellationToken
        );

    public Task AnalyzeAsync(CancellationToken cancellationToken) =>
        RunAsync(string.Concat(Tables().Select(t => $"analyze {t.Name};")), cancellationToken);

    /// <summary>The tables whose rows the database makes of others.</summary>
    public Task AnalyzeDerivedAsync(CancellationToken cancellationToken) => RunAsync(
        "analyze registry.member_search, access.user_search, registry.standings, registry.usages", cancellationToken);

    private Task ForWallsAsync(string force, string triggers, CancellationToken cancellationToken)
    {
        var sql = new StringBuilder();
        foreach (var (name, wall) in Tables())
        {
            if (wall.IsForced)
                sql.Append(CultureInfo.InvariantCulture, $"alter table {name} {force} row level security;");
            sql.Append(CultureInfo.InvariantCulture, $"alter table {name} {triggers} trigger user;");
        }

        return RunAsync(sql.ToString(), cancellationToken);
    }

    private IEnumerable<(string Name, TableWall Wall)> Tables() =>
        model.GetEntityTypes().Where(e => !e.IsOwned()).Select(e => ($"{e.GetSchema()}.{e.GetTableName()}", TableWalls.All[e.ClrType]));

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
