using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Extensions;

namespace PartyNet.Web.Security;

/// <summary>
/// Outside development nothing is shown over plain http and nothing taken: who reads is led to https; what was sent has been readable on
/// the way and is refused, so that nobody gets used to it. Health is asked for by the machine itself.
/// </summary>
public static class HttpsOnly
{
    private const int StandardPort = 443;

    public static void UseHttpsOnly(this IApplicationBuilder app)
    {
        var addresses = app.ApplicationServices.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (request.IsHttps || request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                return next(context);
            if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
                context.Response.Redirect(Secure(request, addresses), permanent: true, preserveMethod: true);
            else
                context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        });
    }

    private static string Secure(HttpRequest request, IServerAddressesFeature? addresses)
    {
        var secure = addresses?.Addresses.Select(BindingAddress.Parse).FirstOrDefault(a => a.Scheme == Uri.UriSchemeHttps);
        var name = request.Host.Host;
        var host = secure is null or { Port: StandardPort } ? new HostString(name) : new HostString(name, secure.Port);
        return UriHelper.BuildAbsolute(Uri.UriSchemeHttps, host, request.PathBase, request.Path, request.QueryString);
    }
}
