using System.CommandLine;
using Microsoft.Extensions.Configuration;
using PartyNet.Application.Access;
using PartyNet.Application.Diagnosis;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Diagnosis;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Cli;

/// <summary><c>partynet setup</c>: an installation in a folder, ready to be served. What is there already stays as it is.</summary>
internal static class SetupCommand
{
    public static Command Create(Stdio io)
    {
        var folder = InstallationFolders.Argument("Thư mục của nơi cài; được tạo nếu chưa có.");
        var options = new SetupOptions();
        var setup = new Command("setup", """
            Lập một nơi cài PartyNet trong một thư mục: khóa, chứng thư, cơ sở dữ liệu, quản trị đầu tiên, tệp thiết lập.
            Hỏi từng câu; với --unattended thì không hỏi, mọi câu trả lời ở tùy chọn (hoặc trong tệp, mỗi dòng một từ: partynet setup DIR @tệp).
            Chạy lại không ghi đè gì: lệnh kể thứ đã có, làm thứ còn thiếu, rồi kiểm tra như “partynet doctor”.
            """)
        {
            folder,
        };
        foreach (var option in options.All)
            setup.Options.Add(option);
        setup.SetAction(async (parsed, cancellationToken) =>
        {
            var where = new InstallationFolder(parsed.GetRequiredValue(folder).FullName);
            var answers = where.IsInstallation ? null : options.Read(parsed, io);
            if (answers is null && !where.IsInstallation)
                return ExitCode.Misuse;
            // The server may have been away, or its password wrong, when the folder was made.
            var place = answers?.Server ?? (where.HasDatabase ? null : options.NamedPlace(parsed));
            return await SetUpAsync(io, where, answers, place, options.AdministratorOf(parsed), cancellationToken);
        });
        return setup;
    }

    private static async Task<int> SetUpAsync(
        Stdio io, InstallationFolder folder, SetupAnswers? answers, DatabasePlace? place, string? administrator,
        CancellationToken cancellationToken)
    {
        if (answers is null)
            await io.Error.WriteLineAsync($"{folder.SettingsFile} đã có và được giữ nguyên: muốn đổi thiết lập thì sửa tệp ấy.");
        else
        {
            foreach (var line in FolderSetup.Make(folder, answers, io.Clock.GetUtcNow()))
                await io.Error.WriteLineAsync(line);
        }

        if (place is not null && !await PlaceDatabaseAsync(io, folder, place, cancellationToken))
            return ExitCode.FoundSomethingWrong;

        var read = folder.Read();
        // The site does not run yet, so nobody can look at it from outside.
        read.Remove(PublicAddress.Setting, out var address);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(read).Build();
        await using var server = await DatabaseServer.FindAsync(
            settings, InstallationMode.Production, ToolHost.LoggerFor(io), cancellationToken);
        await MigrateAsync(io, server, cancellationToken);
        var isAdministratorNew = administrator is not null
            && await CreateAdministratorAsync(io, settings, administrator, address ?? CreateAdminCommand.DefaultAddress, cancellationToken);

        var findings = await Doctor.ExamineAsync(
            settings, InstallationMode.Production, io.Clock, ToolHost.LoggerFor(io), cancellationToken);
        foreach (var finding in findings)
            await io.Error.WriteLineAsync(DoctorCommand.Line(finding.What == PublicAddress.What ? PublicAddress.NotServedYet : finding));
        var isBroken = findings.Any(finding => finding.State == FindingState.Broken);
        if (!isBroken)
            await io.Error.WriteLineAsync(Ending(folder, server.DataDirectory));
        // What goes to standard output stands below all this.
        if (isAdministratorNew)
            await io.Error.WriteLineAsync("\nĐường dẫn của quản trị, mở một lần khi trang đã chạy:");
        return isBroken ? ExitCode.FoundSomethingWrong : ExitCode.Done;
    }

    /// <summary>False where somebody else has to run something first.</summary>
    private static async Task<bool> PlaceDatabaseAsync(
        Stdio io, InstallationFolder folder, DatabasePlace place, CancellationToken cancellationToken)
    {
        switch (place)
        {
            case DatabasePlace.OwnServer { Superuser: var superuser }:
                var own = new OwnServer(superuser);
                await own.MakeAsync(cancellationToken);
                folder.Write(own.Settings);
                await io.Error.WriteLineAsync("Cơ sở dữ liệu: đã tạo vai trò và cơ sở dữ liệu partynet trên máy chủ đã nêu");
                return true;
            case DatabasePlace.OwnServerByOthers { Server: var address }:
                var others = new OwnServer(address);
                folder.Write(others.Settings);
                await io.Out.WriteLineAsync($"{others.Sql.OnServer}\n\\c partynet\n{others.Sql.InDatabase}");
                await io.Error.WriteLineAsync(
                    "Các lệnh SQL dưới đây chứa mật khẩu: chuyển cho người quản trị máy chủ chạy một lần, rồi chạy lại “partynet setup”.");
                return false;
            default:
                return true;
        }
    }

    private static async Task MigrateAsync(Stdio io, DatabaseServer server, CancellationToken cancellationToken)
    {
        if (server.Owner.Length == 0)
            throw new InstallationException("Thiếu ConnectionStrings__PartyNetOwner (vai trò chủ sở hữu, để lập cấu trúc dữ liệu).");
        var pending = (await SchemaState.ReadAsync(server.Owner, cancellationToken)).Pending;
        if (pending.Count > 0)
            await DatabaseMigrator.MigrateAsync(server.Owner, io.Clock, cancellationToken);
        await io.Error.WriteLineAsync(
            pending.Count > 0 ? $"Cấu trúc dữ liệu: đã chạy {pending.Count} bước" : "Cấu trúc dữ liệu: đã đúng phiên bản này");
    }

    /// <summary>False where there is one already.</summary>
    private static async Task<bool> CreateAdministratorAsync(
        Stdio io, IConfiguration settings, string login, string address, CancellationToken cancellationToken)
    {
        await using var host = await ToolHost.OpenAsync(io, settings, cancellationToken);
        var created = await host.RunAsync<CreateAdministrator, ErrorOr.ErrorOr<NewUser>>(
            AccessScope.Operator(), use => use.HandleAsync(new CreateAdministrator.Command(login, Another: false), cancellationToken));
        if (created.IsError)
        {
            await io.Error.WriteLineAsync("Quản trị: đã có");
            return false;
        }

        await io.Out.WriteLineAsync($"{address}{SetupLink.Path}/{created.Value.SetupCode}");
        await io.Error.WriteLineAsync(
            $"Quản trị: đã tạo “{login}”. Mở đường dẫn ở dòng cuối một lần, trong 72 giờ, khi trang đã chạy, để đặt mật khẩu.");
        return true;
    }

    private static string Ending(InstallationFolder folder, string? dataDirectory) =>
        $"""

        Xong. Việc tiếp theo:
          1. Phiếu khẩn cấp:  partynet keys sheet phieu.txt --dir {folder.Directory}   (in ra, cất két, xóa tệp)
          2. Chạy trang:      partynet serve {folder.Directory}
          3. Sao lưu:         partynet backup {folder.Directory}   (đặt lịch hằng ngày, chép tệp sang máy khác)
        """
        + (dataDirectory is null ? "" :
            """


            PostgreSQL kèm theo chạy trên đúng một máy này, không có bản dự phòng: hỏng đĩa thì chỉ còn bản sao lưu. Khi cần hơn,
            chuyển sang máy chủ riêng bằng “partynet move-database”.
            """);
}
