using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace PartyNet.Web.Hosting;

/// <summary>The headers of every answer. The site loads nothing from elsewhere, so the policy names no origin but its own.</summary>
public static class SecurityHeaders
{
    /// <summary>
    /// As the framework's own, and on the answer to a failure, too: an error page begins with a clean head, so this is written last.
    /// </summary>
    public static void UseHstsOnEveryAnswer(this IApplicationBuilder app)
    {
        var hsts = app.ApplicationServices.GetRequiredService<IOptions<HstsOptions>>().Value;
        var value = $"max-age={hsts.MaxAge.TotalSeconds}" + (hsts.IncludeSubDomains ? "; includeSubDomains" : "");
        app.Use((context, next) =>
        {
            if (context.Request.IsHttps && !hsts.ExcludedHosts.Contains(context.Request.Host.Host))
            {
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers.StrictTransportSecurity = value;
                    return Task.CompletedTask;
                });
            }

            return next(context);
        });
    }

    public static IApplicationBuilder UsePartyNetHeaders(this IApplicationBuilder app) => app.UseSecurityHeaders(policies => policies
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicySameOrigin()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .AddPermissionsPolicy(policy =>
        {
            policy.AddCamera().None();
            policy.AddGeolocation().None();
            policy.AddMicrophone().None();
            policy.AddPayment().None();
            policy.AddUsb().None();
        })
        .RemoveServerHeader()
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().None();
            policy.AddScriptSrc().Self().WithNonce();
            policy.AddStyleSrc().Self();
            policy.AddImgSrc().Self();
            policy.AddFontSrc().Self();
            policy.AddConnectSrc().Self();
            policy.AddObjectSrc().None();
            policy.AddBaseUri().None();
            policy.AddFormAction().Self();
            policy.AddFrameAncestors().None();
        }));
}
