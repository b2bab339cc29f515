using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Configuration;
using Npgsql;
using PartyNet.Application.Diagnosis;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Text;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Database.Scope;
using PartyNet.Infrastructure.Protection;
using PartyNet.Infrastructure.Retention;

namespace PartyNet.Infrastructure.Diagnosis;

/// <summary>What is to be seen of an installation in its database, through the application's own role.</summary>
internal sealed class DatabaseChecks(NpgsqlDataSource app)
{
    public const string Server = "Máy chủ PostgreSQL";

    private const int LeastVersion = 15;
    private static readonly TimeSpan ClocksMayDiffer = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLoad = TimeSpan.FromHours(1);
    private static readonly TimeSpan OldestBackup = TimeSpan.FromHours(48);
    private const string Migrate = "Chạy “partynet migrate”.";

    private static readonly IReadOnlyList<(string Table, TableWall Wall)> Walls;
    private static readonly IReadOnlyList<string> Extensions;

    static DatabaseChecks()
    {
        using var context = DatabaseMigrator.Context("Host=nowhere");
        // Of the model only names are kept: a site has one of its own, and this would be a second.
        var model = context.GetService<IDesignTimeModel>().Model;
        Walls = [.. model.GetEntityTypes().Where(e => !e.IsOwned())
            .Select(e => ($"{e.GetSchema()}.{e.GetTableName()}", TableWalls.All[e.ClrType]))];
        Extensions = [.. model.GetPostgresExtensions().Select(e => e.Name)];
    }

    /// <summary>What a few glances at the catalogue show: the server, the application's role, and what stands around the rows.</summary>
    /// <returns>Whether the schema is this release's: without its tables there is nothing more to look at.</returns>
    public async Task<bool> LookAsync(List<Finding> findings, InstallationMode mode, CancellationToken cancellationToken)
    {
        findings.Add(await VersionAsync(cancellationToken));
        findings.Add(await RoleAsync(cancellationToken));
        findings.Add(await ExtensionsAsync(cancellationToken));
        var migrations = await MigrationsAsync(cancellationToken);
        findings.Add(migrations);
        if (migrations.State == FindingState.Broken)
            return false;
        findings.Add(await WallsAsync(cancellationToken));
        findings.Add(await TriggersAsync(cancellationToken));
        findings.Add(await ContentAsync(mode, cancellationToken));
        return true;
    }

    private async Task<Finding> VersionAsync(CancellationToken cancellationToken)
    {
        const string what = Server;
        var version = (await ListAsync("select current_setting('server_version_num')", cancellationToken))[0];
        var major = int.Parse(version, CultureInfo.InvariantCulture) / 10_000;
        return major >= LeastVersion
            ? Finding.Good(what, $"phiên bản {major}")
            : Finding.Broken(what, $"Máy chủ là PostgreSQL {major}; cần từ {LeastVersion} trở lên. Nâng cấp máy chủ.");
    }

    public static async Task<Finding> OwnerAsync(string owner, CancellationToken cancellationToken)
    {
        const string what = "Vai trò chủ sở hữu";
        try
        {
            await using var connection = new NpgsqlConnection(owner);
            await connection.OpenAsync(cancellationToken);
            return Finding.Good(what, connection.UserName ?? "");
        }
        catch (NpgsqlException e)
        {
            return Finding.Broken(what, "Không đăng nhập được máy chủ. Kiểm tra ConnectionStrings__PartyNetOwner.", e.Message);
        }
    }

    private async Task<Finding> RoleAsync(CancellationToken cancellationToken)
    {
        const string what = "Vai trò của chương trình";
        try
        {
            await DataSources.RefuseUnboundRoleAsync(app, cancellationToken);
            return Finding.Good(what, "không vượt được tường bảo vệ dòng dữ liệu");
        }
        catch (InstallationException e)
        {
            return Finding.Broken(what, e.Message);
        }
    }

