using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using PartyNet.Application;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure;
using PartyNet.Web;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace PartyNet.ArchitectureTests;

/// <summary>The direction of dependencies. Each rule is also held against a type that breaks it, to prove that it can fail.</summary>
public sealed class LayerTests
{
    private static readonly Architecture Product = new ArchLoader()
        .LoadAssemblies(typeof(Unit).Assembly, typeof(UseCases).Assembly, typeof(Installation).Assembly, typeof(PartyNetApp).Assembly, typeof(LayerTests).Assembly)
        .Build();

    [Theory]
    [InlineData("PartyNet.Domain", "PartyNet.Application|PartyNet.Infrastructure|PartyNet.Web|Microsoft.EntityFrameworkCore|Npgsql|Microsoft.AspNetCore")]
    [InlineData("PartyNet.Application", "PartyNet.Infrastructure|PartyNet.Web|Npgsql|Microsoft.AspNetCore.Mvc|Microsoft.AspNetCore.Http")]
    [InlineData("PartyNet.Infrastructure", "PartyNet.Web")]
    [InlineData("PartyNet.Web.Pages", "Microsoft.EntityFrameworkCore|Npgsql|PartyNet.Infrastructure.Database")]
    public void A_layer_knows_only_the_layers_below(string layer, string forbidden)
    {
        var rule = Rule(layer, forbidden);

        Assert.Empty(Violations(rule));
        Assert.True(Product.Types.Count(t => IsIn(t, layer)) >= 10, $"Hardly any type lies in {layer}.");
    }

    [Fact]
    public void The_rule_about_pages_and_tables_finds_a_page_that_holds_a_table()
    {
        var rule = Rule("PartyNet.ArchitectureTests.Examples", "Microsoft.EntityFrameworkCore");

        Assert.Contains(Violations(rule), v => v.Contains(nameof(Examples.PageWithTable), StringComparison.Ordinal));
    }

    private static ArchRule<IType> Rule(string layer, string forbidden) =>
        Types().That().ResideInNamespaceMatching($"^{layer}(\\.|$)").Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching($"^({forbidden})(\\.|$)")).WithoutRequiringPositiveResults();

    private static IEnumerable<string> Violations(ArchRule<IType> rule) => rule.Evaluate(Product).Where(r => !r.Passed).Select(r => r.Description);

    private static bool IsIn(IType type, string layer) =>
        type.Namespace.FullName == layer || type.Namespace.FullName.StartsWith(layer + ".", StringComparison.Ordinal);
}
