using System.Text.RegularExpressions;

namespace PartyNet.Web.Tests.Access;

/// <summary>
/// A row of a table of access: an address with real things in its braces, and what each role gets there. A cell is a status, or
/// <c>→</c> and where the answer leads: to sign in, to an address, or with nothing behind it to the row's own target.
/// </summary>
/// <param name="Target">Where a bare <c>→</c> leads.</param>
/// <param name="Fields">What a form sends, each as <c>name=value</c> with <c>+</c> for a blank.</param>
internal sealed record AccessRow(string Address, IReadOnlyList<string> Cells, string? Target, IReadOnlyList<string> Fields)
{
    /// <summary>Address without the names of what stands in its braces, so that it compares with a route of the site.</summary>
    public string Shape => AccessTable.ShapeOf(Address);

    public string this[string role] => Cells[Array.IndexOf(AccessTable.Roles, role)];
}

/// <summary>
/// Reads a table that is written by hand as text. A row is an address and a cell for each role; lines below it that are set in
/// say where it leads (<c>→</c>) and what its form sends.
/// </summary>
internal static partial class AccessTable
{
    /// <summary>The roles of the demo as the public surface names them, after the visitor who is not signed in.</summary>
    public static readonly string[] Roles =
        ["anonymous", "dang-vien", "dang-vien-khac", "bi-thu", "bi-thu-khac", "cap-uy", "ban", "ban-khac", "quan-tri"];

    /// <summary>Stands before the answer to a form that leads on and changes nothing.</summary>
    public const char WithoutEffect = '=';

    public static IReadOnlyList<AccessRow> Parse(string text)
    {
        var rows = new List<AccessRow>();
        foreach (var line in text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "address")
                Assert.Equal(Roles, words[1..]);
            else if (line[0] != ' ')
                rows.Add(new AccessRow(words[0], OneForEachRole(line, words[1..]), null, []));
            else if (words[0] == "→")
                rows[^1] = rows[^1] with { Target = words[1] };
            else
                rows[^1] = rows[^1] with { Fields = [.. rows[^1].Fields, .. words] };
        }

        return rows;
    }

    public static string ShapeOf(string address) => "/" + Braces().Replace(address, "{}").TrimStart('/');

    private static string[] OneForEachRole(string line, string[] cells) =>
        cells.Length == Roles.Length
            ? cells
            : throw new FormatException($"A row has {Roles.Length} cells, this one {cells.Length}: {line}");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Braces();
}