    private async Task<Finding> ExtensionsAsync(CancellationToken cancellationToken)
    {
        const string what = "Phần mở rộng của PostgreSQL";
        var missing = Extensions.Except(await ListAsync("select extname::text from pg_extension", cancellationToken)).ToList();
        if (missing.Count == 0)
            return Finding.Good(what, string.Join(", ", Extensions));
        var absent = missing.Except(await ListAsync("select name::text from pg_available_extensions", cancellationToken)).ToList();
        return absent.Count == 0
            ? Finding.Broken(what, $"Chưa bật {string.Join(", ", missing)}. {Migrate}")
            : Finding.Broken(
                what,
                $"Máy chủ không có {string.Join(", ", absent)}. Cài gói contrib của PostgreSQL trên máy chủ rồi chạy “partynet migrate”."
            );
    }

    private async Task<Finding> MigrationsAsync(CancellationToken cancellationToken)
    {
        const string what = "Cấu trúc cơ sở dữ liệu";
        await using var connection = await app.OpenConnectionAsync(cancellationToken);
        var state = await SchemaState.ReadAsync(connection, cancellationToken);
        if (state.Refusal is { } refusal)
            return Finding.Broken(what, refusal);
        return state.Newer.Count == 0
            ? Finding.Good(what, "đúng phiên bản này")
            : Finding.Attention(
                what, "Đã được nâng lên phiên bản mới hơn mà chương trình này còn dùng được. Nâng nốt chương trình trên máy này.");
    }

    private async Task<Finding> WallsAsync(CancellationToken cancellationToken)
    {
        const string what = "Tường bảo vệ dòng dữ liệu";
        var unforced = Tables(wall => wall.HasPolicies && !wall.IsForced).Select(table => $"'{table}'");
        var standing = await ListAsync(
            $"""
            select n.nspname || '.' || c.relname
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relrowsecurity and (c.relforcerowsecurity or n.nspname || '.' || c.relname in ({string.Join(", ", unforced)}))
              and (select count(distinct p.polcmd) from pg_policy p where p.polrelid = c.oid and p.polcmd in ('r', 'a', 'w', 'd')) = 4
            """, cancellationToken);
        return Compare(what, Tables(wall => wall.HasPolicies), standing, "bảng được bảo vệ", "Bảng chưa được bảo vệ đủ");
    }

    private async Task<Finding> TriggersAsync(CancellationToken cancellationToken)
    {
        const string what = "Nhật ký thay đổi";
        var standing = await ListAsync(
            """
            select n.nspname || '.' || c.relname
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where (select count(*) from pg_trigger t where t.tgrelid = c.oid and t.tgenabled = 'O' and t.tgname in ('audit_insert', 'audit_update', 'audit_delete')) = 3
            """, cancellationToken);
        return Compare(what, Tables(wall => wall.AuditKey is not null), standing, "bảng được ghi nhật ký", "Bảng chưa được ghi nhật ký");
    }

    private async Task<Finding> ContentAsync(InstallationMode mode, CancellationToken cancellationToken)
    {
        const string what = "Dữ liệu";
        return await DemoMark.ReadAsync(app, cancellationToken) switch
        {
            DatabaseContent.Empty => Finding.Good(what, "chưa có tổ chức đảng nào"),
            DatabaseContent.Demo when mode == InstallationMode.Production => Finding.Broken(
                what, "Đây là dữ liệu mẫu, không dùng được cho nơi làm việc thật. Trỏ đến một cơ sở dữ liệu trống."),
            DatabaseContent.Demo => Finding.Good(what, "dữ liệu mẫu"),
            DatabaseContent.Real => Finding.Good(what, "dữ liệu của nơi này"),
        };
    }

