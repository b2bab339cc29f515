using System.CommandLine;
using PartyNet.Application.Access;

namespace PartyNet.Cli;

/// <summary><c>partynet reset-second-factor</c>: for whoever has lost telephone and recovery codes.</summary>
internal static class ResetSecondFactorCommand
{
    public static Command Create(Stdio io)
    {
        var login = new Option<string>("--login") { Description = "Tên đăng nhập của người bị mất.", HelpName = "tên", Required = true };
        var address = new Option<string>("--address")
        {
            Description = "Địa chỉ của trang PartyNet, đứng đầu đường dẫn in ra.",
            HelpName = "địa chỉ",
            DefaultValueFactory = _ => CreateAdminCommand.DefaultAddress,
        };
        var reset = new Command("reset-second-factor", """
            Bỏ lớp xác nhận thứ hai và mã dự phòng của một người, rồi in đường dẫn dùng một lần để người đó đặt mật khẩu mới; đăng nhập xong
            người đó bật lại lớp xác nhận. Chỉ làm khi đã gặp và biết chắc là đúng người.
            """)
        {
            login, address,
        };
        reset.SetAction((parsed, cancellationToken) =>
            ResetAsync(io, parsed.GetRequiredValue(login), parsed.GetRequiredValue(address), cancellationToken));
        return reset;
    }

    private static async Task<int> ResetAsync(Stdio io, string login, string address, CancellationToken cancellationToken)
    {
        await using var host = await ToolHost.OpenAsync(io, cancellationToken);
        var code = await host.RunAsync<ResetSecondFactor, ErrorOr.ErrorOr<string>>(
            AccessScope.Operator(), useCase => useCase.HandleAsync(new ResetSecondFactor.Command(login), cancellationToken));
        if (code.IsError)
        {
            await io.Error.WriteLineAsync(code.FirstError.Description);
            return ExitCode.FoundSomethingWrong;
        }

        await io.Out.WriteLineAsync($"{address.TrimEnd('/')}{SetupLink.Path}/{code.Value}");
        await io.Error.WriteLineAsync(
            $"Đã bỏ lớp xác nhận thứ hai của “{login}”. Mở đường dẫn ở dòng cuối một lần, trong 72 giờ, để đặt mật khẩu; không gửi cho "
                + "người khác.");
        return ExitCode.Done;
    }
}
