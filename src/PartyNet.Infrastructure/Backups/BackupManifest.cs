using System.Text.Json;

namespace PartyNet.Infrastructure.Backups;

/// <summary>What stands at the head of a backup: of which release, when, and the tables that follow.</summary>
/// <param name="Migrations">Those that the database had.</param>
public sealed record BackupHead(string Product, DateTimeOffset At, IReadOnlyList<string> Migrations, IReadOnlyList<CopiedTable> Tables)
{
    internal const string Part = "head";
}

/// <summary>What stands at the end: how many rows of which content each table had, and where sequences had come to.</summary>
public sealed record BackupTail(IReadOnlyList<CopiedRows> Tables, IReadOnlyList<SequenceValue> Sequences)
{
    internal const string Part = "tail";

    public long Rows => Tables.Sum(table => table.Rows);
}

/// <param name="Sha256">Of the bytes that were copied.</param>
public sealed record CopiedRows(string Name, long Rows, string Sha256);

/// <param name="Last">The last value given; null where none was.</param>
public sealed record SequenceValue(string Name, long? Last);

/// <summary>How both are written.</summary>
internal static class ManifestJson
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web);

    public static MemoryStream Write<T>(T manifest) => new(JsonSerializer.SerializeToUtf8Bytes(manifest, Layout));

    public static T Read<T>(MemoryStream content) => JsonSerializer.Deserialize<T>(content.ToArray(), Layout)
        ?? throw new BackupException("Bản sao lưu đã hỏng. Dùng bản khác.");
}
