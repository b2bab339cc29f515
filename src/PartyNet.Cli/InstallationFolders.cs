using System.CommandLine;
using Microsoft.Extensions.Configuration;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Cli;

/// <summary>How verbs are told which installation they are for.</summary>
internal static class InstallationFolders
{
    public static Argument<DirectoryInfo> Argument(string description)
    {
        var folder = new Argument<DirectoryInfo>("thư mục") { Description = description };
        ListArguments.RefuseOptions(folder);
        return folder;
    }

    /// <summary>For every verb that works on an installation and does not name it first.</summary>
    public static Option<DirectoryInfo?> Option() => new("--dir")
    {
        Description = "Thư mục của nơi cài; mặc định là biến PARTYNET_DIR, rồi thư mục hiện tại.",
        HelpName = "thư mục",
        Recursive = true,
    };

    /// <exception cref="InstallationException">The folder holds no installation, or this user may not look.</exception>
    public static InstallationFolder Existing(DirectoryInfo directory) => new InstallationFolder(directory.FullName).Existing();

    /// <summary>Its settings, and what the environment says otherwise.</summary>
    public static IConfiguration SettingsOf(InstallationFolder folder) =>
        new ConfigurationBuilder().AddInMemoryCollection(folder.Read()).AddEnvironmentVariables().Build();
}
