namespace PartyNet.Web.Hosting;

/// <summary>The headers of every answer. The site loads nothing from elsewhere, so the policy names no origin but its own.</summary>
public static class SecurityHeaders
{
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
