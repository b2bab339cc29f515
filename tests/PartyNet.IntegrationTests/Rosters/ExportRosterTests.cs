using System.Security.Cryptography;
using System.Text.Json;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Rosters;

public sealed class ExportRosterTests(TestDatabase database)
{
    private static readonly string[] Header =
    [
        "STT",
        "Họ và tên",
        "Ngày sinh",
        "Chi bộ",
        "Chức vụ",
        "Facebook",
        "Zalo",
        "TikTok",
        "YouTube",
        "Khác",
        "Số tài khoản",
        "Ngày kê khai",
        "Tình trạng",
        "Ghi chú",
        "Mã PartyNet",
    ];

    [Fact]
    public async Task The_workbook_has_titles_header_members_in_roster_order_and_a_footer_that_says_who_when_and_why()
    {
        var world = await FilledAsync();
        var user = await world.UserAsync(null, (Role.Board, world.District));

        var rows = ExportWorld.XlsxRows(
            await world.ExportAsync(await world.ScopeOfAsync(user), ExportWorld.Export(world.District, RosterFile.Workbook))
        );
        var codes = await world.ReadAsync(world.Everything, db => db.Members.ToDictionaryAsync(m => m.FullName, m => m.Code));

        Assert.Equal(world.District.Name, rows[0][0]);
        Assert.Equal("Danh sách tài khoản mạng xã hội do đảng viên kê khai", rows[1][0]);
        Assert.Equal("Số liệu lúc 08:00 ngày 23/11/2026", rows[2][0]);
        Assert.Equal(Header, rows[3]);
        Assert.Equal(
            [
                "1",
                "Lê Văn An",
                "02/03/1950",
                "Chi bộ Khu 14",
                "Bí thư chi bộ",
                "an.le.14\nan.le.15",
                "0905 000 001",
                null,
                null,
                "x.com/a\nViber: 0912345678",
                "5",
                "23/11/2026",
                "Đã xác nhận",
                null,
                codes["Lê Văn An"],
            ],
            rows[4]
        );
        Assert.Equal(
            [
                "2",
                "Trần Thị Bình",
                "1948",
                "Chi bộ Trường học",
                null,
                null,
                null,
                null,
                null,
                null,
                "0",
                "23/11/2026",
                "Đã xác nhận",
                "Không sử dụng mạng xã hội",
                codes["Trần Thị Bình"],
            ],
            rows[5]
        );
        Assert.Equal(
            [
                "3",
                "Phạm Văn Cường",
                null,
                "Chi bộ Khu 14",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "Chờ xem xét",
                null,
                codes["Phạm Văn Cường"],
            ],
            rows[6]
        );
        Assert.Equal("Chưa kê khai", rows[7][12]);
        Assert.Equal("Tổng số: 4 đảng viên. Chỉ ghi tài khoản trong bản kê khai đã được xác nhận.", rows[8][0]);
        var process = Assert.Single(await world.ProcessesAsync(ProcessType.RosterExported));
        Assert.Equal(
            $"Người xuất: Ban, {world.District.Name} (tên đăng nhập {user.UserName}). Mục đích: {ExportWorld.Purpose}",
            rows[9][0]
        );
        Assert.Equal($"Xuất lúc 08:00 ngày 23/11/2026. Số xuất: {process.Sequence}. Mã nhật ký: {process.Id}", rows[10][0]);
        Assert.Equal(11, rows.Length);
    }

