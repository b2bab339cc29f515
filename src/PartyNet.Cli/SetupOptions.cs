using System.CommandLine;
using System.Data.Common;
using System.Text;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Cli;

/// <summary>The answers that <c>partynet setup</c> needs: from its options, or asked for one by one.</summary>
internal sealed class SetupOptions
{
    private const string ThisMachine = "127.0.0.1";

    private const string Where =
        "Cơ sở dữ liệu: Enter = PostgreSQL kèm theo trên máy này; hoặc chuỗi kết nối superuser của máy chủ riêng";

    private readonly Option<bool> _unattended = new("--unattended") { Description = "Không hỏi: thiếu câu trả lời nào thì dừng." };

    private readonly Option<string?> _address = new("--address")
    {
        Description = "Địa chỉ mọi người gõ để vào trang, ví dụ https://kekhai.xabinhxuyen.vn.",
        HelpName = "địa chỉ",
    };

    private readonly Option<string?> _names = new("--names")
    {
        Description = "Các tên khác của trang, cách nhau bằng dấu chấm phẩy.",
        HelpName = "tên",
    };

    private readonly Option<string?> _listen = new("--listen")
    {
        Description = "Nơi trang lắng nghe; mặc định http://127.0.0.1:5080 sau proxy, không thì https ở cổng của địa chỉ.",
        HelpName = "địa chỉ",
    };

