using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using PartyNet.Application;
using PartyNet.Cli;
using PartyNet.Demo;
using PartyNet.Domain.Units;
using PartyNet.EmbeddedPostgres;
using PartyNet.Infrastructure;
using PartyNet.Spreadsheets;
using PartyNet.Web;

namespace PartyNet.ArchitectureTests;

/// <summary>What a log says of an error names no folder of the machine that built the product.</summary>
public sealed class SymbolTests
{
    private const string Mapped = "/_/";

    [Theory]
    [InlineData(typeof(Unit), 60)]
    [InlineData(typeof(UseCases), 80)]
    [InlineData(typeof(Installation), 30)]
    [InlineData(typeof(EmbeddedServer), 10)]
    [InlineData(typeof(SheetWriter), 10)]
    [InlineData(typeof(DemoOrganisation), 10)]
    [InlineData(typeof(PartyNetApp), 60)]
    [InlineData(typeof(ExitCode), 5)]
    public void Symbols_name_files_below_the_checkout(Type inAssembly, int fewest)
    {
        var files = SourcesOf(inAssembly.Assembly);

        Assert.True(files.Count >= fewest, $"Only {files.Count} files were looked at.");
        Assert.DoesNotContain(files, file => !file.StartsWith(Mapped, StringComparison.Ordinal));
    }

    [Fact]
    public void A_trace_names_the_file_below_the_checkout()
    {
        var thrown = Assert.Throws<FormatException>(() => UnitPath.Parse("no path"));

        var file = new StackTrace(thrown, fNeedFileInfo: true).GetFrame(0)!.GetFileName();
        Assert.Equal(Mapped + "src/PartyNet.Domain/Units/UnitPath.cs", file!.Replace('\\', '/'));
    }

    private static List<string> SourcesOf(Assembly assembly)
    {
        using var symbols = File.OpenRead(Path.ChangeExtension(assembly.Location, ".pdb"));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(symbols);
        var reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
    }
}