    [Fact]
    public async Task The_csv_has_the_same_members_for_excel_and_guards_formulas()
    {
        var world = await FilledAsync();
        await world.MemberAsync(world.Branch, "Vũ Thị Yến", shape: m => m.Hold("=HYPERLINK(1)"));

        var file = await world.ExportAsync(await world.ScopeAsync(Role.Committee, world.District), ExportWorld.Export(world.District));

        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        var text = System.Text.Encoding.UTF8.GetString(file);
        Assert.Equal(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
        Assert.Equal(string.Join(',', Header), text.TrimStart('\uFEFF').Split("\r\n")[0]);
        var rows = ExportWorld.CsvRows(file);
        Assert.Equal(
            ["Lê Văn An", "Trần Thị Bình", "Phạm Văn Cường", "Phạm Văn Dũng", "Vũ Thị Yến"],
            rows.Skip(1).Take(5).Select(r => r[1])
        );
        Assert.Equal("'=HYPERLINK(1)", rows[5][4]);
    }

    [Fact]
    public async Task Audit_names_exactly_the_members_of_the_file_with_purpose_and_filter_but_not_the_name_searched_by()
    {
        var world = await FilledAsync();
        var user = await world.UserAsync(null, (Role.Board, world.District));
        var filter = new RosterFilter(Name: "văn", Unit: world.Grassroots.Code, State: "cho-xem-xet");

        var rows = ExportWorld.CsvRows(
            await world.ExportAsync(await world.ScopeOfAsync(user), ExportWorld.Export(world.District, filter: filter))
        );

        Assert.Equal("Phạm Văn Cường", rows[1][1]);
        var process = Assert.Single(await world.ProcessesAsync(ProcessType.RosterExported));
        Assert.Equal((user.Id, Role.Board, ExportWorld.Purpose), (process.ActorId, process.ActorRole, process.Reason));
        var payload = await world.ReadAsync(
            world.Everything,
            db => db.ProcessEvents.Where(e => e.ProcessId == process.Id).Select(e => e.Payload).SingleAsync()
        );
        var exported = JsonDocument.Parse(payload).RootElement;
        Assert.Equal("csv", exported.GetProperty("format").GetString());
        Assert.Equal(1, exported.GetProperty("members").GetInt32());
        Assert.True(exported.GetProperty("byName").GetBoolean());
        Assert.Equal("cho-xem-xet", exported.GetProperty("filter").GetProperty("trang-thai").GetString());
        Assert.DoesNotContain("văn", payload, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["Phạm Văn Cường"], await database.SubjectNamesAsync(world, process.Id));
    }

    [Fact]
    public async Task A_member_in_the_file_finds_the_export_and_its_purpose_among_the_views_of_their_data()
    {
        var world = await FilledAsync();
        var member = await world.MemberAsync(world.Branch, "Vũ Thị Yến");
        var stranger = await world.MemberAsync(world.OtherBranch, "Vũ Thị Ý");
        await world.ExportAsync(
            await world.ScopeAsync(Role.Committee, world.District),
            ExportWorld.Export(world.District, filter: new RosterFilter(Unit: world.Branch.Code))
        );

        Assert.Equal(ExportWorld.Purpose, Assert.Single(await SeenAsync(member)).Reason);
        Assert.Empty(await SeenAsync(stranger));

        async Task<List<Application.Audit.Process>> SeenAsync(Member who)
        {
            var scope = await world.ScopeOfAsync(await world.UserAsync(who));
            return await world.ReadAsync(
                scope,
                db =>
                    db.ProcessSubjects.Where(s => s.MemberId == who.Id)
                        .Join(db.Processes.Where(p => p.Type == ProcessType.RosterExported), s => s.ProcessId, p => p.Id, (_, p) => p)
                        .ToListAsync()
            );
        }
    }

    [Fact]
    public async Task A_version_waiting_behind_a_confirmed_one_is_noted_and_its_accounts_stay_out()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync(name: "Lê Văn An", shape: m => m.ChangeStatus(ActivityStatus.Exempt));
        await world.DeclareAsync(member, DeclarationState.Confirmed, ("zalo", "0905000001"));
        await world.DeclareAsync(member, DeclarationState.Submitted, ("zalo", "0905000002"));

        var rows = ExportWorld.CsvRows(
            await world.ExportAsync(
                await world.ScopeAsync(Role.Board, world.District),
                ExportWorld.Export(world.District, filter: new RosterFilter(Activity: "tat-ca"))
            )
        );

        Assert.Equal("https://zalo.me/0905000001", rows[1][6]);
        Assert.Equal("Đã xác nhận", rows[1][12]);
        Assert.Equal("Có bản kê khai mới đang chờ xem xét; Miễn sinh hoạt", rows[1][13].Trim('"'));
    }

