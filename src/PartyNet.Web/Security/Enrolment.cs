using Microsoft.AspNetCore.Authorization;
using PartyNet.Application.Access;
using PartyNet.Web.Links;

namespace PartyNet.Web.Security;

/// <summary>On a page or endpoint that somebody reaches who still has to enrol a second factor.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BeforeEnrolmentAttribute : Attribute;

/// <summary>
/// Whoever holds a role and has let the days of grace pass without a second factor gets to the page where they enrol one, and to no other.
/// Their roles reach nothing meanwhile, whatever way somebody finds around this.
/// </summary>
public static class Enrolment
{
    public static IApplicationBuilder UseEnrolment(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<CallerSession>()?.Scope.MustEnrol is not true || IsOpen(context.GetEndpoint()))
            return next(context);
        context.Response.Redirect(MyDataLinks.Factor);
        return Task.CompletedTask;
    });

    /// <summary>Files of the site, what asks nothing of its caller, and what says that it comes before.</summary>
    private static bool IsOpen(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<AccessAttribute>() is not { } access
        || endpoint.Metadata.GetMetadata<BeforeEnrolmentAttribute>() is not null
        || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || access.Requirement is AccessRequirement.OpenToAll;
}
