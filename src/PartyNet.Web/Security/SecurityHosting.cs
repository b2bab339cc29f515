using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Access;
using PartyNet.Web.Forms;
using PartyNet.Web.Links;

namespace PartyNet.Web.Security;

/// <summary>Composes sign-in, sessions and page access.</summary>
public static class SecurityHosting
{
    public static IServiceCollection AddPartyNetSecurity(this IServiceCollection services, IHostEnvironment environment)
    {
        // Plain http exists only on the developer's own machine.
        var secure = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        var prefix = environment.IsDevelopment() ? "" : "__Host-";

        services.AddHttpContextAccessor();
        services.AddSingleton<CarriedForms>();
        services.AddSingleton<SignInPass>();
        services.AddSingleton<ITicketStore, SessionStore>();
        services.AddAuthentication(SessionStore.Scheme).AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(SessionStore.Scheme).Configure<ITicketStore>((options, store) =>
        {
            options.SessionStore = store;
            options.Cookie.Name = prefix + "partynet";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = secure;
            options.Cookie.Path = "/";
            options.SlidingExpiration = false;
            options.ExpireTimeSpan = SessionLimits.Member.Absolute;
            options.LoginPath = SignInLinks.SignIn;
            options.ReturnUrlParameter = SignInLinks.ReturnKey;
        });
        services.Configure<AntiforgeryOptions>(options =>
        {
            options.Cookie.Name = prefix + "partynet-form";
            // Strict, it would not come along with a link from another site, and the page so opened would set a new one: every form that
            // is open in another tab would be dead. A form posted from another site brings neither this cookie nor that of the session.
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = secure;
            options.Cookie.Path = "/";
            options.SuppressXFrameOptionsHeader = true;
        });

        services.AddSingleton(provider => new DeviceCookie(provider.GetRequiredService<IDataProtectionProvider>(), new CookieBuilder
        {
            Name = prefix + "partynet-device",
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            SecurePolicy = secure,
            Path = "/",
            MaxAge = KnownPlace.Lifetime,
        }));

        services.AddSingleton(provider => new SlipPass(
            provider.GetRequiredService<IDataProtectionProvider>(), provider.GetRequiredService<TimeProvider>(), new CookieBuilder
            {
                Name = prefix + "partynet-phieu",
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                SecurePolicy = secure,
                Path = "/",
            }));

        services.AddSingleton(provider => new PasskeyCookie(
            provider.GetRequiredService<IDataProtectionProvider>(), provider.GetRequiredService<TimeProvider>(), new CookieBuilder
            {
                Name = prefix + "partynet-khoa",
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                SecurePolicy = secure,
                Path = "/",
            }));

        services.AddScoped<IAuthorizationHandler, AccessHandler>();
        services.AddSingleton<ListGate>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, HiddenRefusal>();
        // What asks nothing is closed. The fallback is joined to the requirements of an endpoint, so it must let those pass that have one.
        services.AddAuthorization(options =>
            options.FallbackPolicy = new AuthorizationPolicyBuilder()
                .RequireAssertion(context =>
                    context.Resource is HttpContext http && http.GetEndpoint()?.Metadata.GetMetadata<AccessAttribute>() is not null
                )
                .Build()
        );
        // Last: AddRazorPages gives the options a new collection of conventions, wherever it is called.
        services.PostConfigure<RazorPagesOptions>(options =>
        {
            PageAccess.Apply(options.Conventions);
            PageHandlers.Apply(options.Conventions);
            UploadLimit.Apply(options.Conventions);
            ListGate.Apply(options.Conventions);
        });
        return services;
    }
}
