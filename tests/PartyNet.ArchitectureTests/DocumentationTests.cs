using System.Xml.Linq;
using PartyNet.Application;
using PartyNet.Domain.Units;

namespace PartyNet.ArchitectureTests;

/// <summary>Public types of Domain and Application say what they are.</summary>
public sealed class DocumentationTests
{
    [Theory]
    [InlineData(typeof(Unit), 40)]
    [InlineData(typeof(UseCases), 60)]
    public void Every_public_type_says_what_it_is(Type inAssembly, int fewest)
    {
        var assembly = inAssembly.Assembly;
        var documented = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
            .Descendants("member")
            .Where(m => m.Element("summary") is not null || m.Element("inheritdoc") is not null)
            .Select(m => (string)m.Attribute("name")!)
            .ToHashSet();
        var types = assembly.GetExportedTypes().Where(t => !t.IsNested).ToList();

        Assert.True(types.Count >= fewest, $"Only {types.Count} types were looked at.");
        Assert.Empty(types.Select(NameInDocumentation).Except(documented));
    }

    private static string NameInDocumentation(Type type) => "T:" + type.FullName;
}
