using System.Diagnostics;
using PartyNet.Cli;
using PartyNet.EmbeddedPostgres;

namespace PartyNet.UnitTests.Cli;

/// <summary>A verb works on the installation that was meant, or on none: a wrong name never leads to a new database.</summary>
public sealed class InstallationFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("partynet-folder-").FullName;

    private string Dir => Path.Combine(_root, "noi-cai");

    [Theory]
    [InlineData("keys rotate --dir DIR")]
    [InlineData("keys list --dir DIR")]
    [InlineData("migrate --dir DIR")]
    [InlineData("doctor --dir DIR")]
    [InlineData("create-admin --dir DIR")]
    [InlineData("serve DIR")]
    [InlineData("move-database DIR --to Host=khong-co")]
    [InlineData("restore tep --into DIR")]
    public async Task A_folder_without_an_installation_is_refused_and_nothing_is_made(string verb)
    {
        var run = await CliRun.OfAsync(verb.Replace("DIR", Dir, StringComparison.Ordinal));

        Assert.Equal(ExitCode.FoundSomethingWrong, run.Exit);
        Assert.Equal($"Thư mục {Dir} không có partynet.json: chưa có nơi cài nào ở đó.\n", run.Error);
        Assert.Empty(run.Output);
        Assert.False(Directory.Exists(Dir), "The folder was made.");
    }

    /// <summary>Settings that are no file are refused to root as well, so that this runs as anybody.</summary>
    [Theory]
    [InlineData("keys rotate --dir DIR")]
    [InlineData("doctor --dir DIR")]
    [InlineData("serve DIR")]
    [InlineData("backup DIR")]
    [InlineData("setup DIR")]
    public async Task A_folder_that_this_user_may_not_read_is_said_to_be_somebody_elses(string verb)
    {
        var settings = Path.Combine(Dir, "partynet.json");
        Directory.CreateDirectory(settings);
        var isAnothers = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;
        if (isAnothers)
        {
            using var give = Process.Start("chown", ["nobody", Dir]);
            await give.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var run = await CliRun.OfAsync(verb.Replace("DIR", Dir, StringComparison.Ordinal));

        Assert.Equal(ExitCode.FoundSomethingWrong, run.Exit);
        Assert.Equal(
            $"Không đọc được {settings}; "
                + (isAnothers ? "nơi cài thuộc người dùng “nobody”: su - nobody.\n" : "kiểm tra quyền của tệp và thư mục ấy.\n"),
            run.Error);
        Assert.Equal([settings], Directory.GetFileSystemEntries(Dir));
    }

    [Fact]
    public void A_program_that_has_left_its_checkout_has_no_database_until_it_is_told_of_one()
    {
        Directory.CreateDirectory(Path.Combine(Dir, "src", "bin"));
        var before = EmbeddedServerOptions.ForDevelopment(asked: null, Path.Combine(Dir, "src", "bin"));
        File.WriteAllText(Path.Combine(Dir, "PartyNet.sln"), "");

        Assert.Null(before);
        Assert.Equal(
            Path.Combine(Dir, "data"), EmbeddedServerOptions.ForDevelopment(asked: " ", Path.Combine(Dir, "src", "bin"))?.DataDirectory);
        Assert.Equal(Path.Combine(_root, "thu"), EmbeddedServerOptions.ForDevelopment(Path.Combine(_root, "thu"), _root)?.DataDirectory);
    }

    [Fact]
    public async Task A_sheet_of_keys_is_not_written_over_another_file()
    {
        Directory.CreateDirectory(Dir);
        var (keys, sheet) = (Path.Combine(Dir, "keys.json"), Path.Combine(Dir, "phieu.txt"));
        await File.WriteAllTextAsync(
            Path.Combine(Dir, "partynet.json"), """{ "Protection": { "KeyFile": "keys.json" } }""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(sheet, "của tôi", TestContext.Current.CancellationToken);
        await CliRun.OfAsync($"keys create {keys}");

        var run = await CliRun.OfAsync($"keys sheet {sheet} --dir {Dir}");

        Assert.Equal(ExitCode.FoundSomethingWrong, run.Exit);
        Assert.Equal($"Đã có tệp {sheet}; xóa tệp cũ trước, hoặc nêu tên khác.\n", run.Error);
        Assert.Equal("của tôi", await File.ReadAllTextAsync(sheet, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_the_system_says_of_a_file_is_said_in_Vietnamese()
    {
        var missing = Path.Combine(_root, "khong-co");
        var deeper = Path.Combine(missing, "tep");

        Assert.Equal($"Không thấy tệp {missing}.", Said(() => File.ReadAllText(missing)));
        Assert.Equal($"Không thấy thư mục của {deeper}.", Said(() => File.ReadAllText(deeper)));
        Assert.StartsWith(
            $"Người dùng “{Environment.UserName}” không được đọc hoặc ghi {_root}", Said(() => File.ReadAllText(_root)),
            StringComparison.Ordinal);

        static string Said(Action harm) => FileTrouble.Explain(Record.Exception(harm)!);
    }

    /// <summary>Nobody ends the line of a question that nobody answers.</summary>
    [Fact]
    public async Task A_question_without_an_answer_leaves_the_error_a_line_of_its_own()
    {
        var run = await CliRun.OfAsync($"setup {Dir}");

        Assert.Equal(ExitCode.Misuse, run.Exit);
        Assert.Contains("\nThiếu --address: địa chỉ mọi người gõ để vào trang.\n", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