    /// <summary>Sessions end by both clocks, and audit keeps both.</summary>
    public async Task<Finding> ClocksAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        const string what = "Đồng hồ";
        var server = await ListAsync("select extract(epoch from clock_timestamp())::bigint::text", cancellationToken);
        var apart = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(long.Parse(server[0], CultureInfo.InvariantCulture));
        return apart.Duration() < ClocksMayDiffer
            ? Finding.Good(what, "máy này và máy chủ PostgreSQL cùng giờ")
            : Finding.Attention(
                what,
                $"Máy này và máy chủ PostgreSQL lệch nhau {Numbers.Text((long)apart.Duration().TotalMinutes)} phút. Chỉnh giờ cả hai máy.");
    }

    /// <summary>Whether the counters of members say what the list of members says.</summary>
    public Task<Finding> CountersAsync(CancellationToken cancellationToken) =>
        CompareAsync("Số đếm đảng viên của các tổ chức", "registry.wrong_standings()", "tổ chức", cancellationToken);

    /// <summary>Whether the figures of statistics say what the declarations in force say.</summary>
    public Task<Finding> UsagesAsync(CancellationToken cancellationToken) =>
        CompareAsync("Số đếm thống kê của các tổ chức", "registry.wrong_usages()", "tổ chức", cancellationToken);

    /// <summary>Whether search knows the members by the names that they have.</summary>
    public Task<Finding> SearchAsync(CancellationToken cancellationToken) =>
        CompareAsync("Họ tên để tìm kiếm", "registry.wrong_member_search()", "đảng viên", cancellationToken);

    /// <summary>Whether search knows the users by the logins that they have.</summary>
    public Task<Finding> LoginsAsync(CancellationToken cancellationToken) =>
        CompareAsync("Tên đăng nhập để tìm kiếm", "access.wrong_user_search()", "người dùng", cancellationToken);

    /// <summary>Whether there is an audit, and every event belongs to a process of it.</summary>
    public async Task<Finding> AuditAsync(CancellationToken cancellationToken)
    {
        const string what = "Nhật ký việc làm";
        var processes = (await InScopeAsync("select count(*) from audit.processes", row => row.GetInt64(0), cancellationToken))[0];
        return processes > 0 ? Finding.Good(what, $"{Numbers.Text(processes)} việc") : Finding.Broken(what, "Nhật ký trống.");
    }

    /// <summary>
    /// Whether there is a backup that is young enough to come back to; null where there is nothing to lose, or somebody else backs up.
    /// </summary>
    public async Task<Finding?> BackupAsync(
        IConfiguration configuration, InstallationMode mode, TimeProvider clock, CancellationToken cancellationToken)
    {
        const string what = "Sao lưu";
        const string advice = "Chạy “partynet backup” và đặt lịch hằng ngày.";
        if (mode != InstallationMode.Production || (bool.TryParse(configuration["Backup:Elsewhere"], out var others) && others)
            || await DemoMark.ReadAsync(app, cancellationToken) != DatabaseContent.Real)
            return null;
        var last = (await InScopeAsync(
            $"select max(at) from audit.processes where type = {(int)ProcessType.BackedUp}",
            row => row.IsDBNull(0) ? (DateTimeOffset?)null : row.GetFieldValue<DateTimeOffset>(0), cancellationToken))[0];
        if (last is not { } at)
            return Finding.Broken(what, $"Chưa có bản sao lưu nào. {advice}");
        return clock.GetUtcNow() - at <= OldestBackup
            ? Finding.Good(what, $"bản gần nhất lúc {VietnamTime.Full(at)}")
            : Finding.Broken(what, $"Bản gần nhất đã từ {VietnamTime.Full(at)}. {advice}");
    }

    /// <summary>Whether what runs by the clock has run: a job that missed its time twice is named.</summary>
    public async Task<IReadOnlyList<Finding>> JobsAsync(CancellationToken cancellationToken)
    {
        await using var command = app.CreateCommand(
            "select job, ran_at, removed, removed_in_all, now() - coalesce(ran_at, listed_at) from jobs.runs");
        var runs = (await command.ListAsync(
            row => (
                Job: row.GetString(0), RanAt: row.IsDBNull(1) ? (DateTimeOffset?)null : row.GetFieldValue<DateTimeOffset>(1),
                Removed: row.GetInt64(2), InAll: row.GetInt64(3), Age: row.GetTimeSpan(4)),
            cancellationToken)).ToDictionary(run => run.Job);
        return [.. RetentionJob.All.Select(job => Judge(job, runs[job.Name]))];
    }

    private static Finding Judge(RetentionJob job, (string Job, DateTimeOffset? RanAt, long Removed, long InAll, TimeSpan Age) run)
    {
        var what = $"Dọn {job.Title}";
        var (_, ranAt, removed, inAll, age) = run;
        var last = ranAt is { } at
            ? $"lần gần nhất lúc {VietnamTime.Full(at)}, bỏ {Numbers.Text(removed)} dòng; từ trước đến nay {Numbers.Text(inAll)} dòng"
            : "chưa chạy lần nào";
        return age <= 2 * job.Every
            ? Finding.Good(what, last)
            : Finding.Attention(
                what, $"Quá hạn, {last}. Xem trang có chạy không và nhật ký kỹ thuật; Jobs__Run không được là false ở mọi máy.");
    }

    /// <summary>Whether what was asked of lists in the background gets done: the longest list takes half an hour.</summary>
    public async Task<Finding> LoadsAsync(CancellationToken cancellationToken)
    {
        const string what = "Việc nhập danh sách";
        await using var command = app.CreateCommand("select orders, oldest, now() - oldest from import.orders_waiting() where orders > 0");
        var waiting = await command.ListAsync(
            row => (Orders: row.GetInt64(0), Since: row.GetFieldValue<DateTimeOffset>(1), Age: row.GetTimeSpan(2)), cancellationToken);
        if (waiting is not [var (orders, since, age)])
            return Finding.Good(what, "không có việc nào đang chờ");
        return age <= LongestLoad
            ? Finding.Good(what, $"{Numbers.Text(orders)} việc đang chờ hoặc đang làm")
            : Finding.Attention(
                what,
                $"{Numbers.Text(orders)} việc chưa xong, việc lâu nhất từ {VietnamTime.Full(since)}. "
                    + "Xem trang có chạy không và nhật ký kỹ thuật.");
    }

    private async Task<List<T>> InScopeAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var connection = await app.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var prepare = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { LongWork.Allow(), ScopeCommands.Everything() },
        })
            await prepare.ExecuteNonQueryAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection, transaction)
        {
            CommandTimeout = (int)LongWork.Limit.TotalSeconds,
        };
        return await command.ListAsync(read, cancellationToken);
    }

    private async Task<Finding> CompareAsync(string what, string wrongs, string where, CancellationToken cancellationToken)
    {
        var wrong = (await InScopeAsync($"select {wrongs}", row => row.GetInt64(0), cancellationToken))[0];
        return wrong == 0 ? Finding.Good(what, "khớp danh sách") : Finding.Broken(what, $"Lệch danh sách ở {wrong} {where}. {Migrate}");
    }

    /// <summary>Whether the keys open what is stored. A wrong key file shows nowhere else until somebody needs a phone number.</summary>
    public async Task<Finding> KeysFitAsync(SecretBox box, CancellationToken cancellationToken)
    {
        const string what = "Khóa và dữ liệu";
        return await KeyFit.LookAsync(app, box, cancellationToken) switch
        {
            null => Finding.Good(what, "chưa có dữ liệu mã hóa"),
            true => Finding.Good(what, "khóa mở được dữ liệu đã lưu"),
            false => Finding.Broken(what, KeyRingException.DoesNotFit),
        };
    }

    private static Finding Compare(string what, List<string> expected, List<string> standing, string right, string wrong)
    {
        var missing = expected.Except(standing).ToList();
        return missing.Count == 0
            ? Finding.Good(what, $"{expected.Count} {right}")
            : Finding.Broken(what, $"{wrong}: {string.Join(", ", missing)}. {Migrate}");
    }

    private static List<string> Tables(Func<TableWall, bool> choose) =>
        [.. Walls.Where(w => choose(w.Wall)).Select(w => w.Table)];

    private async Task<List<string>> ListAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = app.CreateCommand(sql);
        var read = await command.ListAsync(row => row.IsDBNull(0) ? null : row.GetString(0), cancellationToken);
        return [.. read.OfType<string>()];
    }
}
