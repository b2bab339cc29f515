using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.WebEncoders;
using PartyNet.Application.Access;
using PartyNet.Web.Forms;
using PartyNet.Web.Security;

namespace PartyNet.Web.Hosting;

/// <summary>Razor Pages as this site uses them, apart from the walls (headers, sign-in, database), which the host adds around.</summary>
public static class PageHosting
{
    private const string StyleGuidePage = "/StyleGuide/StyleGuide";
    private const string ImportPages = "/Imports";

    public static void AddPartyNetPages(this WebApplicationBuilder builder)
    {
        ServeAssetsAsPublished(builder);
        AddPages(builder.Services, builder.Environment);
    }

    /// <summary>
    /// "dotnet run" answers as the published site does: without this, assets of a build go out uncompressed and uncached in
    /// Development, and empty in Production when the working folder is not the project's.
    /// </summary>
    private static void ServeAssetsAsPublished(WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
    }

    private static void AddPages(IServiceCollection services, IHostEnvironment environment)
    {
        services.AddRazorPages(options =>
        {
            if (!environment.IsDevelopment()) options.Conventions.AddPageRouteModelConvention(StyleGuidePage, RemoveRoutes);
            options.Conventions.AddFolderRouteModelConvention(ImportPages, StandBelowBranchesToo);
        }).AddMvcOptions(options =>
        {
            options.Filters.Add(new StaleForms());
            options.Filters.Add(new PageConnection.GivenBack());
            options.ModelBinderProviders.Insert(0, new AddressBinding());
            options.ModelBinderProviders.Insert(0, new ChoiceBinding());
            options.ModelMetadataDetailsProviders.Add(new KeepEmptyStrings());
            // No form names its fields as jQuery would, and a name that only looks like it breaks the page that reads it.
            options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
            options.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
            VietnameseBindingMessages.Apply(options.ModelBindingMessageProvider);
            // What is required is said by the validators, in Vietnamese; the implied attribute would say it in English.
            options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        });
        services.AddSingleton<FormOwner>();
        // Vietnamese letters as themselves: as numeric entities a page would be half as long again.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
    }

    public static void MapPartyNetPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStaticAssets().AllowAnonymous().WithMetadata(new AccessAttribute(AccessRequirement.Open));
        endpoints.MapRazorPages().WithStaticAssets();
    }

    private static void RemoveRoutes(PageRouteModel page) => page.Selectors.Clear();

    /// <summary>A board and a branch load their lists on the same pages, each among its own.</summary>
    private static void StandBelowBranchesToo(PageRouteModel page)
    {
        foreach (var route in page.Selectors.Select(selector => selector.AttributeRouteModel!.Template!).ToList())
        {
            var below = route.TrimStart('/')["ban/".Length..];
            page.Selectors.Add(new SelectorModel { AttributeRouteModel = new AttributeRouteModel { Template = "chi-bo/" + below } });
        }
    }
}
