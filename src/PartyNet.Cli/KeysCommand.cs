using System.CommandLine;
using System.Globalization;
using PartyNet.Domain.Text;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Cli;

/// <summary><c>partynet keys</c>: the keys of sealed values, from the first to the day an old one goes.</summary>
internal static class KeysCommand
{
    public static Command Create(Stdio io) =>
        new("keys", """
            Khóa của dữ liệu niêm phong: số thẻ, CCCD, điện thoại, tài khoản.
            Tệp khóa nằm ngoài cơ sở dữ liệu và ngoài bản sao lưu; mất tệp khóa là mất các dữ liệu ấy.
            """)
        {
            CreateCreate(io), CreateList(io), CreateRotate(io), CreateRetire(io), CreateSheet(io),
        };

    private static Command CreateCreate(Stdio io)
    {
        var file = new Argument<FileInfo?>("tệp")
        {
            Description = "Tệp khóa mới; mặc định là tệp ghi trong Protection__KeyFile.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        ListArguments.RefuseOptions(file);
        var create = new Command("create", """
            Tạo tệp khóa mới với một khóa ngẫu nhiên, chỉ người tạo đọc được (0400). Không ghi đè tệp đã có.
            Sau đó in phiếu khẩn cấp bằng “partynet keys sheet” và cất vào két.
            """)
        {
            file,
        };
        create.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)?.FullName ?? Configured(io);
            if (File.Exists(path))
            {
                io.Error.WriteLine($"Tệp {path} đã có: không ghi đè. Muốn thay khóa của dữ liệu đang có, dùng “partynet keys rotate”.");
                return ExitCode.FoundSomethingWrong;
            }

            var now = io.Clock.GetUtcNow();
            KeyFile.Create(path, [KeyVersion.Generate(1) with { Made = now, Seals = now }]);
            io.Error.WriteLine($"Đã tạo tệp khóa {path}. In phiếu khẩn cấp: partynet keys sheet phieu.txt");
            return ExitCode.Done;
        });
        return create;
    }

    private static Command CreateList(Stdio io)
    {
        var list = new Command("list", """
            Kể các phiên bản khóa: tuổi, số ô đã niêm phong, số chỉ mục dò trùng, mã kiểm để so với phiếu khẩn cấp. Không in khóa.
            """);
        list.SetAction(async (_, cancellationToken) =>
        {
            await using var host = await ToolHost.OpenAsync(io, cancellationToken);
            await using var connection = await host.Installation.App.OpenConnectionAsync(cancellationToken);
            var uses = await KeyUse.CountAsync(connection, cancellationToken);
            foreach (var key in host.Installation.Keys.Versions)
            {
                var use = uses.FirstOrDefault(u => u.Version == key.Version) ?? new KeyUse(key.Version, 0, 0);
                await io.Out.WriteLineAsync(
                    $"Phiên bản {key.Version}: {State(key, host.Installation.Keys, io.Clock.GetUtcNow())}; {Numbers.Text(use.Cells)} ô, "
                        + $"{Numbers.Text(use.IndexRows)} chỉ mục; mã kiểm {KeySheet.Check(key)}");
            }

            return ExitCode.Done;
        });
        return list;
    }

    private static string State(KeyVersion key, KeyRing keys, DateTimeOffset now) => key switch
    {
        { IsWaiting: true } => $"đã chuẩn bị lúc {VietnamTime.Full(key.Made!.Value)}, chưa niêm phong",
        _ when key.Version != keys.Newest.Version => "chỉ để đọc",
        { Seals: { } since } => $"đang niêm phong, từ {VietnamTime.Full(since)} ({(int)(now - since).TotalDays} ngày)",
        _ => "đang niêm phong, không rõ từ ngày nào",
    };

    private static Command CreateRotate(Stdio io)
    {
        var prepare = new Option<bool>("--prepare")
        {
            Description = "Chỉ thêm khóa mới để đọc, chưa dùng: chép tệp khóa sang các máy khác rồi chạy lại không có --prepare.",
        };
        var rotate = new Command("rotate", """
            Thêm một khóa mới và niêm phong lại mọi ô bằng khóa đó, trong khi trang vẫn chạy; trang tự đọc lại tệp khóa.
            Bị ngắt giữa chừng thì chạy lại: lệnh làm tiếp phần còn lại. Khóa cũ vẫn đọc được cho tới khi bỏ bằng “partynet keys retire”.
            """)
        {
            prepare,
        };
        rotate.SetAction((parsed, cancellationToken) => RotateAsync(io, parsed.GetValue(prepare), cancellationToken));
        return rotate;
    }

    private static async Task<int> RotateAsync(Stdio io, bool onlyPrepare, CancellationToken cancellationToken)
    {
        await using var host = await ToolHost.OpenAsync(io, cancellationToken);
        var change = await KeyChanges.RotateAsync(
            host.Installation, onlyPrepare, io.Clock,
            (table, done) => io.Error.WriteLineAsync($"{Words(table)}: đã niêm phong lại {Numbers.Text(done)} ô"), cancellationToken);
        if (change.IsWaiting)
        {
            await io.Error.WriteLineAsync(
                $"Khóa phiên bản {change.Version} đã sẵn sàng, chưa dùng. Chép tệp khóa sang mọi máy rồi chạy “partynet keys rotate”.");
            return ExitCode.Done;
        }

        await io.Error.WriteLineAsync(
            $"{(change.IsNew ? "Đã thêm" : "Đã làm tiếp với")} khóa phiên bản {change.Version}: "
                + $"niêm phong lại {Numbers.Text(change.Resealed)} ô. "
                + "In phiếu khẩn cấp mới bằng “partynet keys sheet”; giữ phiếu cũ cho tới khi bản sao lưu cũ hết hạn.");
        if (change.Broken == 0)
            return ExitCode.Done;
        await io.Error.WriteLineAsync(
            $"{Numbers.Text(change.Broken)} ô không đọc được nên giữ nguyên. Chạy “partynet doctor --sealed” để biết ô nào.");
        return ExitCode.FoundSomethingWrong;
    }

    /// <summary>What an operator calls the rows of a table.</summary>
    internal static string Words(string table) => table switch
    {
        "registry.members" => "Đảng viên",
        "registry.former_numbers" => "Số thẻ, số định danh cũ",
        "registry.declared_accounts" => "Tài khoản đã kê khai",
        "registry.proposed_accounts" => "Tài khoản trong danh sách đã nhập, chờ đảng viên trả lời",
        "registry.defects" => "Mục cần sửa",
        "registry.declarations" => "Trả lời của đảng viên",
        "registry.fact_corrections" => "Đề nghị sửa thông tin",
        "registry.declaration_drafts" => "Bản kê khai đang viết",
        "registry.review_drafts" => "Nhận xét đang viết",
        "access.setup_links" => "Đường dẫn đặt mật khẩu",
        "access.authenticators" => "Lớp xác nhận thứ hai",
        "access.recovery_sheets" => "Phiếu mã dự phòng",
        "import.plan_rows" => "Danh sách đang nhập",
        "import.load_parts" => "Tệp danh sách đã gửi",
        _ => table,
    };

    private static Command CreateRetire(Stdio io)
    {
        var version = new Argument<string>("phiên bản") { Description = "Số của phiên bản khóa cần bỏ." };
        version.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                result.AddError(token.Value.StartsWith('-')
                    ? $"Không hiểu “{token.Value}”."
                    : $"Cần số của một phiên bản, không phải “{token.Value}”.");
        });
        var dropCodes = new Option<bool>("--drop-codes")
        {
            Description = "Bỏ luôn phiếu kích hoạt và mã khôi phục chưa dùng mà chỉ khóa này tìm được.",
        };
        var retire = new Command("retire", """
            Bỏ một khóa cũ khỏi tệp khóa, chỉ khi không còn ô nào dùng nó. Bản sao lưu làm trước đó vẫn cần khóa ấy, ở phiếu khẩn cấp cũ.
            """)
        {
            version, dropCodes,
        };
        retire.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = await ToolHost.OpenAsync(io, cancellationToken);
            var which = int.Parse(parsed.GetRequiredValue(version), CultureInfo.InvariantCulture);
            var refusal = await KeyChanges.RetireAsync(
                host.Installation, which, parsed.GetValue(dropCodes), io.Clock, cancellationToken);
            await io.Error.WriteLineAsync(refusal ?? $"Đã bỏ khóa phiên bản {which}.");
            return refusal is null ? ExitCode.Done : ExitCode.FoundSomethingWrong;
        });
        return retire;
    }

    private static Command CreateSheet(Stdio io)
    {
        var sheet = ListArguments.File("Tệp văn bản mới để in.");
        var write = new Command("sheet", """
            Ghi phiếu khẩn cấp ra tệp văn bản chỉ người ghi đọc được (0400): in ra, cất vào két, rồi xóa tệp.
            """)
        {
            sheet,
        };
        write.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(sheet).FullName;
            await KeySheet.WriteAsync(path, KeyRing.Load(Configured(io)).Versions, io, cancellationToken);
            await io.Error.WriteLineAsync($"Đã ghi {path}. In ra, cất vào két, rồi xóa tệp này.");
            return ExitCode.Done;
        });
        return write;
    }

    private static string Configured(Stdio io) => io.Settings[Installation.KeyFileSetting] is { Length: > 0 } path
        ? path
        : throw new InstallationException("Chưa biết tệp khóa nào: nêu tên tệp, hoặc đặt Protection__KeyFile.");
}
