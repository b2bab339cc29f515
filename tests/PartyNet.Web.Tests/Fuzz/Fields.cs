using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Web.Tests.Access;

namespace PartyNet.Web.Tests.Fuzz;

/// <summary>What a page reads of a request, by the metadata from which the framework binds it: nobody has to remember a field.</summary>
internal sealed class Fields(IServiceProvider services)
{
    private readonly PageLoader _loader = services.GetRequiredService<PageLoader>();
    private readonly IModelMetadataProvider _metadata = services.GetRequiredService<IModelMetadataProvider>();

    public static string ShapeOf(RouteEndpoint endpoint) => AccessTable.ShapeOf(endpoint.RoutePattern.RawText!);

    /// <summary>Names of the values that a page takes from addresses, and of those that its forms may send.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(RouteEndpoint endpoint)
    {
        if (await LoadAsync(endpoint) is not { } page)
            return [];
        var route = endpoint.RoutePattern.Parameters.Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. page.BoundProperties.Concat(page.HandlerMethods.SelectMany(handler => handler.Parameters))
                .SelectMany(NamesOf)
                .Where(name => !route.Contains(name))
                .Distinct(),
        ];
    }

    /// <summary>Where the forms of an endpoint go: its route, and behind it the handler that has a name.</summary>
    public async Task<IReadOnlyList<string>> FormsOfAsync(RouteEndpoint endpoint)
    {
        var shape = ShapeOf(endpoint);
        if (await LoadAsync(endpoint) is { } page)
        {
            return
            [
                .. page.HandlerMethods.Where(handler => HttpMethods.IsPost(handler.HttpMethod))
                    .Select(handler => string.IsNullOrEmpty(handler.Name) ? shape : $"{shape}?handler={handler.Name}"),
            ];
        }

        return endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") is true ? [shape] : [];
    }

    private async Task<CompiledPageActionDescriptor?> LoadAsync(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
            ? await _loader.LoadAsync(page, EndpointMetadataCollection.Empty)
            : null;

    private IEnumerable<string> NamesOf(ParameterDescriptor bound)
    {
        var metadata = _metadata.GetMetadataForType(bound.ParameterType);
        var source = bound.BindingInfo?.BindingSource ?? metadata.BindingSource;
        return source is { IsFromRequest: false } || bound.ParameterType == typeof(CancellationToken)
            ? []
            : NamesOf(bound.BindingInfo?.BinderModelName ?? bound.Name, metadata, depth: 0);
    }

    private static IEnumerable<string> NamesOf(string name, ModelMetadata metadata, int depth)
    {
        if (!metadata.IsComplexType || depth > 4)
            return [name];
        if (metadata.ElementMetadata is { } element)
            return NamesOf($"{name}[0]", element, depth + 1);
        return metadata.Properties.Where(p => !p.IsReadOnly)
            .SelectMany(p => NamesOf($"{name}.{p.BinderModelName ?? p.PropertyName}", p, depth + 1));
    }
}
