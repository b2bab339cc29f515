using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using PartyNet.Demo;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Cli;

/// <summary><c>partynet demo</c>: a fictional organisation of any size in an empty database.</summary>
internal static class DemoCommand
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static Command Create(Stdio io)
    {
        var members = new Option<int>("--members")
        {
            Description = $"Số đảng viên, từ {DemoSize.Smallest} đến {DemoSize.Largest}; mặc định {DemoSize.Standard.Members}.",
            HelpName = "số",
            DefaultValueFactory = _ => DemoSize.Standard.Members,
            CustomParser = result => ParseNumber(result, DemoSize.Smallest, DemoSize.Largest),
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Hạt giống: cùng một số thì cùng một dữ liệu; mặc định 1.",
            HelpName = "số",
            DefaultValueFactory = _ => DemoSize.Standard.Seed,
            CustomParser = result => ParseNumber(result, 0, int.MaxValue),
        };
        var signIns = new Option<FileInfo?>("--sign-ins")
        {
            Description = "Ghi tên đăng nhập có mật khẩu ra tệp mới này, mỗi dòng login,password,role,unit, để thử tải.",
            HelpName = "tệp",
        };
        var demo = new Command("demo", """
            Nạp dữ liệu mẫu (tổ chức và người đều hư cấu) vào một cơ sở dữ liệu trống. Không dùng được ở nơi làm việc thật (Production).
            Tới 15.000 đảng viên là một đảng bộ; nhiều hơn thì thành nhiều đảng bộ trong các tỉnh. Nạp trọn vẹn hoặc không nạp gì.
            Với --sign-ins, mọi tên đăng nhập trong tệp dùng chung một mật khẩu ngẫu nhiên: chỉ dành cho thử tải trên dữ liệu mẫu.
            """)
        {
            members, seed, signIns,
        };
        demo.SetAction((parsed, cancellationToken) =>
            LoadAsync(io, new DemoSize(parsed.GetValue(members), parsed.GetValue(seed)), parsed.GetValue(signIns), cancellationToken));
        return demo;
    }

    private static async Task<int> LoadAsync(Stdio io, DemoSize size, FileInfo? signInFile, CancellationToken cancellationToken)
    {
        if (ToolHost.ModeOf(io.Settings) == InstallationMode.Production)
            throw new InstallationException("Đây là nơi làm việc thật (Production): không nạp dữ liệu mẫu vào đây.");

        await using var host = await ToolHost.OpenAsync(io, cancellationToken);
        // Before the work, so that a name that cannot be written costs nothing. Passwords are for their owner's eyes only.
        await using var file = signInFile is null ? null : CreatePrivate(signInFile.FullName);
        var signIns = file is null ? null : new DemoSignIns();
        var watch = Stopwatch.StartNew();
        var loaded = await DemoOrganisation.LoadAsync(
            host.Installation.OwnerConnectionString, host.Installation.Keys, size, io.Clock, cancellationToken, signIns);
        if (loaded is null)
        {
            file?.Close();
            signInFile?.Delete();
            throw new InstallationException(
                "Cơ sở dữ liệu này không trống: dữ liệu mẫu chỉ nạp được vào cơ sở dữ liệu trống. Trỏ đến một cơ sở dữ liệu khác, "
                    + "hoặc đặt PARTYNET_DATA đến một thư mục mới."
            );
        }

        if (file is not null)
            await WriteAsync(file, signIns!, cancellationToken);
        await io.Error.WriteLineAsync(string.Create(
            Vietnamese,
            $"Đã nạp {loaded.Units:N0} tổ chức đảng, {loaded.MemberRows:N0} đảng viên, {loaded.AccountRows:N0} tài khoản trong "
                + $"{watch.Elapsed.TotalSeconds:N1} giây ({loaded.MemberRows / watch.Elapsed.TotalSeconds:N0} đảng viên mỗi giây)."));
        return ExitCode.Done;
    }

    private static FileStream CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private static async Task WriteAsync(FileStream file, DemoSignIns signIns, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(file, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var (login, role, unit) in signIns.All)
            await writer.WriteLineAsync($"{login},{signIns.Password},{role},{unit}".AsMemory(), cancellationToken);
    }

    private static int ParseNumber(System.CommandLine.Parsing.ArgumentResult result, int least, int most)
    {
        var typed = result.Tokens is [var token] ? token.Value : "";
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        result.AddError(string.Create(Vietnamese, $"Cần một số từ {least:N0} đến {most:N0}, không phải “{typed}”."));
        return least;
    }
}
