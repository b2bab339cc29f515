using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using PartyNet.ArchitectureTests.Examples;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace PartyNet.ArchitectureTests;

/// <summary>The direction of dependencies. Each rule is also held against a type that breaks it, to prove that it can fail.</summary>
public sealed class LayerTests
{
    /// <summary>The projects of the product, and the one that holds the examples.</summary>
    private static readonly System.Reflection.Assembly[] Assemblies =
        [.. typeof(KnowsEveryRoom).GetConstructors()[0].GetParameters().Select(p => p.ParameterType.Assembly), typeof(LayerTests).Assembly];

    internal static readonly Architecture Product = new ArchLoader().LoadAssemblies(Assemblies).Build();

    /// <summary>Each room with the rooms that it may know: the hosts compose, and nobody knows a host.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Domain"] = [],
        ["EmbeddedPostgres"] = [],
        ["Application"] = ["Domain"],
        ["Spreadsheets"] = ["Application"],
        ["Infrastructure"] = ["Domain", "Application", "EmbeddedPostgres"],
        ["Demo"] = ["Domain", "Application", "Infrastructure"],
        ["Web"] = ["Domain", "Application", "Spreadsheets", "EmbeddedPostgres", "Infrastructure", "Demo"],
        ["Cli"] = ["Domain", "Application", "Spreadsheets", "EmbeddedPostgres", "Infrastructure", "Demo"],
    };

    public static TheoryData<string> RoomNames => [.. Rooms.Keys];

    [Fact]
    public void Every_project_is_a_room() =>
        Assert.Equal(
            Rooms.Keys.Select(r => $"PartyNet.{r}.csproj").Order(),
            Directory
                .GetDirectories(Path.Combine(Sources.Root, "src"))
                .SelectMany(d => Directory.GetFiles(d, "*.csproj"))
                .Select(Path.GetFileName)
                .Order()
        );

    [Theory]
    [MemberData(nameof(RoomNames))]
    public void A_room_knows_only_the_rooms_that_it_may(string room)
    {
        var strangers = Rooms.Keys.Except([room, .. Rooms[room]]).Select(r => $"PartyNet.{r}");

        Assert.Empty(Violations($"PartyNet.{room}", string.Join('|', strangers)));
        Assert.True(Count($"PartyNet.{room}") >= 10, $"Hardly any type lies in {room}.");
    }

    [Theory]
    [MemberData(nameof(RoomNames))]
    public void A_room_that_somebody_knows_is_found(string room) => Finds(nameof(KnowsEveryRoom), $"PartyNet.{room}");

    [Theory]
    [InlineData("PartyNet.Domain", "Microsoft.EntityFrameworkCore|Npgsql|Microsoft.AspNetCore")]
    [InlineData("PartyNet.Application", "Npgsql|Microsoft.AspNetCore.Mvc|Microsoft.AspNetCore.Http")]
    [InlineData("PartyNet.EmbeddedPostgres", "Microsoft.EntityFrameworkCore|Microsoft.AspNetCore")]
    [InlineData("PartyNet.Spreadsheets", "Microsoft.EntityFrameworkCore|Npgsql|Microsoft.AspNetCore")]
    [InlineData("PartyNet.Web.Pages", "Microsoft.EntityFrameworkCore|Npgsql|PartyNet.Infrastructure.Database|PartyNet.EmbeddedPostgres")]
    public void A_layer_touches_nothing_that_others_are_there_for(string layer, string forbidden)
    {
        Assert.Empty(Violations(layer, forbidden));
        Assert.True(Count(layer) >= 10, $"Hardly any type lies in {layer}.");
    }

    [Theory]
    [InlineData("Microsoft.EntityFrameworkCore")]
    [InlineData("Npgsql")]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Microsoft.AspNetCore.Mvc")]
    [InlineData("Microsoft.AspNetCore.Http")]
    [InlineData("PartyNet.Infrastructure.Database")]
    public void What_a_layer_may_not_touch_is_found(string forbidden) =>
        Finds(nameof(PageWithTable), forbidden);

    private static void Finds(string example, string forbidden) =>
        Assert.Contains(Violations("PartyNet.ArchitectureTests.Examples", forbidden), v => v.Contains(example, StringComparison.Ordinal));

    private static IEnumerable<string> Violations(string layer, string forbidden) =>
        Types().That().ResideInNamespaceMatching(Below(layer))
            .Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching(Below($"({forbidden})")))
            .WithoutRequiringPositiveResults()
            .Evaluate(Product).Where(r => !r.Passed).Select(r => r.Description);

    private static int Count(string layer) => Types().That().ResideInNamespaceMatching(Below(layer)).GetObjects(Product).Count();

    private static string Below(string layer) => $"^{layer}(\\.|$)";
}