    private readonly Option<string?> _proxy = new("--proxy")
    {
        Description = "Trang đứng sau proxy có https (nginx, Caddy): mạng của proxy, cách nhau bằng dấu chấm phẩy.",
        HelpName = "mạng",
    };

    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "Trang tự nói https bằng chứng thư này: .pfx, hoặc .pem với cả các chứng thư trung gian.",
        HelpName = "tệp",
    };

    private readonly Option<string?> _certificateKey = new("--certificate-key")
    {
        Description = "Tệp khóa riêng (.pem) của chứng thư, khi khóa không nằm trong cùng tệp.",
        HelpName = "tệp",
    };

    private readonly Option<string?> _certificatePassword = new("--certificate-password-file")
    {
        Description = "Tệp chứa mật khẩu của chứng thư.",
        HelpName = "tệp",
    };

    private readonly Option<bool> _selfSigned = new("--self-signed")
    {
        Description = "Trang tự nói https bằng chứng thư tự ký: chỉ để dùng thử, trình duyệt sẽ cảnh báo.",
    };

    private readonly Option<string?> _server = new("--server")
    {
        Description = "Máy chủ PostgreSQL riêng: chuỗi kết nối của superuser, dùng một lần. Không có thì dùng PostgreSQL kèm theo.",
        HelpName = "chuỗi kết nối",
    };

    private readonly Option<FileInfo?> _serverPassword = new("--server-password-file")
    {
        Description = "Cùng với --server: tệp chứa mật khẩu của superuser, để mật khẩu không nằm trên dòng lệnh.",
        HelpName = "tệp",
    };

    private readonly Option<bool> _printSql = new("--print-sql")
    {
        Description = "Cùng với --server: in lệnh SQL cho người quản trị máy chủ chạy, không tự chạy.",
    };

    private readonly Option<FileInfo?> _keys = new("--keys")
    {
        Description = "Dùng lại tệp khóa này (sau khi mất máy), không tạo khóa mới.",
        HelpName = "tệp",
    };

    private readonly Option<string> _login = new("--login")
    {
        Description = "Tên đăng nhập của quản trị đầu tiên.",
        HelpName = "tên",
        DefaultValueFactory = _ => "quantri",
    };

    private readonly Option<bool> _noAdministrator = new("--no-admin")
    {
        Description = "Không tạo quản trị: để khôi phục một bản sao lưu vào đây.",
    };

    public IReadOnlyList<Option> All =>
    [
        _unattended, _address, _names, _listen, _proxy, _certificate, _certificateKey, _certificatePassword, _selfSigned, _server,
        _serverPassword, _printSql, _keys, _login, _noAdministrator,
    ];

    public string? AdministratorOf(ParseResult parsed) => parsed.GetValue(_noAdministrator) ? null : parsed.GetRequiredValue(_login);

    /// <summary>Null where an answer is missing or is none, which was said.</summary>
    public SetupAnswers? Read(ParseResult parsed, Stdio io)
    {
        var questions = parsed.GetValue(_unattended) ? null : new Questions(io);
        var typed = parsed.GetValue(_address) ?? questions?.Ask("Địa chỉ mọi người gõ để vào trang (https://…)", null);
        if (!Uri.TryCreate(typed, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.PathAndQuery != "/")
        {
            io.Error.WriteLine(typed is null
                ? "Thiếu --address: địa chỉ mọi người gõ để vào trang."
                : $"“{typed}” không phải là một địa chỉ https đầy đủ, ví dụ https://kekhai.xabinhxuyen.vn.");
            return null;
        }

        if (Https(parsed, questions) is not { } https)
        {
            io.Error.WriteLine("Chưa rõ trang có https bằng cách nào: nêu --proxy, --certificate hoặc --self-signed.");
            return null;
        }

        if (parsed.GetValue(_printSql) && parsed.GetValue(_server) is null)
        {
            io.Error.WriteLine("--print-sql đi cùng --server: máy chủ nào?");
            return null;
        }

        var names = (parsed.GetValue(_names) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var server = ServerOn(parsed) ?? questions?.Ask(Where, "");
        return new SetupAnswers(
            address, names, parsed.GetValue(_listen), https, Place(parsed, server), parsed.GetValue(_keys)?.FullName);
    }

    private HttpsWay? Https(ParseResult parsed, Questions? questions)
    {
        if (parsed.GetValue(_proxy) is { } proxy)
            return new HttpsWay.Proxy(proxy);
        if (parsed.GetValue(_certificate) is { } certificate)
            return new HttpsWay.Certificate(certificate, parsed.GetValue(_certificatePassword), parsed.GetValue(_certificateKey));
        if (parsed.GetValue(_selfSigned))
            return new HttpsWay.SelfSigned();
        const string how =
            "https do ai lo? 1 = proxy đứng trước (nginx, Caddy), 2 = trang, bằng chứng thư có sẵn, 3 = tự ký để dùng thử";
        return questions?.Ask(how, "1") switch
        {
            "1" => new HttpsWay.Proxy(questions.Ask("Mạng của proxy", ThisMachine)!),
            "2" => new HttpsWay.Certificate(
                questions.Ask("Tệp chứng thư (.pfx hoặc .pem)", null) ?? "",
                questions.Ask("Tệp chứa mật khẩu của chứng thư", "") is { Length: > 0 } password ? password : null,
                questions.Ask("Tệp khóa riêng, nếu không nằm trong tệp chứng thư", "") is { Length: > 0 } key ? key : null),
            "3" => new HttpsWay.SelfSigned(),
            _ => null,
        };
    }

    /// <summary>Where the command line says that the database is; null where it names no server.</summary>
    public DatabasePlace? NamedPlace(ParseResult parsed) => ServerOn(parsed) is { } server ? Place(parsed, server) : null;

    private DatabasePlace Place(ParseResult parsed, string? server) =>
        server is not { Length: > 0 } ? new DatabasePlace.Embedded()
        : parsed.GetValue(_printSql) ? new DatabasePlace.OwnServerByOthers(server)
        : new DatabasePlace.OwnServer(server);

    private string? ServerOn(ParseResult parsed)
    {
        if (parsed.GetValue(_server) is not { } server || parsed.GetValue(_serverPassword) is not { } file)
            return parsed.GetValue(_server);
        if (!file.Exists)
            throw new InstallationException($"Không thấy tệp {file.FullName}.");
        var whole = new StringBuilder(server);
        DbConnectionStringBuilder.AppendKeyValuePair(whole, "Password", File.ReadAllText(file.FullName).Trim());
        return whole.ToString();
    }

    /// <summary>Asks on the stream for people; an answer is a line of the input.</summary>
    private sealed class Questions(Stdio io)
    {
        private readonly IEnumerator<string> _lines = io.ReadLines().GetEnumerator();

        public string? Ask(string question, string? usual)
        {
            io.Error.Write(usual is { Length: > 0 } ? $"{question} [{usual}]: " : $"{question}: ");
            if (!_lines.MoveNext())
            {
                // Nobody is there to end the line of the question.
                io.Error.WriteLine();
                return usual;
            }

            return _lines.Current.Trim() is { Length: > 0 } answer ? answer : usual;
        }
    }
}
