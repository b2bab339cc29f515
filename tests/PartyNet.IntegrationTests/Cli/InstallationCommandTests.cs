using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Diagnosis;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Diagnosis;
using PartyNet.Infrastructure.Protection;
using PartyNet.IntegrationTests.Demo;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Cli;

/// <summary>The verbs <c>migrate</c>, <c>doctor</c>, <c>demo</c> and <c>create-admin</c> on databases of their own.</summary>
public sealed class InstallationCommandTests(TestDatabase databases)
{
    [Fact]
    public async Task Migrate_names_what_it_ran_and_has_nothing_to_run_the_second_time()
    {
        await using var installation = await UnmigratedAsync();

        var first = await installation.RunAsync("migrate");
        var second = await installation.RunAsync("migrate");

        Assert.Equal(0, first.Exit);
        Assert.Equal(
            [
                "Initial", "OneOpenGrant", "ListsAtEveryLevel", "SearchedNames", "SearchedLogins", "ProvenActors", "ViewerNames",
                "SessionEnds", "ReviewDrafts", "KnownPlaces", "ActivationSlips", "SessionOrigins", "GrantGivenIn",
                "OneOpenUser", "SecondFactors", "RecoveryCodeDigests", "Passkeys", "DefectReplies",
                "FactorResets", "ReadyRequests", "RosterTemplates",
                "UsageCounters", "FactCorrections", "Jobs", "RecoverySheets", "LastBackups", "RealLists",
                "ImportViews", "OtherNetworks", "ListLoads", "ProposedAccounts", "AskedAndKept", "AskedRows",
                "PlanSight", "PartialRows",
            ],
            first.Lines.Select(line => line.Split('_', 2)[1]));
        Assert.Equal((0, ""), (second.Exit, second.Output));
        Assert.Contains("Cấu trúc đã đúng phiên bản này", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_is_how_a_production_database_is_brought_up_to_date()
    {
        await using var installation = await UnmigratedAsync();
        installation.Settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        var settings = new ConfigurationBuilder().AddInMemoryCollection(installation.Settings).Build();

        var refused = await Assert.ThrowsAsync<InstallationException>(() => OpenAsync(settings));
        var migrated = await installation.RunAsync("migrate");
        await using var opened = await OpenAsync(settings);

        Assert.Contains("partynet migrate", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, migrated.Exit);
        Assert.False(opened.IsDemo);
    }

    [Fact]
    public async Task The_doctor_finds_nothing_wrong_with_a_sound_installation()
    {
        await using var installation = await MigratedAsync();
        await installation.RunAsync("demo", "--members", "300");

        var examined = await installation.RunAsync("doctor");

        Assert.Equal(0, examined.Exit);
        Assert.True(examined.Lines.Count >= 9, examined.Output);
        Assert.All(examined.Lines, line => Assert.StartsWith("ĐẠT ", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("alter table registry.members no force row level security", "Tường bảo vệ dòng dữ liệu", "registry.members")]
    [InlineData("drop policy readable on registry.declarations", "Tường bảo vệ dòng dữ liệu", "registry.declarations")]
    [InlineData("alter table registry.units disable trigger audit_update", "Nhật ký thay đổi", "registry.units")]
    [InlineData("alter role partynet_app_of_doctor bypassrls", "Vai trò của chương trình", "BYPASSRLS")]
    [InlineData("insert into registry.standings values ('1.', 1, 0, 0, 0, 0, 0)", "Số đếm đảng viên của các tổ chức", "partynet migrate")]
    [InlineData("insert into registry.member_search values (gen_random_uuid(), '1.', ' an AN ')", "Họ tên để tìm kiếm", "partynet migrate")]
    [InlineData("insert into access.user_search values (gen_random_uuid(), 'AN')", "Tên đăng nhập để tìm kiếm", "partynet migrate")]
    [InlineData("delete from registry.migrations", "Cấu trúc cơ sở dữ liệu", "partynet migrate")]
    [InlineData("drop extension pg_trgm cascade", "Phần mở rộng của PostgreSQL", "pg_trgm")]
    public async Task The_doctor_names_what_is_wrong_and_what_to_do(string harm, string what, string named)
    {
        await using var installation = await MigratedAsync();
        await HarmAsync(installation, harm);

        var examined = await installation.RunAsync("doctor");

        Assert.Equal(1, examined.Exit);
        var wrong = Assert.Single(examined.Lines, line => line.StartsWith("LỖI ", StringComparison.Ordinal));
        Assert.StartsWith($"LỖI {what}: ", wrong, StringComparison.Ordinal);
        Assert.Contains(named, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_asks_for_a_job_that_has_missed_its_time_twice_and_changes_no_exit_code_for_it()
    {
        await using var installation = await MigratedAsync();
        await HarmAsync(
            installation,
            """
            update jobs.runs set ran_at = now() - interval '119 minutes', removed = 7, removed_in_all = 1007 where job = 'sessions';
            update jobs.runs set ran_at = now() - interval '121 minutes', removed = 7 where job = 'attempts';
            update jobs.runs set listed_at = now() - interval '49 hours' where job = 'slips';
            """);

        var examined = await installation.RunAsync("doctor");

        Assert.Equal(0, examined.Exit);
        Assert.Equal(
            ["CHÚ Ý Dọn lần thử đăng nhập", "CHÚ Ý Dọn phiếu kích hoạt hết hạn"],
            examined.Lines.Where(line => line.StartsWith("CHÚ Ý ", StringComparison.Ordinal)).Select(line => line.Split(':')[0]));
        Assert.Contains(examined.Lines, line =>
            line.StartsWith("ĐẠT Dọn phiên đã kết thúc: lần gần nhất lúc ", StringComparison.Ordinal)
            && line.EndsWith("bỏ 7 dòng; từ trước đến nay 1.007 dòng", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("59 minutes", "ĐẠT Việc nhập danh sách: 1 việc đang chờ hoặc đang làm")]
    [InlineData("61 minutes", "CHÚ Ý Việc nhập danh sách: 1 việc chưa xong, việc lâu nhất từ ")]
    public async Task The_doctor_asks_for_work_on_lists_that_nobody_has_done_for_an_hour(string age, string said)
    {
        await using var installation = await MigratedAsync();
        var before = await installation.RunAsync("doctor");
        await HarmAsync(
            installation,
            $"""
            set session_replication_role = replica;
            insert into import.orders (load_id, work, good_rows_only, asked_in, user_id, ticket_hash, asked_at, tries)
            values (gen_random_uuid(), 2, false, gen_random_uuid(), gen_random_uuid(), sha256('x'), now() - interval '{age}', 0);
            """);

        var examined = await installation.RunAsync("doctor");

        Assert.Contains("ĐẠT Việc nhập danh sách: không có việc nào đang chờ", before.Lines);
        Assert.Equal(0, examined.Exit);
        Assert.Contains(examined.Lines, line => line.StartsWith(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_site_finds_of_itself_what_the_doctor_finds_and_what_came_since_it_started()
    {
        await using var installation = await MigratedAsync();
        await installation.RunAsync("demo", "--members", "300");
        var settings = new ConfigurationBuilder().AddInMemoryCollection(installation.Settings).Build();
#pragma warning disable RS0030 // The clock of this machine is one of the things that are looked at.
        var clock = TimeProvider.System;
#pragma warning restore RS0030
        await using var opened = await Installation.OpenAsync(
            settings, InstallationMode.Development, clock, NullLogger.Instance, TestContext.Current.CancellationToken);
        var checks = new SiteChecks(opened, settings, InstallationMode.Development, clock);

        var sound = await checks.ExamineAsync(TestContext.Current.CancellationToken);
        await HarmAsync(installation, "alter table registry.members no force row level security");
        File.Delete(installation.KeyFile);
        var harmed = await checks.ExamineAsync(TestContext.Current.CancellationToken);

        Assert.True(sound.Findings.Count >= 9, string.Join('\n', sound.Findings));
        Assert.All(sound.Findings, finding => Assert.Equal(FindingState.Good, finding.State));
        Assert.Equal(
            ["Tường bảo vệ dòng dữ liệu", "Tệp khóa"],
            harmed.Findings.Where(f => f.State == FindingState.Broken).Select(f => f.What).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(harmed.Findings, f => f.Words.Contains(installation.KeyFile, StringComparison.Ordinal));
        Assert.Same(harmed, checks.Last);
    }

    [Fact]
    public async Task The_doctor_tells_keys_that_do_not_open_the_data_and_keys_that_lie_open()
    {
        await using var installation = await MigratedAsync();
        await installation.RunAsync("demo", "--members", "300");
        File.Delete(installation.KeyFile);
        KeyRing.Generate().Save(installation.KeyFile);

        var otherKeys = await installation.RunAsync("doctor");
        var missing = await WithoutKeysAsync(installation);

        Assert.Equal(1, otherKeys.Exit);
        Assert.Contains(otherKeys.Lines, line => line.StartsWith("LỖI Khóa và dữ liệu: ", StringComparison.Ordinal));
        Assert.Contains(missing.Lines, line => line.StartsWith("LỖI Tệp khóa: ", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            KeyRing.Generate().Save(installation.KeyFile);
            File.SetUnixFileMode(installation.KeyFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            Assert.Contains(
                (await installation.RunAsync("doctor")).Lines,
                line => line.StartsWith("LỖI Tệp khóa: ", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_one_line_and_no_stack_trace()
    {
        await using var installation = await MigratedAsync();
        installation.Settings["ConnectionStrings:PartyNet"] = installation.Settings["ConnectionStrings:PartyNetOwner"] =
            "Host=127.0.0.1;Port=1;Username=x;Password=x;Timeout=1";

        var examined = await installation.RunAsync("doctor");
        var migrated = await installation.RunAsync("migrate");

        Assert.Equal((1, 1), (examined.Exit, migrated.Exit));
        Assert.Contains(examined.Lines, line => line.StartsWith("LỖI Máy chủ PostgreSQL: ", StringComparison.Ordinal));
        Assert.Single(migrated.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Demo_loads_once_and_writes_logins_that_can_sign_in()
    {
        await using var installation = await MigratedAsync();
        var file = installation.PathOf("logins.csv");

        var first = await installation.RunAsync("demo", "--members", "400", "--seed", "3", "--sign-ins", file);
        var second = await installation.RunAsync("demo", "--sign-ins", installation.PathOf("more.csv"));

        Assert.Equal((0, 1), (first.Exit, second.Exit));
        Assert.Contains("Đã nạp", first.Error, StringComparison.Ordinal);
        Assert.Contains("không trống", second.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(installation.PathOf("more.csv")));
        var logins = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(line => line.Split(',')).ToList();
        Assert.All(logins, fields => Assert.Equal(4, fields.Length));
        Assert.Equal(
            ["ban", "bi-thu", "cap-uy", "dang-vien", "quan-tri"],
            logins.Select(fields => fields[2]).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Equal(logins.Count, logins.Select(fields => fields[0]).Distinct().Count());
        Assert.True(await CanSignInAsync(installation, logins.First(fields => fields[2] == "dang-vien")));
        Assert.True(await CanSignInAsync(installation, logins.First(fields => fields[2] == "bi-thu")));
    }

    [Theory]
    [InlineData("--members", "299")]
    [InlineData("--members", "9000000")]
    [InlineData("--members", "nhiều")]
    [InlineData("--seed", "-1")]
    public async Task A_size_that_cannot_be_is_misuse(string option, string value)
    {
        var run = await ToolRun.OfAsync([], "demo", option, value);

        Assert.Equal(2, run.Exit);
        Assert.Contains("Cần một số từ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_refuses_production()
    {
        await using var installation = await MigratedAsync();
        installation.Settings["DOTNET_ENVIRONMENT"] = "Production";

        var run = await installation.RunAsync("demo");

        Assert.Equal(1, run.Exit);
        Assert.Contains("Production", run.Error, StringComparison.Ordinal);
        Assert.Equal([0L], await DemoDatabase.ReadAsync<long>(installation.Database, "select count(*) from registry.units"));
    }

    [Fact]
    public async Task The_first_administrator_is_made_with_a_link_and_another_only_when_meant()
    {
        await using var installation = await MigratedAsync();

        var first = await installation.RunAsync("create-admin", "--login", "Quan.Tri", "--address", "https://partynet.example/");
        var second = await installation.RunAsync("create-admin", "--login", "hai.quan.tri");
        var meant = await installation.RunAsync("create-admin", "--login", "hai.quan.tri", "--them");
        var again = await installation.RunAsync("create-admin", "--login", "hai.quan.tri", "--them");
        var bad = await installation.RunAsync("create-admin", "--login", "a b", "--them");

        Assert.Equal([0, 1, 0, 1, 1], [first.Exit, second.Exit, meant.Exit, again.Exit, bad.Exit]);
        Assert.Matches("^https://partynet\\.example/dat-mat-khau/[A-Za-z0-9_-]{20,}$", Assert.Single(first.Lines));
        Assert.Equal("", second.Output);
        Assert.Contains("--them", second.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["hai.quan.tri", "quan.tri"],
            await DemoDatabase.ReadAsync<string>(
                installation.Database,
                "select u.user_name::text from access.users u join access.grants g on g.user_id = u.id where g.role = 4 and "
                    + "g.unit_id is null order by 1"
            )
        );
        Assert.Equal(
            ["GrantGiven,UserCreated", "GrantGiven,UserCreated"],
            await DemoDatabase.ReadAsync<string>(
                installation.Database,
                "select string_agg(e.type, ',' order by e.type) from audit.processes p join audit.process_events e on e.process_id "
                    + "= p.id where p.type = 507 group by p.id"
            )
        );
        Assert.True(await CanSetPasswordAsync(installation, first.Lines[0].Split('/')[^1], "quan.tri"));
    }

    /// <summary>The owner's role proves that it is the operator who acts.</summary>
    [Fact]
    [Trait("Security", "Z10")]
    public async Task Production_works_with_the_two_connection_strings_and_says_so_where_the_owners_is_missing()
    {
        await using var installation = await MigratedAsync();
        installation.Settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        var units = installation.PathOf("to-chuc.csv");
        await File.WriteAllTextAsync(
            units, "Mã,Tên,Loại,Mã cấp trên\nBX,Đảng bộ xã Bình Xuyên,dang-bo-co-so,\n", TestContext.Current.CancellationToken);
        string[][] verbs =
        [
            ["create-admin"],
            ["import", units, "--unit", "BX", "--commit"],
            ["export", "--unit", "BX", "--format", "csv"],
        ];

        foreach (var verb in verbs)
            Assert.Equal((0, verb[0]), ((await installation.RunAsync(verb)).Exit, verb[0]));
        Assert.Equal(
            [301, 303, 403, 404, 507],
            (await DemoDatabase.ReadAsync<short>(
                installation.Database,
                "select distinct type from audit.processes where request_id = 'partynet' and actor_id is null and actor_role is null"))
                .Select(type => (int)type).Order());

        installation.Settings.Remove("ConnectionStrings:PartyNetOwner");
        foreach (var verb in verbs)
        {
            var refused = await installation.RunAsync(verb);
            Assert.Equal((1, ""), (refused.Exit, refused.Output));
            Assert.Contains("ConnectionStrings__PartyNetOwner", Assert.Single(refused.Error.Trim().Split('\n')), StringComparison.Ordinal);
        }
    }

    private async Task<ToolInstallation> UnmigratedAsync() => new(await databases.NewEmptyDatabaseAsync());

    private async Task<ToolInstallation> MigratedAsync() => new(await databases.NewDatabaseAsync());

    private static Task<Installation> OpenAsync(IConfiguration settings) =>
        Installation.OpenAsync(
            settings,
            InstallationMode.Production,
            TestDatabase.Clock,
            NullLogger.Instance,
            TestContext.Current.CancellationToken
        );

    private static async Task<ToolRun> WithoutKeysAsync(ToolInstallation installation)
    {
        File.Delete(installation.KeyFile);
        return await installation.RunAsync("doctor");
    }

    /// <summary>Harm to a role goes to one of its own: roles belong to the whole server.</summary>
    private static async Task HarmAsync(ToolInstallation installation, string harm)
    {
        const string role = "partynet_app_of_doctor";
        await using var admin = new NpgsqlConnection(installation.Database.AdminConnectionString);
        await admin.OpenAsync();
        if (harm.Contains(role, StringComparison.Ordinal))
        {
            harm = $"drop role if exists {role}; create role {role} login password 'thu' in role partynet_app; {harm}";
            installation.Settings["ConnectionStrings:PartyNet"] = new NpgsqlConnectionStringBuilder(
                installation.Database.AppConnectionString
            )
            {
                Username = role,
                Password = "thu",
            }.ConnectionString;
        }

        await using var command = new NpgsqlCommand(harm, admin);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<bool> CanSignInAsync(ToolInstallation installation, string[] login)
    {
        var signedIn = await installation.UseAsync<SignIn, ErrorOr.ErrorOr<SignedIn>>(useCase =>
            useCase.HandleAsync(new SignIn.Command(login[0], login[1], "127.0.0.1"), TestContext.Current.CancellationToken));
        return !signedIn.IsError;
    }

    private static async Task<bool> CanSetPasswordAsync(ToolInstallation installation, string code, string login)
    {
        const string password = "mot cau de nho 2026";
        var set = await installation.UseAsync<SetPassword, ErrorOr.ErrorOr<ErrorOr.Success>>(useCase =>
            useCase.HandleAsync(new SetPassword.Command(code, password), TestContext.Current.CancellationToken));
        return !set.IsError && await CanSignInAsync(installation, [login, password]);
    }
}
