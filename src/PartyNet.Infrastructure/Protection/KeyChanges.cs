using Npgsql;
using PartyNet.Domain.Text;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Infrastructure.Protection;

/// <summary>How far a change of keys has come.</summary>
/// <param name="Version">The version that seals, or with <paramref name="IsWaiting"/> the one that will.</param>
/// <param name="Broken">Cells that no key opened: they stay as they are.</param>
public sealed record KeyChange(int Version, bool IsNew, bool IsWaiting, long Resealed, long Broken);

/// <summary>
/// Changes the keys of an installation while it is in use. Codes of slips and recovery codes stand nowhere but as a keyed hash, which no
/// newer key can take over: they hold an old version in use until they are used up, expired or given up.
/// </summary>
public static class KeyChanges
{
    /// <summary>
    /// What was written this long after a version began to seal may still be of the one before: another machine gets its copy of the file
    /// somewhat later.
    /// </summary>
    public static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    private const string Lock = "select pg_try_advisory_lock(hashtextextended('partynet keys', 0))";

    /// <summary>
    /// Goes on with a change that was begun, or else adds a version; then seals everything with the newest.
    /// </summary>
    /// <param name="progress">Told of each table that is done, and how many of its cells were sealed.</param>
    /// <param name="onlyPrepare">Adds a version that opens and does not seal yet: every machine can be given the file first.</param>
    public static async Task<KeyChange> RotateAsync(
        Installation installation,
        bool onlyPrepare,
        TimeProvider clock,
        Func<string, long, Task> progress,
        CancellationToken cancellationToken)
    {
        var file = FileOf(installation);
        await using var owner = await OpenAsync(installation, cancellationToken);
        var read = file.Read();
        var keys = read;
        var newest = keys.MaxBy(key => key.Version)!;
        var uses = await KeyUse.CountAsync(owner, cancellationToken);
        var isUnfinished = newest.IsWaiting
            || keys.Any(key => key.Version != newest.Version && uses.Any(use => use.Version == key.Version && use.Cells > 0));
        if (onlyPrepare && isUnfinished)
            return new KeyChange(newest.Version, IsNew: false, newest.IsWaiting, 0, 0);

        var now = clock.GetUtcNow();
        if (!isUnfinished)
            keys = [.. keys, newest = KeyVersion.Generate(newest.Version + 1) with { Made = now }];
        if (newest.IsWaiting && !onlyPrepare)
            keys = [.. keys.Where(key => key.Version != newest.Version), newest = newest with { Seals = now }];
        if (keys != read)
            file.Replace(keys);
        if (onlyPrepare)
            return new KeyChange(newest.Version, IsNew: true, IsWaiting: true, 0, 0);

        var rotation = new KeyRotation(owner, KeyRing.Load(file.Path), clock, progress);
        await rotation.RunAsync(cancellationToken);
        return new KeyChange(newest.Version, !isUnfinished, IsWaiting: false, rotation.Resealed, rotation.Broken);
    }

    /// <summary>Takes a version away that nothing needs.</summary>
    /// <param name="dropCodes">Gives up the slips and recovery codes that only this version finds.</param>
    /// <returns>Why it cannot go, in Vietnamese; null where it is gone.</returns>
    public static async Task<string?> RetireAsync(
        Installation installation, int version, bool dropCodes, TimeProvider clock, CancellationToken cancellationToken)
    {
        var file = FileOf(installation);
        await using var owner = await OpenAsync(installation, cancellationToken);
        var keys = file.Read();
        if (keys.All(key => key.Version != version))
            return $"Tệp khóa không có phiên bản {version}.";
        var newest = keys.Where(key => !key.IsWaiting).MaxBy(key => key.Version)!;
        if (version == newest.Version)
            return $"Phiên bản {version} đang dùng để niêm phong. Đổi sang khóa mới bằng “partynet keys rotate” trước.";
        var settled = newest.Seals + Settling;
        if (settled > clock.GetUtcNow())
            return $"Khóa phiên bản {newest.Version} mới dùng. Bỏ được khóa cũ từ {VietnamTime.Full(settled.Value)}, khi mọi máy đã đọc "
                + "tệp khóa mới.";
        if ((await KeyUse.CountAsync(owner, cancellationToken)).FirstOrDefault(use => use.Version == version) is { Cells: > 0 } use)
            return $"Còn {Numbers.Text(use.Cells)} ô niêm phong bằng khóa phiên bản {version}. Chạy “partynet keys rotate” lần nữa.";

        var codes = new OldCodes(owner, settled, clock.GetUtcNow());
        var (slips, recovery) = version < newest.Version && !dropCodes ? await codes.CountAsync(cancellationToken) : (0, 0);
        if (slips + recovery > 0)
            return $"Còn {Numbers.Text(slips)} phiếu kích hoạt và {Numbers.Text(recovery)} mã khôi phục chưa dùng, chỉ tìm được bằng khóa "
                + "cũ. Chờ các phiếu ấy hết hạn và người giữ mã tạo lại mã, hoặc bỏ chúng bằng --drop-codes.";
        await codes.RetireAsync(version, dropCodes && version < newest.Version, cancellationToken);
        file.Replace([.. keys.Where(key => key.Version != version)]);
        return null;
    }

    private static KeyFile FileOf(Installation installation) =>
        installation.Keys.Source ?? throw new InvalidOperationException("The keys of this installation lie in no file.");

    /// <summary>One change at a time: the lock is given back with the connection.</summary>
    private static async Task<NpgsqlConnection> OpenAsync(Installation installation, CancellationToken cancellationToken)
    {
        if (installation.OwnerConnectionString.Length == 0)
            throw new InstallationException("Thiếu ConnectionStrings__PartyNetOwner (vai trò chủ sở hữu, để thay khóa của dữ liệu).");
        var owner = LongWork.NewConnection(installation.OwnerConnectionString);
        await owner.OpenAsync(cancellationToken);
        await using var take = new NpgsqlCommand(Lock, owner);
        if (await take.ExecuteScalarAsync(cancellationToken) is true)
            return owner;
        await owner.DisposeAsync();
        throw new InstallationException("Đang có một lệnh “partynet keys” khác thay khóa của nơi này. Chờ lệnh đó xong.");
    }
}
