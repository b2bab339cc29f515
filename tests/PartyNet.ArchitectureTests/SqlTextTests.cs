using System.Text.RegularExpressions;

namespace PartyNet.ArchitectureTests;

/// <summary>
/// I2: no value gets into the text of a statement. Where a statement has holes it goes through a call that makes a parameter of each, or
/// its file stands here, because what fills them are names of the program's own: tables, columns, roles, limits.
/// </summary>
public sealed partial class SqlTextTests
{
    private const int FewestStatements = 20;

    private static readonly string[] OfOwnNames =
    [
        "PartyNet.Demo/DemoIndexes.cs", "PartyNet.Demo/DemoWriter.cs",
        // Roles, databases and passwords that the program itself makes: a role's password is no parameter in PostgreSQL.
        "PartyNet.EmbeddedPostgres/ServerRoles.cs",
        "PartyNet.Infrastructure/Backups/CopiedTable.cs", "PartyNet.Infrastructure/Backups/DatabaseSnapshot.cs",
        "PartyNet.Infrastructure/Backups/EmptyDatabase.cs",
        "PartyNet.Infrastructure/Setup/OwnServer.cs",
        "PartyNet.Infrastructure/Database/Bulk/BulkSql.cs", "PartyNet.Infrastructure/Database/DatabaseMigrator.cs",
        "PartyNet.Infrastructure/Database/DemoMark.cs", "PartyNet.Infrastructure/Database/LongWork.cs",
        "PartyNet.Infrastructure/Database/SchemaState.cs", "PartyNet.Infrastructure/Measuring/InstallationMeasures.cs",
        "PartyNet.Infrastructure/Database/Scope/WallScript.cs", "PartyNet.Infrastructure/Diagnosis/DatabaseChecks.cs",
        "PartyNet.Infrastructure/Protection/KeyRotation.cs", "PartyNet.Infrastructure/Protection/KeyUse.cs",
        "PartyNet.Infrastructure/Protection/OldCodes.cs", "PartyNet.Infrastructure/Protection/SealedTable.cs",
    ];

    [Fact]
    [Trait("Security", "I2")]
    public void No_statement_is_put_together_from_values()
    {
        var root = Path.Combine(Sources.Root, "src");
        var found = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(root, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => !file.Name.Split('/').Any(part => part is "obj" or "Migrations"))
            .SelectMany(file => WithHoles(file.Text).Select(statement => (file.Name, Statement: statement)))
            .ToList();

        Assert.True(found.Count >= FewestStatements, $"Only {found.Count} statements were looked at.");
        Assert.Empty(found.Where(f => !OfOwnNames.Contains(f.Name)).Select(f => $"{f.Name}: {f.Statement}"));
    }

    [Theory]
    [InlineData("var a = $\"select * from users where login = '{login}'\";", 1)]
    [InlineData("new NpgsqlCommand($\"delete from {table}\")", 1)]
    [InlineData("db.Database.ExecuteSql($\"delete from t where id = {id}\")", 0)]
    [InlineData("db.Units.FromSql($\"select * from t where id = {id}\")", 0)]
    [InlineData("\"select 1\" + $\"{name} said\"", 0)]
    [InlineData("$\"Select a {thing}\"", 1)]
    public void A_statement_with_a_value_in_it_is_found(string source, int expected) => Assert.Equal(expected, WithHoles(source).Count());

    private static IEnumerable<string> WithHoles(string source) => Interpolated().Matches(source)
        .Where(text => Sql().IsMatch(text.Value) && Hole().IsMatch(text.Value) && !MakesParameters().IsMatch(source[..text.Index]))
        .Select(text => text.Value.Split('\n')[0].Trim());

    [GeneratedRegex(@"(?s)\$+\x22{3}.*?\x22{3}|\$\x22(?:[^\x22\\]|\\.)*\x22")]
    private static partial Regex Interpolated();

    [GeneratedRegex(@"(?i)\b(select|insert into|update|delete from|create|drop|alter|grant|revoke|truncate|comment on)\s")]
    private static partial Regex Sql();

    [GeneratedRegex(@"(?<!\{)\{[^{}]+\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"(FromSql|SqlQuery(<[^>]*>)?|ExecuteSql(Async)?)\(\s*$")]
    private static partial Regex MakesParameters();
}
