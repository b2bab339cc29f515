using System.ComponentModel;
using System.Diagnostics;

namespace PartyNet.Infrastructure.Setup;

/// <summary>Whose a folder is, to tell somebody who may not look into it.</summary>
internal static class FolderOwner
{
    /// <summary>Null where this machine does not tell.</summary>
    public static string? Find(string directory)
    {
        if (OperatingSystem.IsWindows())
            return null;
        try
        {
            // .NET has no name for it, and what the system's calls answer is laid out differently on each kind of machine.
            using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%U", "--", directory])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var name = stat.StandardOutput.ReadToEnd().Trim();
            stat.WaitForExit();
            return stat.ExitCode == 0 && name is not ("" or "UNKNOWN") ? name : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