    [Fact]
    public async Task What_was_sent_is_recorded_with_rows_length_and_hash_of_the_file()
    {
        var world = await FilledAsync();

        var file = await world.ExportAsync(
            await world.ScopeAsync(Role.Board, world.District),
            ExportWorld.Export(world.District, RosterFile.Workbook)
        );

        var exported = Assert.Single(await world.ProcessesAsync(ProcessType.RosterExported));
        var delivery = Assert.Single(await world.ProcessesAsync(ProcessType.RosterDelivered));
        var payload = await world.ReadAsync(
            world.Everything,
            db => db.ProcessEvents.Where(e => e.ProcessId == delivery.Id).Select(e => e.Payload).SingleAsync()
        );
        var delivered = JsonSerializer.Deserialize<RosterDelivered>(payload, JsonSerializerOptions.Web);
        Assert.Equal(
            new RosterDelivered(exported.Id, "xlsx", 4, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)), Unreadable: 0),
            delivered);
    }

    [Fact]
    public async Task A_member_who_comes_in_after_the_record_is_not_in_the_file()
    {
        var world = await FilledAsync();

        var file = await world.ExportAsync(
            await world.ScopeAsync(Role.Board, world.District),
            ExportWorld.Export(world.District),
            () => world.MemberAsync(world.Branch, "Vũ Thị Yến")
        );

        var process = Assert.Single(await world.ProcessesAsync(ProcessType.RosterExported));
        var inFile = ExportWorld.CsvRows(file).Skip(1).Take(4).Select(r => r[1]).ToList();
        Assert.DoesNotContain("Vũ Thị Yến", inFile);
        Assert.Equal(await database.SubjectNamesAsync(world, process.Id), inFile.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_download_that_breaks_off_leaves_the_export_on_record_and_no_delivery()
    {
        var world = await FilledAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.RunAsync<ExportRoster, bool>(board, async use =>
        {
            var export = await use.HandleAsync(ExportWorld.Export(world.District), TestContext.Current.CancellationToken);
            using var hangUp = new CancellationTokenSource();
            await hangUp.CancelAsync();
            await export.Value.WriteAsync(Stream.Null, hangUp.Token);
            return true;
        }));

        var process = Assert.Single(await world.ProcessesAsync(ProcessType.RosterExported));
        Assert.Equal(4, (await database.SubjectNamesAsync(world, process.Id)).Count);
        Assert.Empty(await world.ProcessesAsync(ProcessType.RosterDelivered));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \u200B ")]
    [InlineData("báo cáo")]
    public async Task A_purpose_is_required_and_must_say_something(string purpose)
    {
        var world = await FilledAsync();

        var file = await world.TryExportAsync(
            await world.ScopeAsync(Role.Board, world.District),
            ExportWorld.Export(world.District) with
            {
                Purpose = purpose,
            }
        );

        Assert.Equal(nameof(ExportRoster.Command.Purpose), file.FirstError.Code);
        Assert.Empty(await world.ProcessesAsync(ProcessType.RosterExported));
    }

    [Fact]
    public async Task A_purpose_longer_than_the_record_is_refused()
    {
        var world = await FilledAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);

        Assert.False(
            (
                await world.TryExportAsync(
                    board,
                    ExportWorld.Export(world.District) with
                    {
                        Purpose = new string('a', ExportRoster.LongestPurpose),
                    }
                )
            ).IsError
        );
        Assert.True(
            (
                await world.TryExportAsync(
                    board,
                    ExportWorld.Export(world.District) with
                    {
                        Purpose = new string('a', ExportRoster.LongestPurpose + 1),
                    }
                )
            ).IsError
        );
    }

    [Fact]
    public async Task Only_boards_and_committees_export_and_only_within_their_unit()
    {
        var world = await FilledAsync();

        Assert.Equal(
            ErrorType.NotFound,
            (await world.TryExportAsync(await world.ScopeAsync(Role.Secretary, world.Branch), ExportWorld.Export(world.Branch)))
                .FirstError
                .Type
        );
        Assert.Equal(
            ErrorType.NotFound,
            (await world.TryExportAsync(await world.ScopeAsync(Role.Board, world.Grassroots), ExportWorld.Export(world.OtherGrassroots)))
                .FirstError
                .Type
        );
        Assert.Equal(
            ErrorType.NotFound,
            (await world.TryExportAsync(await world.ScopeAsync(Role.Committee, world.Grassroots), ExportWorld.Export(world.District)))
                .FirstError
                .Type
        );
        Assert.Empty(await world.ProcessesAsync(ProcessType.RosterExported));
    }

    private async Task<World> FilledAsync()
    {
        var world = await database.NewWorldAsync();
        var an = await world.MemberAsync(world.Branch, "Lê Văn An", shape: m =>
        {
            m.Born(new DateOnly(1950, 3, 2));
            m.Hold("Bí thư chi bộ");
        });
        await world.DeclareAsync(
            an, DeclarationState.Confirmed,
            ("facebook", "fb.com/an.le.14"), ("zalo", "0905000001"), ("x", "https://x.com/a"), ("facebook", "fb.com/an.le.15"),
            ("other", "Viber: 0912 345 678"));
        var binh = await world.MemberAsync(world.OtherBranch, "Trần Thị Bình", shape: m => m.Born(null, 1948));
        await world.DeclareAsync(binh, DeclarationState.Confirmed);
        var cuong = await world.MemberAsync(world.Branch, "Phạm Văn Cường");
        await world.DeclareAsync(cuong, DeclarationState.Submitted, ("zalo", "0905000003"));
        await world.MemberAsync(world.OtherBranch, "Phạm Văn Dũng");
        await world.MemberAsync(world.OtherBranch, "Phạm Văn Hải", shape: m => m.ChangeStatus(ActivityStatus.Exempt));
        return world;
    }
}
