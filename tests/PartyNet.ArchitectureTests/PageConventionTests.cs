using System.Reflection;
using ArchUnitNET.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.AspNetCore.Routing.Patterns;
using PartyNet.ArchitectureTests.Examples;
using PartyNet.Web;
using PartyNet.Web.Links;
using PartyNet.Web.Pages;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace PartyNet.ArchitectureTests;

/// <summary>
/// Pages are alike: one base for those about a unit, one reader for what narrows and walks a list (see "Pages" in docs/architecture.md).
/// Each rule is also held against a page that breaks it.
/// </summary>
[Trait("Security", "Z8")]
public sealed class PageConventionTests
{
    private const BindingFlags Members = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void Every_page_keeps_to_the_conventions()
    {
        var pages = Pages().ToList();

        Assert.True(pages.Count >= 20, $"Only {pages.Count} pages were looked at.");
        Assert.True(pages.Count(p => IsAboutUnit(p.Route)) >= 9, "Hardly any page is about a unit.");
        Assert.True(pages.Sum(p => OfRoute(p.Route).Count()) >= 8, "Hardly any page takes a value from its route.");
        Assert.Empty(pages.SelectMany(p => Faults(p.Route, p.Model)));
    }

    [Fact]
    public void A_page_with_conventions_of_its_own_is_found() => Assert.Equal(
        [
            "PageOfItsOwn is about a unit and does not stand on PageAtUnit.",
            "PageOfItsOwn takes the cursor apart by itself: After.",
            "PageOfItsOwn takes the cursor apart by itself: earlier.",
            "PageOfItsOwn takes a value of its route from elsewhere too: Id.",
            "PageOfItsOwn takes a value of its route from elsewhere too: number.",
        ],
        Faults("/chi-bo/{unit}/rieng/{id:guid}/{number:int}", typeof(PageOfItsOwn)));

    [Fact]
    public void No_page_reads_its_address_by_itself()
    {
        Assert.Empty(ReadersOfTheAddress("PartyNet.Web.Pages"));
        Assert.Contains(ReadersOfTheAddress("PartyNet.ArchitectureTests.Examples"), name => name == typeof(PageOfItsOwn).FullName);
    }

    private static IEnumerable<string> Faults(string route, Type model)
    {
        if (IsAboutUnit(route) && !model.IsAssignableTo(typeof(PageAtUnit)))
            yield return $"{model.Name} is about a unit and does not stand on {nameof(PageAtUnit)}.";
        foreach (var name in BoundTo(model, ListKeys.After, ListKeys.Before))
            yield return $"{model.Name} takes the cursor apart by itself: {name}.";
        foreach (var name in BoundFromElsewhere(model, [.. OfRoute(route)]))
            yield return $"{model.Name} takes a value of its route from elsewhere too: {name}.";
    }

    /// <summary>
    /// Members that have the name of a value of the route and are not bound from the route alone. A form carries fields of any name, and
    /// they win over the route: the page would act on another thing than the one that its address names and that was checked.
    /// </summary>
    private static IEnumerable<string> BoundFromElsewhere(Type model, string[] ofRoute)
    {
        var properties = model.GetProperties(Members)
            .Where(p => p.GetCustomAttributes().Any(a => a is BindPropertyAttribute or IBindingSourceMetadata))
            .Select(p => (p.Name, Attributes: p.GetCustomAttributes()));
        var parameters = model.GetMethods(Members).Where(m => m.Name.StartsWith("On", StringComparison.Ordinal))
            .SelectMany(m => m.GetParameters())
            .Select(p => (Name: p.Name!, Attributes: p.GetCustomAttributes()));
        return properties
            .Concat(parameters)
            .Where(p => ofRoute.Contains(NameOf(p.Name, p.Attributes), StringComparer.OrdinalIgnoreCase))
            .Where(p => p.Attributes.OfType<IBindingSourceMetadata>().FirstOrDefault()?.BindingSource != BindingSource.Path)
            .Select(p => p.Name)
            .Distinct();
    }

    private static string NameOf(string name, IEnumerable<System.Attribute> attributes) =>
        attributes.OfType<IModelNameProvider>().FirstOrDefault()?.Name ?? name;

    /// <summary>Names of the values that a route holds.</summary>
    private static IEnumerable<string> OfRoute(string route) => RoutePatternFactory.Parse(route).Parameters.Select(p => p.Name);

    private static IEnumerable<string> BoundTo(Type model, params string[] keys)
    {
        var properties = model.GetProperties(Members).Select(p => (p.Name, Attributes: p.GetCustomAttributes()));
        var parameters = model
            .GetMethods(Members)
            .SelectMany(m => m.GetParameters())
            .Select(p => (Name: p.Name!, Attributes: p.GetCustomAttributes()));
        return properties
            .Concat(parameters)
            .Where(p => keys.Contains(NameOf(p.Name, p.Attributes)))
            .Select(p => p.Name);
    }

    private static IEnumerable<string> ReadersOfTheAddress(string @namespace) =>
        Classes().That().ResideInNamespaceMatching($"^{@namespace}(\\.|$)").Should().NotDependOnAny(typeof(IQueryCollection))
            .Evaluate(LayerTests.Product).Where(r => !r.Passed).Select(r => ((IType)r.EvaluatedObject!).FullName);

    private static bool IsAboutUnit(string route) => route.Contains("{unit", StringComparison.Ordinal);

    /// <summary>Route and model of every page, as the compiler of pages wrote them down.</summary>
    private static IEnumerable<(string Route, Type Model)> Pages() =>
        from item in typeof(PartyNetApp).Assembly.GetCustomAttributes<RazorCompiledItemAttribute>()
        from data in item.Type.GetCustomAttributes<RazorCompiledItemMetadataAttribute>()
        where data.Key == "RouteTemplate"
        select (data.Value, item.Type.GetProperty("Model")!.PropertyType);
}
