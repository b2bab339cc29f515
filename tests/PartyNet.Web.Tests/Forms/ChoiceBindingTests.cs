using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Forms;

/// <summary>Every choice of every form takes the names that it has, and nothing else that the framework would make one of.</summary>
[Trait("Security", "Z8")]
public sealed class ChoiceBindingTests(Site site)
{
    [Fact]
    public async Task Each_choice_that_a_page_binds_takes_its_names_and_nothing_else()
    {
        var choices = Choices().ToList();
        Assert.True(choices.Count >= 4, $"Only {string.Join(", ", choices)}.");

        foreach (var choice in choices)
        {
            var names = Enum.GetNames(choice);
            foreach (var name in names)
                Assert.Equal(Enum.Parse(choice, name), await BindAsync(choice, name));
            string[] none =
            [
                names[0].ToLowerInvariant(), $" {names[0]}", $"{names[0]}, {names[^1]}", $"{names[0]},{names[0]}", "", "0", "-1", "Owner",
                .. names.Select(name => Enum.Format(choice, Enum.Parse(choice, name), "d")),
            ];
            foreach (var sent in none)
                Assert.True(await BindAsync(choice, sent) is null, $"{choice.Name} takes “{sent}”.");
            Assert.Null(await BindAsync(choice, names[0], names[^1]));
        }
    }

    /// <summary>Types of choices below the properties that pages bind, and of parameters of their handlers.</summary>
    private static IEnumerable<Type> Choices()
    {
        var pages = typeof(PartyNetApp).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(PageModel)));
        var bound = pages.SelectMany(page =>
            page.GetProperties().Where(p => p.GetCustomAttribute<BindPropertyAttribute>() is not null).Select(p => p.PropertyType)
                .Concat(page.GetMethods().Where(m => m.Name.StartsWith("On", StringComparison.Ordinal) && m.DeclaringType == page)
                    .SelectMany(m => m.GetParameters()).Select(p => p.ParameterType)));
        return bound.SelectMany(type => Below(type, [])).Distinct();
    }

    private static IEnumerable<Type> Below(Type type, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
            return [type];
        if (type.IsGenericType && type.GetGenericArguments() is [var element])
            return Below(element, seen);
        return type.Assembly == typeof(PartyNetApp).Assembly && seen.Add(type)
            ? type.GetProperties().Where(p => p.SetMethod is not null).SelectMany(p => Below(p.PropertyType, seen))
            : [];
    }

    private async Task<object?> BindAsync(Type choice, params string[] sent)
    {
        await using var scope = (await site.ServicesAsync()).CreateAsyncScope();
        var services = scope.ServiceProvider;
        var metadata = services.GetRequiredService<IModelMetadataProvider>().GetMetadataForType(choice);
        var binder = services.GetRequiredService<IModelBinderFactory>()
            .CreateBinder(new ModelBinderFactoryContext { Metadata = metadata, CacheToken = metadata });
        var context = DefaultModelBindingContext.CreateBindingContext(
            new ActionContext(new DefaultHttpContext { RequestServices = services }, new RouteData(), new ActionDescriptor()),
            new Sent(sent),
            metadata,
            bindingInfo: null,
            "choice");
        await binder.BindModelAsync(context);
        Assert.Equal(context.Result.IsModelSet, context.ModelState["choice"]!.ValidationState != ModelValidationState.Invalid);
        return context.Result.Model;
    }

    private sealed class Sent(string[] values) : IValueProvider
    {
        public bool ContainsPrefix(string prefix) => true;

        public ValueProviderResult GetValue(string key) => new(values, CultureInfo.InvariantCulture);
    }
}
