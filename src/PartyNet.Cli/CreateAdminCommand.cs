using System.CommandLine;
using PartyNet.Application.Access;

namespace PartyNet.Cli;

/// <summary><c>partynet create-admin</c>: the first administrator of an installation, or one more.</summary>
internal static class CreateAdminCommand
{
    internal const string DefaultAddress = "http://localhost:5080";

    public static Command Create(Stdio io)
    {
        var login = new Option<string>("--login")
        {
            Description = "Tên đăng nhập của quản trị.",
            HelpName = "tên",
            DefaultValueFactory = _ => "quantri",
        };
        var address = new Option<string>("--address")
        {
            Description = "Địa chỉ của trang PartyNet, đứng đầu đường dẫn in ra.",
            HelpName = "địa chỉ",
            DefaultValueFactory = _ => DefaultAddress,
        };
        var another = new Option<bool>("--them") { Description = "Thêm một quản trị khi hệ thống đã có quản trị." };
        var create = new Command("create-admin", """
            Tạo quản trị hệ thống và in đường dẫn dùng một lần để người đó tự đặt mật khẩu; đường dẫn hết hạn sau 72 giờ.
            Quản trị giao tài khoản đăng nhập và vai trò cho người khác, không xem được dữ liệu cá nhân.
            """)
        {
            login, address, another,
        };
        create.SetAction(
            (parsed, cancellationToken) =>
                CreateAsync(
                    io,
                    new CreateAdministrator.Command(parsed.GetRequiredValue(login), parsed.GetValue(another)),
                    parsed.GetRequiredValue(address),
                    cancellationToken
                )
        );
        return create;
    }

    private static async Task<int> CreateAsync(
        Stdio io,
        CreateAdministrator.Command command,
        string address,
        CancellationToken cancellationToken
    )
    {
        await using var host = await ToolHost.OpenAsync(io, cancellationToken);
        var created = await host.RunAsync<CreateAdministrator, ErrorOr.ErrorOr<NewUser>>(
            AccessScope.Operator(), useCase => useCase.HandleAsync(command, cancellationToken));
        if (created.IsError)
        {
            await io.Error.WriteLineAsync(created.FirstError.Description);
            return ExitCode.FoundSomethingWrong;
        }

        await io.Out.WriteLineAsync($"{address.TrimEnd('/')}{SetupLink.Path}/{created.Value.SetupCode}");
        await io.Error.WriteLineAsync(
            $"Đã tạo quản trị “{command.Login}”. Mở đường dẫn ở dòng cuối một lần, trong 72 giờ, để đặt mật khẩu; không gửi đường dẫn cho "
                + $"người khác."
        );
        return ExitCode.Done;
    }
}
