using System.Diagnostics;

namespace PartyNet.Web.Tests.Outages;

/// <summary>
/// A folder on a file system of its own, so that a test may fill it or forbid writing without harm to the machine. Mounting takes root,
/// which a CI machine is; elsewhere such a test is left out.
/// </summary>
internal sealed class MountedFolder : IAsyncDisposable
{
    private MountedFolder(string path) => Path = path;

    public string Path { get; }

    public static Task<MountedFolder> ReadOnlyAsync() => MountAsync("ro,size=64k,mode=0755");

    public static Task<MountedFolder> OfMegabytesAsync(int megabytes) => MountAsync($"size={megabytes}m,mode=0755");

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var filler = File.Create(Filler, bufferSize: 0);
        var megabyte = new byte[1024 * 1024];
        for (var size = megabyte.Length; size >= 512; size /= 2)
        {
            try
            {
                while (true)
                    filler.Write(megabyte, 0, size);
            }
            catch (IOException)
            {
                // No room for so much; for less there may be.
            }
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private string Filler => System.IO.Path.Combine(Path, "filler");

    private static async Task<MountedFolder> MountAsync(string options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Mounting a file system takes root on Linux.");
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"partynet-mount-{Guid.CreateVersion7():n}");
        Directory.CreateDirectory(path);
        if (await RunAsync("mount", "-t", "tmpfs", "-o", options, "tmpfs", path) is { Length: > 0 } refusal)
        {
            Directory.Delete(path);
            Assert.Skip($"This machine lets nobody mount: {refusal}");
        }

        return new MountedFolder(path);
    }

    /// <returns>What went wrong; empty where nothing did.</returns>
    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? "" : $"{program}: {said}";
    }
}
