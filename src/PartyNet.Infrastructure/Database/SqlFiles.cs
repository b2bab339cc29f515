using System.Reflection;

namespace PartyNet.Infrastructure.Database;

/// <summary>The SQL that is kept in files of its own, below <c>Sql/</c>.</summary>
internal static class SqlFiles
{
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{typeof(SqlFiles).Namespace}.Sql.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
